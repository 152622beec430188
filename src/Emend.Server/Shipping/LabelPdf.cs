using PdfSharp.Drawing;
using PdfSharp.Pdf;
using QRCoder;

namespace Emend.Server.Shipping;

/// <summary>Renders a label as a PDF page of 100 by 150 mm, with the content of <see cref="LabelPage"/>.</summary>
internal static class LabelPdf
{
    private const double Width = 100;
    private const double Height = 150;
    private const double Margin = 4;
    private const double Inner = Width - (2 * Margin);
    private const double Gap = 2.5;
    private const double QrSize = 28;
    private const double OrderY = 84;
    private const double BarsY = 118;
    private const double BarsHeight = 22;

    private static readonly LabelTextStyle Caption = new(2.5, MaxLines: 1);
    private static readonly LabelTextStyle Small = new(3.5);
    private static readonly LabelTextStyle Recipient = new(5, Bold: true);

    public static byte[] Render(LabelRequest request, string tracking)
    {
        LabelFonts.EnsureRegistered();
        using var document = new PdfDocument();
        document.Info.Title = tracking;
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromMillimeter(Width), XUnit.FromMillimeter(Height));
        using (var graphics = XGraphics.FromPdfPage(page))
        {
            var canvas = new LabelCanvas(graphics);
            DrawAddresses(canvas, request);
            DrawOrder(canvas, request, tracking);
            canvas.DrawBars(tracking, Margin, BarsY, Inner, BarsHeight);
            canvas.DrawText(tracking, Margin, BarsY + BarsHeight + 1, Inner, Small with { Centered = true });
        }

        using var stream = new MemoryStream();
        document.Save(stream);
        return stream.ToArray();
    }

    private static void DrawAddresses(LabelCanvas canvas, LabelRequest request)
    {
        var y = canvas.DrawText(request.Carrier, Margin, Margin, Inner * 0.6, new(6, Bold: true));
        canvas.DrawText(request.Service, Margin + (Inner * 0.62), Margin + 1, Inner * 0.38, new(4, Bold: true));
        y = DrawSection(canvas, y, "FROM");
        y = canvas.DrawText(request.From.Name, Margin, y, Inner, Small);
        if (request.From.Address is { } from)
        {
            y = canvas.DrawText(AddressLines.FormatInOneLine(from), Margin, y, Inner, Small);
        }

        y = DrawSection(canvas, y, "TO");
        foreach (var line in AddressLines.Format(request.To))
        {
            y = canvas.DrawText(line, Margin, y, Inner, Recipient);
        }
    }

    private static void DrawOrder(LabelCanvas canvas, LabelRequest request, string tracking)
    {
        var y = DrawSection(canvas, OrderY - Gap, "ORDER");
        canvas.DrawText(request.Order, Margin, y, Inner - QrSize - Gap, Small with { MaxLines = 4 });
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(tracking, QRCodeGenerator.ECCLevel.M);
        canvas.DrawModules(data.ModuleMatrix, Width - Margin - QrSize, OrderY + 1, QrSize);
        canvas.DrawRule(Margin, BarsY - Gap, Inner);
    }

    private static double DrawSection(LabelCanvas canvas, double y, string caption)
    {
        canvas.DrawRule(Margin, y + Gap, Inner);
        return canvas.DrawText(caption, Margin, y + Gap + 1.5, Inner, Caption);
    }
}
