using System.Globalization;
using System.Text;

namespace Emend.Server.Shipping;

/// <summary>Renders a label in ZPL, 100 by 150 mm at 203 dpi.</summary>
internal static class LabelZpl
{
    private const int Left = 40;
    private const int Width = 732;
    private const int WidthBesideCode = 460;
    private const int CodeX = 540;
    private const int BarsY = 860;

    public static string Render(LabelRequest request, string tracking)
    {
        var text = new StringBuilder("^XA^CI28^PW812^LL1218\n");
        var y = AppendField(text, 40, 44, WidthBesideCode, $"{request.Carrier} {request.Service}");
        y = AppendField(text, y, 28, WidthBesideCode, $"Order {request.Order}");
        y = AppendField(text, y, 24, WidthBesideCode, $"From {request.From.Name}");
        if (request.From.Address is { } from)
        {
            y = AppendField(text, y, 24, WidthBesideCode, AddressLines.FormatInOneLine(from));
        }

        y = Math.Max(y, 280) + 40;
        foreach (var line in AddressLines.Format(request.To))
        {
            y = AppendField(text, y, 42, Width, line);
        }

        text.Append(CultureInfo.InvariantCulture, $"^FO{CodeX},40^BQN,2,7^FH_^FDMA,").Append(Escape(tracking)).Append("^FS\n");
        text.Append(CultureInfo.InvariantCulture, $"^FO60,{BarsY}^BY3^BCN,200,Y,N,N^FH_^FD").Append(Escape(tracking)).Append("^FS\n");
        return text.Append("^XZ\n").ToString();
    }

    /// <summary>Writes text in at most two lines of the given width. Returns the y position after the text.</summary>
    private static int AppendField(StringBuilder text, int y, int size, int width, string value)
    {
        text.Append(CultureInfo.InvariantCulture, $"^FO{Left},{y}^A0N,{size},{size}^FB{width},2^FH_^FD")
            .Append(Escape(value)).Append("^FS\n");
        // Characters of the printer font are about half as wide as high.
        var lines = value.Length * size / 2 > width ? 2 : 1;
        return y + (lines * size) + (size / 4);
    }

    // Escapes ZPL commands in customer data.
    private static string Escape(string text) => string.Concat(text.Select(c => c switch
    {
        '^' => "_5E",
        '~' => "_7E",
        '_' => "_5F",
        < ' ' => " ",
        _ => c.ToString(),
    }));
}
