using System.Text.Encodings.Web;
using QRCoder;

namespace Emend.Server.Shipping;

/// <summary>Renders a label as an HTML page without external resources and scripts.</summary>
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

    public static string Render(LabelRequest request, string tracking)
    {
        var to = string.Concat(AddressLines.Format(request.To).Select(line => $"<div>{Encode(line)}</div>"));
        var from = request.From.Address is { } address ? AddressLines.FormatInOneLine(address) : "";
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{{Encode(tracking)}}</title><style>{{Style}}</style></head><body><main>
            <header><h1>{{Encode(request.Carrier)}}</h1><p class="service">{{Encode(request.Service)}}</p></header>
            <section class="from"><h2>From</h2><div>{{Encode(request.From.Name)}}</div><div>{{Encode(from)}}</div></section>
            <section class="to"><h2>To</h2>{{to}}</section>
            <section class="order"><div><h2>Order</h2><div>{{Encode(request.Order)}}</div></div>{{RenderQrCode(tracking)}}</section>
            <section class="bars">{{Code128.ToSvg(tracking, BarHeight)}}<div>{{Encode(tracking)}}</div></section>
            </main></body></html>
            """;
    }

    private static string RenderQrCode(string tracking)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(tracking, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
