using System.Globalization;
using System.Text;
using Emend.Server.Application;

namespace Emend.Server.Shipping;

/// <summary>A label in the language of label printers, 100 by 150 mm at 203 dpi.</summary>
internal static class LabelZpl
{
    private const int Left = 40;
    private const int Width = 732;
    private const int BesideTheCode = 460;
    private const int CodeX = 540;
    private const int BarsY = 860;

    public static string Of(LabelRequest order, string tracking)
    {
        var text = new StringBuilder("^XA^CI28^PW812^LL1218\n");
        var y = Field(text, 40, 44, BesideTheCode, $"{order.Carrier} {order.Service}");
        y = Field(text, y, 28, BesideTheCode, $"Order {order.Order}");
        y = Field(text, y, 24, BesideTheCode, $"From {order.From.Name}");
        if (order.From.Address is { } from)
        {
            y = Field(text, y, 24, BesideTheCode, AddressLines.InOne(from));
        }

        y = Math.Max(y, 280) + 40;
        foreach (var line in AddressLines.Of(order.To))
        {
            y = Field(text, y, 42, Width, line);
        }

        text.Append(CultureInfo.InvariantCulture, $"^FO{CodeX},40^BQN,2,7^FH_^FDMA,").Append(Escaped(tracking)).Append("^FS\n");
        text.Append(CultureInfo.InvariantCulture, $"^FO60,{BarsY}^BY3^BCN,200,Y,N,N^FH_^FD").Append(Escaped(tracking)).Append("^FS\n");
        return text.Append("^XZ\n").ToString();
    }

    /// <summary>Words in at most two lines of that width; answers where the next may begin.</summary>
    private static int Field(StringBuilder text, int y, int size, int width, string words)
    {
        text.Append(CultureInfo.InvariantCulture, $"^FO{Left},{y}^A0N,{size},{size}^FB{width},2^FH_^FD")
            .Append(Escaped(words)).Append("^FS\n");
        // A letter of the printer's own font is about half as wide as it is high.
        var lines = words.Length * size / 2 > width ? 2 : 1;
        return y + (lines * size) + (size / 4);
    }

    // What a customer writes must not be read as a command.
    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '^' => "_5E",
        '~' => "_7E",
        '_' => "_5F",
        < ' ' => " ",
        _ => c.ToString(),
    }));
}
