using System.Text;
using Emend.Server.Desk;

namespace Emend.Server.Shipping;

/// <summary>A label in the language of label printers, 100 by 150 mm at 203 dpi.</summary>
internal static class LabelZpl
{
    private const int FirstLine = 300;
    private const int LineHeight = 50;

    public static string Of(LabelOrder order, string tracking)
    {
        var text = new StringBuilder("^XA^CI28^PW812^LL1218\n");
        Field(text, 40, 40, 50, $"{order.Carrier} {order.Service}");
        Field(text, 40, 120, 30, $"from {order.From.Value}");
        Field(text, 40, 160, 30, $"order {order.Order}");
        var y = FirstLine;
        foreach (var line in AddressLines.Of(order.To))
        {
            Field(text, 40, y, 40, line);
            y += LineHeight;
        }

        text.Append("^FO520,40^BQN,2,6^FH_^FDMA,").Append(Escaped(tracking)).Append("^FS\n");
        text.Append("^FO60,800^BY3^BCN,200,Y,N,N^FH_^FD").Append(Escaped(tracking)).Append("^FS\n");
        return text.Append("^XZ\n").ToString();
    }

    private static void Field(StringBuilder text, int x, int y, int size, string words) => text
        .Append(System.Globalization.CultureInfo.InvariantCulture, $"^FO{x},{y}^A0N,{size},{size}^FH_^FD").Append(Escaped(words))
        .Append("^FS\n");

    // What a customer writes must not be read as a command.
    private static string Escaped(string words) => string.Concat(words.Select(c => c switch
    {
        '^' => "_5E",
        '~' => "_7E",
        '_' => "_5F",
        < ' ' => " ",
        _ => c.ToString(),
    }));
}
