using System.Globalization;
using System.Text;

namespace Emend.Server.Shipping;

/// <summary>Renders printable ASCII as a Code 128 bar code (code set B).</summary>
internal static class Code128
{
    private const int StartB = 104;
    private const int Stop = 106;
    private const int ChecksumModulus = 103;

    /// <summary>Width of the quiet zone on each side, in modules.</summary>
    public const int QuietZone = 10;

    // Widths of the bars and spaces of each symbol.
    private static readonly string[] Widths = (
        "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 "
        + "223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
        + "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 "
        + "311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
        + "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
        + "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112")
        .Split(' ');

    /// <summary>Alternating widths of bars and spaces, starting with a bar.</summary>
    public static string Encode(string text)
    {
        if (text.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("Code 128 set B supports only printable ASCII.", nameof(text));
        }

        var symbols = text.Select(c => c - ' ').ToList();
        var check = (StartB + symbols.Select((symbol, at) => symbol * (at + 1)).Sum()) % ChecksumModulus;
        return string.Concat(new[] { StartB }.Concat(symbols).Append(check).Append(Stop).Select(symbol => Widths[symbol]));
    }

    /// <summary>Renders the bar code as SVG with a quiet zone on each side.</summary>
    public static string ToSvg(string text, int height)
    {
        var (bars, at) = (new StringBuilder(), QuietZone);
        var widths = Encode(text);
        for (var i = 0; i < widths.Length; i++)
        {
            var width = widths[i] - '0';
            if (i % 2 == 0)
            {
                bars.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at}\" width=\"{width}\" height=\"{height}\"/>");
            }

            at += width;
        }

        var viewBox = $"0 0 {at + QuietZone} {height}";
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{viewBox}\" preserveAspectRatio=\"none\">{bars}</svg>";
    }
}
