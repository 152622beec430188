using Emend.Server.Application.Search;

namespace Emend.IntegrationTests.Application;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Jan.Smit@Example.com", "jan.smit@example.com")]
    [InlineData("  Jan\t van  der Berg ", "jan van der berg")]
    [InlineData("José", "jose")]
    [InlineData("Jose\u0301", "jose")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("\ufb01n", "fin")]
    [InlineData("ＳＰ－１", "sp-1")]
    [InlineData("Άρης", "aris")]
    [InlineData("Α\u0301ρης", "aris")]
    [InlineData("Йод", "иод")]
    [InlineData("И\u0306од", "иод")]
    [InlineData("王", "王")]
    [InlineData("", "")]
    public void Names_and_numbers_are_compared_without_case_accents_and_extra_spaces(string typed, string form) =>
        Assert.Equal(form, SearchText.Fold(typed));

    [Theory]
    [InlineData("1016 GV", "1016gv")]
    [InlineData("1016gv", "1016gv")]
    [InlineData("JJD-0001 2345", "jjd00012345")]
    public void Codes_are_compared_by_letters_and_digits(string typed, string form) => Assert.Equal(form, SearchText.FoldCode(typed));

    [Theory]
    [InlineData("+31 20 123 4567", "01234567")]
    [InlineData("0031201234567", "01234567")]
    [InlineData("(020) 123-4567", "01234567")]
    [InlineData("030 123456", "30123456")]
    [InlineData("110", "110")]
    public void Phone_numbers_are_compared_by_their_last_eight_digits(string typed, string form) =>
        Assert.Equal(form, SearchText.FoldPhone(typed));
}
