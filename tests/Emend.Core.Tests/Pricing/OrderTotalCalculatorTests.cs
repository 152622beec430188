using Emend.Core.Orders;
using Emend.Core.Pricing;

namespace Emend.Core.Tests.Pricing;

public sealed class OrderTotalCalculatorTests
{
    [Fact]
    public void An_order_costs_the_sum_of_its_lines() =>
        Assert.Equal(new Money(130m, "EUR"), OrderTotalCalculator.Calculate(TestData.Order()));

    [Fact]
    public void Each_line_is_rounded_on_its_own()
    {
        var half = TestData.Shirts(1) with { UnitPrice = 0.005m };
        Assert.Equal(new Money(0.02m, "EUR"), OrderTotalCalculator.Calculate(TestData.Order(half, half with { Id = TestData.JeansLine })));
        Assert.Equal(new Money(3.13m, "EUR"),
            OrderTotalCalculator.Calculate(TestData.Order(TestData.Line(TestData.ShirtLine, TestData.Cheese, 0.25m))));
    }

    [Fact]
    public void The_total_is_unknown_without_a_price_or_currency()
    {
        Assert.Null(OrderTotalCalculator.Calculate(TestData.Order(TestData.Shirts(1) with { UnitPrice = null }, TestData.SomeJeans(1))));
        Assert.Null(OrderTotalCalculator.Calculate(TestData.Order() with { Currency = null }));
    }

    [Theory]
    [InlineData("EUR", "1.005", "1.01")]
    [InlineData("EUR", "-1.005", "-1.01")]
    [InlineData("EUR", "1.0049", "1.00")]
    [InlineData("JPY", "10.5", "11")]
    [InlineData("KWD", "1.0005", "1.001")]
    [InlineData("CLF", "1.00005", "1.0001")]
    public void Amounts_are_rounded_to_the_minor_unit_half_away_from_zero(string currency, string amount, string rounded) =>
        Assert.Equal(Decimal(rounded), CurrencyRounding.ToMinorUnit(Decimal(amount), currency));

    [Fact]
    public void Money_can_be_added_in_one_currency_only()
    {
        Assert.Equal(new Money(3m, "EUR"), new Money(1m, "EUR") + new Money(2m, "EUR"));
        Assert.Equal(new Money(-1m, "EUR"), new Money(1m, "EUR") - new Money(2m, "EUR"));
        Assert.Throws<InvalidOperationException>(() => new Money(1m, "EUR") + new Money(1m, "SEK"));
        Assert.Throws<InvalidOperationException>(() => new Money(1m, "EUR") - new Money(1m, "SEK"));
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
