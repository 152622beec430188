using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Shipping;

public sealed class Code128Tests
{
    private const int WidthOfASymbol = 11;
    private const int PartsOfASymbol = 6;
    private const string StartB = "211214";
    private const string Stop = "2331112";

    [Fact]
    public void A_text_stands_between_start_and_stop_with_its_check_symbol()
    {
        // 104 + 55*1 + 73*2 + 75*3 + 73*4 + 80*5 + 69*6 + 68*7 + 73*8 + 65*9 = 3281, which leaves 88 of 103.
        string[] known = [StartB, "311321", "142112", "241211", "142112", "111242", "112214", "141221", "142112", "121124", "421211", Stop];
        Assert.Equal(string.Concat(known), Code128.Of("Wikipedia"));
    }

    [Fact]
    public void Every_symbol_has_three_bars_whose_widths_are_even_and_is_like_no_other()
    {
        var symbols = Enumerable.Range(' ', '~' - ' ' + 1).Select(c => Symbols(((char)c).ToString())[1]).ToList();
        Assert.All(symbols, s => Assert.Equal(WidthOfASymbol, s.Sum(Width)));
        Assert.All(symbols, s => Assert.Equal(0, s.Where((_, at) => at % 2 == 0).Sum(Width) % 2));
        Assert.Equal(symbols.Count, symbols.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("Grüße")]
    [InlineData("a\nb")]
    public void What_has_no_bars_is_not_said_in_bars(string text) =>
        Assert.Throws<ArgumentException>(() => Code128.Of(text));

    [Fact]
    public void The_picture_leaves_ten_widths_white_on_either_side()
    {
        var picture = Code128.Svg("EM0", 60);
        Assert.Contains($"viewBox=\"0 0 {10 + Code128.Of("EM0").Sum(Width) + 10} 60\"", picture, StringComparison.Ordinal);
        Assert.Contains("><rect x=\"10\" width=\"2\" height=\"60\"/>", picture, StringComparison.Ordinal);
    }

    private static string[] Symbols(string text) =>
        [.. Code128.Of(text)[..^Stop.Length].Chunk(PartsOfASymbol).Select(parts => new string(parts))];

    private static int Width(char part) => part - '0';
}
