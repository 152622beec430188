using Emend.Core.Orders;

namespace Emend.Core.Tests.Orders;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("3", 3_000L)]
    [InlineData("3.000", 3_000L)]
    [InlineData("0.001", 1L)]
    [InlineData("1.5", 1_500L)]
    [InlineData("-2.25", -2_250L)]
    [InlineData("1000000000", 1_000_000_000_000L)]
    [InlineData("-1000000000", -1_000_000_000_000L)]
    public void A_quantity_is_stored_in_thousandths(string amount, long thousandths) =>
        Assert.Equal(new Quantity(thousandths), Quantity.From(Decimal(amount)));

    [Theory]
    [InlineData("0.0001")]
    [InlineData("0.9999")]
    [InlineData("1000000000.001")]
    [InlineData("-1000000000.001")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void A_too_fine_or_too_large_amount_is_no_quantity(string amount) => Assert.Null(Quantity.From(Decimal(amount)));

    [Fact]
    public void A_quantity_supports_arithmetic_and_comparison()
    {
        var (one, two) = (Quantity.From(1), Quantity.From(2));
        Assert.Equal(Quantity.From(3), one + two);
        Assert.Equal(Quantity.From(-1), one - two);
        Assert.Equal(Quantity.From(-2), -two);
        Assert.True(one < two && two > one && !(two < one) && !(one > two) && !(one < Quantity.From(1)) && !(one > Quantity.From(1)));
        Assert.True(one <= two && two >= one && !(two <= one) && !(one >= two) && one <= Quantity.From(1) && one >= Quantity.From(1));
        Assert.Equal([one, two], new[] { two, one }.Order());
        Assert.Throws<OverflowException>(() => Quantity.From(long.MaxValue));
    }

    [Fact]
    public void A_quantity_is_formatted_without_trailing_zeros()
    {
        Assert.Equal("3", Quantity.From(3).ToString());
        Assert.Equal("1.5", new Quantity(1_500).ToString());
        Assert.Equal("0.001", new Quantity(1).ToString());
        Assert.Equal(1.25m, new Quantity(1_250).ToDecimal());
    }

    [Fact]
    public void A_quantity_can_be_whole_or_fractional()
    {
        Assert.True(Quantity.Zero.IsWhole);
        Assert.True(Quantity.From(-7).IsWhole);
        Assert.False(new Quantity(1_001).IsWhole);
        Assert.False(new Quantity(-999).IsWhole);
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
