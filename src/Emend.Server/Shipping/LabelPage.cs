using System.Text.Encodings.Web;
using Emend.Server.Application;
using QRCoder;

namespace Emend.Server.Shipping;

/// <summary>A label as a page for any printer. It loads nothing and runs nothing.</summary>
internal static class LabelPage
{
    private const int PixelsPerModule = 4;
    private const int BarHeight = 60;

    private const string Style = """

        @page { size: 100mm 150mm; margin: 0 }
        * { box-sizing: border-box; margin: 0 }
        body { font: 3.5mm/1.3 sans-serif; color: #000; background: #fff }
        main { width: 100mm; height: 150mm; padding: 4mm; display: flex; flex-direction: column; overflow: hidden }
        main > * { padding: 2.5mm 0; border-bottom: .4mm solid #000; overflow-wrap: anywhere }
        main > :last-child { border: 0 }
        header { display: flex; justify-content: space-between; align-items: baseline; gap: 4mm; padding-top: 0 }
        h1 { font-size: 7mm; line-height: 1.1 }
        h2 { font-size: 2.5mm; font-weight: normal; text-transform: uppercase; letter-spacing: .3mm }
        .service { font-size: 4.5mm; font-weight: bold; text-align: right }
        .to { flex: 1; font-size: 5.5mm; font-weight: bold }
        .order { display: flex; justify-content: space-between; align-items: center; gap: 4mm }
        .order svg { flex: none; width: 28mm; height: 28mm }
        .bars { text-align: center; letter-spacing: .5mm; padding-bottom: 0 }
        .bars svg { display: block; width: 92mm; height: 24mm }

        """;

    public static string Of(LabelRequest order, string tracking)
    {
        var to = string.Concat(AddressLines.Of(order.To).Select(line => $"<div>{Said(line)}</div>"));
        var from = order.From.Address is { } address ? AddressLines.InOne(address) : "";
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{{Said(tracking)}}</title><style>{{Style}}</style></head><body><main>
            <header><h1>{{Said(order.Carrier)}}</h1><p class="service">{{Said(order.Service)}}</p></header>
            <section class="from"><h2>From</h2><div>{{Said(order.From.Name)}}</div><div>{{Said(from)}}</div></section>
            <section class="to"><h2>To</h2>{{to}}</section>
            <section class="order"><div><h2>Order</h2><div>{{Said(order.Order)}}</div></div>{{Qr(tracking)}}</section>
            <section class="bars">{{Code128.Svg(tracking, BarHeight)}}<div>{{Said(tracking)}}</div></section>
            </main></body></html>
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
