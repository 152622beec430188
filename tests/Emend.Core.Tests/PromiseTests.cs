using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests;

public sealed class PromiseTests
{
    private static readonly Order Order = Given.Order();
    private static readonly Promise Promised = Promise.Of(Order);

    [Fact]
    public void The_same_order_keeps_it_whatever_its_ids_and_times() => Assert.Empty(
        Promised.BrokenBy(Promise.Of(Order with { Id = new("another"), Version = 9, TouchedAt = Given.Noon.AddDays(1) }), default));

    [Fact]
    public void Other_lines_break_it_and_no_tolerance_helps()
    {
        var now = Promise.Of(Order.Does(Shirts(2)).After);
        Assert.Equal([PromiseBreak.Lines, PromiseBreak.Total], Promised.BrokenBy(now, default).AsEnumerable());
        Assert.Equal([PromiseBreak.Lines], Promised.BrokenBy(now, new(10m, true, Quantity.Max)).AsEnumerable());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2.99, true)]
    [InlineData(3, false)]
    public void The_total_may_differ_by_what_is_tolerated(double tolerated, bool broken)
    {
        var dearer = Order with { Lines = [Order.Lines[0] with { UnitPrice = 11m }, Order.Lines[1]] };
        Assert.Equal(broken, Promised.BrokenBy(Promise.Of(dearer), new((decimal)tolerated, false, default)).Contains(PromiseBreak.Total));
        Assert.Contains(PromiseBreak.Total, Promised.BrokenBy(Promise.Of(Order with { Currency = "USD" }), new(1_000m, true, default)));
    }

    [Fact]
    public void Units_may_come_from_elsewhere_only_where_that_is_tolerated()
    {
        var elsewhere = Promise.Of(Order with { Plans = [Order.Plans[0] with { Facility = Given.Utrecht }] });
        Assert.Equal([PromiseBreak.Facilities], Promised.BrokenBy(elsewhere, default).AsEnumerable());
        Assert.Empty(Promised.BrokenBy(elsewhere, new(0m, true, default)));
    }

    [Fact]
    public void So_many_units_may_lose_their_place_as_is_tolerated()
    {
        var waiting = Promise.Of(Order with
        {
            Plans =
            [
                Order.Plans[0] with { Lines = [Order.Plans[0].Lines[0]] },
                Order.Plans[0] with { Facility = null, Lines = [Order.Plans[0].Lines[1]] },
            ],
        });
        Assert.Equal([PromiseBreak.Unplaced], Promised.BrokenBy(waiting, new(0m, false, Quantity.Of(1))).AsEnumerable());
        Assert.Empty(Promised.BrokenBy(waiting, new(0m, false, Quantity.Of(2))));
    }
}
