using System.Text.Encodings.Web;
using Emend.Server.Desk;
using QRCoder;

namespace Emend.Server.Shipping;

/// <summary>A label as a page for any printer. It loads nothing and runs nothing.</summary>
internal static class LabelPage
{
    private const int PixelsPerModule = 4;
    private const int BarHeight = 60;

    public static string Of(LabelOrder order, string tracking)
    {
        var address = string.Concat(AddressLines.Of(order.To).Select(line => $"<div>{Said(line)}</div>"));
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{{Said(tracking)}}</title><style>
            @page { size: 100mm 150mm; margin: 0 }
            body { font: 4mm sans-serif; width: 90mm; padding: 5mm; margin: 0 }
            .qr svg { width: 30mm; height: 30mm } .bars svg { width: 90mm; height: 25mm } .to { font-size: 5mm; margin: 5mm 0 }
            </style></head><body>
            <h1>{{Said(order.Carrier)}} {{Said(order.Service)}}</h1>
            <div>from {{Said(order.From.Value)}}, order {{Said(order.Order)}}</div>
            <div class="to">{{address}}</div>
            <div class="qr">{{Qr(tracking)}}</div>
            <div class="bars">{{Code128.Svg(tracking, BarHeight)}}</div>
            <div>{{Said(tracking)}}</div>
            </body></html>
            """;
    }

    private static string Qr(string tracking)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(tracking, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }

    private static string Said(string text) => HtmlEncoder.Default.Encode(text);
}
