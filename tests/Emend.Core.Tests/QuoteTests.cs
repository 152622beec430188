using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests;

public sealed class QuoteTests
{
    private static readonly Order Order = TestData.Order();
    private static readonly Quote Promised = Quote.From(Order);

    [Fact]
    public void The_same_order_has_no_deviations_for_other_ids_and_times() => Assert.Empty(
        Promised.GetDeviations(
            Quote.From(Order with { Id = new("another"), Version = 9, LastEventAt = TestData.Noon.AddDays(1) }), default));

    [Fact]
    public void Different_lines_are_a_deviation_under_any_tolerance()
    {
        var now = Quote.From(Order.Accept(Shirts(2)).After);
        Assert.Equal([QuoteDeviation.Lines, QuoteDeviation.Total], Promised.GetDeviations(now, default).AsEnumerable());
        Assert.Equal([QuoteDeviation.Lines], Promised.GetDeviations(now, new(10m, true, Quantity.Max)).AsEnumerable());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2.99, true)]
    [InlineData(3, false)]
    public void The_total_can_differ_within_the_tolerance(double tolerated, bool broken)
    {
        var dearer = Order with { Lines = [Order.Lines[0] with { UnitPrice = 11m }, Order.Lines[1]] };
        Assert.Equal(broken, Promised.GetDeviations(Quote.From(dearer), new((decimal)tolerated, false, default))
            .Contains(QuoteDeviation.Total));
        Assert.Contains(
            QuoteDeviation.Total, Promised.GetDeviations(Quote.From(Order with { Currency = "USD" }), new(1_000m, true, default)));
    }

    [Fact]
    public void Other_facilities_are_allowed_only_if_tolerated()
    {
        var elsewhere = Quote.From(Order with { Plans = [Order.Plans[0] with { Facility = TestData.Utrecht }] });
        Assert.Equal([QuoteDeviation.Facilities], Promised.GetDeviations(elsewhere, default).AsEnumerable());
        Assert.Empty(Promised.GetDeviations(elsewhere, new(0m, true, default)));
    }

    [Fact]
    public void Units_can_become_unroutable_within_the_tolerance()
    {
        var quote = Quote.From(Order with
        {
            Plans =
            [
                Order.Plans[0] with { Lines = [Order.Plans[0].Lines[0]] },
                Order.Plans[0] with { Facility = null, Lines = [Order.Plans[0].Lines[1]] },
            ],
        });
        Assert.Equal([QuoteDeviation.Unroutable], Promised.GetDeviations(quote, new(0m, false, Quantity.From(1))).AsEnumerable());
        Assert.Empty(Promised.GetDeviations(quote, new(0m, false, Quantity.From(2))));
    }
}
