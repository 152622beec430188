using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Shipping;

public sealed class Code128Tests
{
    private const int WidthOfASymbol = 11;
    private const int PartsOfASymbol = 6;
    private const string StartB = "211214";
    private const string Stop = "2331112";

    [Fact]
    public void Bar_code_contains_start_check_and_stop_symbols()
    {
        // 104 + 55*1 + 73*2 + 75*3 + 73*4 + 80*5 + 69*6 + 68*7 + 73*8 + 65*9 = 3281, which leaves 88 of 103.
        string[] known = [StartB, "311321", "142112", "241211", "142112", "111242", "112214", "141221", "142112", "121124", "421211", Stop];
        Assert.Equal(string.Concat(known), Code128.Encode("Wikipedia"));
    }

    [Fact]
    public void Every_symbol_is_unique_with_three_bars_of_even_total_width()
    {
        var symbols = Enumerable.Range(' ', '~' - ' ' + 1).Select(c => Symbols(((char)c).ToString())[1]).ToList();
        Assert.All(symbols, s => Assert.Equal(WidthOfASymbol, s.Sum(Width)));
        Assert.All(symbols, s => Assert.Equal(0, s.Where((_, at) => at % 2 == 0).Sum(Width) % 2));
        Assert.Equal(symbols.Count, symbols.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("Grüße")]
    [InlineData("a\nb")]
    public void Unsupported_characters_are_rejected(string text) =>
        Assert.Throws<ArgumentException>(() => Code128.Encode(text));

    [Fact]
    public void Svg_has_a_quiet_zone_of_ten_modules_on_each_side()
    {
        var picture = Code128.ToSvg("EM0", 60);
        Assert.Contains($"viewBox=\"0 0 {10 + Code128.Encode("EM0").Sum(Width) + 10} 60\"", picture, StringComparison.Ordinal);
        Assert.Contains("><rect x=\"10\" width=\"2\" height=\"60\"/>", picture, StringComparison.Ordinal);
    }

    private static string[] Symbols(string text) =>
        [.. Code128.Encode(text)[..^Stop.Length].Chunk(PartsOfASymbol).Select(parts => new string(parts))];

    private static int Width(char part) => part - '0';
}
