using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests;

public sealed class QuoteTests
{
    private static readonly Order Order = TestData.Order();
    private static readonly Quote Promised = Quote.From(Order);

    [Fact]
    public void The_same_order_keeps_it_whatever_its_ids_and_times() => Assert.Empty(
        Promised.DeviationsOf(Quote.From(Order with { Id = new("another"), Version = 9, LastEventAt = TestData.Noon.AddDays(1) }), default));

    [Fact]
    public void Other_lines_break_it_and_no_tolerance_helps()
    {
        var now = Quote.From(Order.Does(Shirts(2)).After);
        Assert.Equal([QuoteDeviation.Lines, QuoteDeviation.Total], Promised.DeviationsOf(now, default).AsEnumerable());
        Assert.Equal([QuoteDeviation.Lines], Promised.DeviationsOf(now, new(10m, true, Quantity.Max)).AsEnumerable());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2.99, true)]
    [InlineData(3, false)]
    public void The_total_may_differ_by_what_is_tolerated(double tolerated, bool broken)
    {
        var dearer = Order with { Lines = [Order.Lines[0] with { UnitPrice = 11m }, Order.Lines[1]] };
        Assert.Equal(broken, Promised.DeviationsOf(Quote.From(dearer), new((decimal)tolerated, false, default)).Contains(QuoteDeviation.Total));
        Assert.Contains(QuoteDeviation.Total, Promised.DeviationsOf(Quote.From(Order with { Currency = "USD" }), new(1_000m, true, default)));
    }

    [Fact]
    public void Units_may_come_from_elsewhere_only_where_that_is_tolerated()
    {
        var elsewhere = Quote.From(Order with { Plans = [Order.Plans[0] with { Facility = TestData.Utrecht }] });
        Assert.Equal([QuoteDeviation.Facilities], Promised.DeviationsOf(elsewhere, default).AsEnumerable());
        Assert.Empty(Promised.DeviationsOf(elsewhere, new(0m, true, default)));
    }

    [Fact]
    public void So_many_units_may_lose_their_place_as_is_tolerated()
    {
        var quote = Quote.From(Order with
        {
            Plans =
            [
                Order.Plans[0] with { Lines = [Order.Plans[0].Lines[0]] },
                Order.Plans[0] with { Facility = null, Lines = [Order.Plans[0].Lines[1]] },
            ],
        });
        Assert.Equal([QuoteDeviation.Unplaced], Promised.DeviationsOf(quote, new(0m, false, Quantity.From(1))).AsEnumerable());
        Assert.Empty(Promised.DeviationsOf(quote, new(0m, false, Quantity.From(2))));
    }
}
