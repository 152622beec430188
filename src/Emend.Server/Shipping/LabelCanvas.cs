using PdfSharp.Drawing;

namespace Emend.Server.Shipping;

/// <summary>Draws texts and codes on a page. All lengths are in millimeters.</summary>
internal sealed class LabelCanvas(XGraphics graphics)
{
    private const double LineHeight = 1.25;

    /// <summary>Draws a text in lines that are not wider than the given width. Returns the position below the text.</summary>
    public double DrawText(string text, double x, double y, double width, LabelTextStyle style)
    {
        var font = new XFont(LabelFonts.Family, ToPoints(style.Size), style.Bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
        foreach (var line in Wrap(text, font, ToPoints(width)).Take(style.MaxLines))
        {
            var offset = style.Centered ? (ToPoints(width) - graphics.MeasureString(line, font).Width) / 2 : 0;
            graphics.DrawString(line, font, XBrushes.Black, ToPoints(x) + offset, ToPoints(y) + font.Size);
            y += style.Size * LineHeight;
        }

        return y;
    }

    public void DrawRule(double x, double y, double width) => Fill(x, y, width, 0.4);

    /// <summary>Draws a Code 128 bar code.</summary>
    public void DrawBars(string text, double x, double y, double width, double height)
    {
        var widths = Code128.Encode(text).Select(c => c - '0').ToList();
        var module = width / (widths.Sum() + (2 * Code128.QuietZone));
        var at = x + (module * Code128.QuietZone);
        for (var i = 0; i < widths.Count; i++)
        {
            if (i % 2 == 0)
            {
                Fill(at, y, widths[i] * module, height);
            }

            at += widths[i] * module;
        }
    }

    /// <summary>Draws a QR code, given its modules.</summary>
    public void DrawModules(IReadOnlyList<System.Collections.BitArray> rows, double x, double y, double size)
    {
        var module = size / rows.Count;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Count; column++)
            {
                if (rows[row][column])
                {
                    Fill(x + (column * module), y + (row * module), module, module);
                }
            }
        }
    }

    private void Fill(double x, double y, double width, double height) =>
        graphics.DrawRectangle(XBrushes.Black, ToPoints(x), ToPoints(y), ToPoints(width), ToPoints(height));

    // Breaks at spaces, and inside of words that are wider than a line.
    private IEnumerable<string> Wrap(string text, XFont font, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var candidate = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && !Fits(candidate))
            {
                yield return line;
                candidate = word;
            }

            while (candidate.Length > 1 && !Fits(candidate))
            {
                var length = candidate.Length - 1;
                while (length > 1 && !Fits(candidate[..length]))
                {
                    length--;
                }

                yield return candidate[..length];
                candidate = candidate[length..];
            }

            line = candidate;
        }

        if (line.Length > 0)
        {
            yield return line;
        }

        bool Fits(string part) => graphics.MeasureString(part, font).Width <= width;
    }

    private static double ToPoints(double millimeters) => XUnit.FromMillimeter(millimeters).Point;
}

/// <summary>Style of a text on a label.</summary>
/// <param name="Size">Font size in millimeters.</param>
/// <param name="Bold">Whether the font is bold.</param>
/// <param name="MaxLines">Maximum number of lines. Further lines are omitted.</param>
/// <param name="Centered">Whether the lines are centered.</param>
internal sealed record LabelTextStyle(double Size, bool Bold = false, int MaxLines = 2, bool Centered = false);
