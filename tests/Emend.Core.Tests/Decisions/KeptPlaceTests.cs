using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>An order keeps the units that it holds when it asks for more than there is.</summary>
public sealed class KeptPlaceTests
{
    private static readonly OrderCommand Reroute =
        new OrderCommand.ChangeFulfillment(new FulfillmentAction.Reroute(), null, UnroutableBehavior.Accept);

    private static DecisionContext Available(long inAmsterdam, long inUtrecht = 0) =>
        TestData.Context with { Stock = TestData.Stock(inAmsterdam, inUtrecht) };

    [Fact]
    public void Raising_a_line_above_the_stock_keeps_the_reserved_units_and_lets_the_excess_wait()
    {
        var after = TestData.Order(TestData.Shirts(5)).Accept(Modify(Shirts(50)), Available(3)).After;

        Assert.Equal([(TestData.Amsterdam, TestData.ShirtLine, TestData.Units(5))], Reserved(after));
        Assert.Equal([(TestData.ShirtLine, TestData.Units(45))], Waiting(after));
        Assert.Equal(TestData.Units(5), Assert.Single(after.PickJobs).Lines.Single().Quantity);
    }

    [Fact]
    public void A_whole_line_still_moves_to_a_facility_that_has_all_of_it()
    {
        var after = TestData.Order(TestData.Shirts(5)).Accept(Modify(Shirts(50)), Available(3, 50)).After;
        Assert.Equal([(TestData.Utrecht, TestData.ShirtLine, TestData.Units(50))], Reserved(after));
    }

    [Fact]
    public void The_rejection_of_unroutable_units_shows_the_kept_units()
    {
        var command = Modify(Shirts(50)) with { IfUnroutable = UnroutableBehavior.Reject };
        var rejected = Assert.IsType<Decision.Rejected>(TestData.Order(TestData.Shirts(5)).Decide(command, Available(3)));
        Assert.Equal(["RT-1"], rejected.Violations.Select(v => v.RuleId));
        Assert.Equal([(TestData.ShirtLine, TestData.Units(45))], Waiting(rejected.ResultIfAllowed!.After));
    }

    [Theory]
    [InlineData(SplitRule.Forbidden, true)]
    [InlineData(SplitRule.Allowed, false)]
    public void Lines_that_the_change_does_not_touch_keep_their_units(SplitRule split, bool partly)
    {
        var context = Available(0, 50) with { Strategy = RoutingStrategy.Default with { Split = split, AllowPartialRouting = partly } };
        context = context with { Stock = InMemoryStock.From(("SHIRT", [0, 50]), ("JEANS", [0, 0])) };
        var after = TestData.Order().Accept(Modify(Shirts(partly ? 50 : 60)), context).After;
        Assert.Contains((TestData.Amsterdam, TestData.JeansLine, TestData.Units(2)), Reserved(after));
    }

    [Fact]
    public void An_added_line_does_not_take_the_units_of_another_line()
    {
        var context = Available(3) with { Policy = TestData.PolicyWithoutOptionalRules };
        var after = TestData.Order(TestData.Shirts(5)).Accept(Modify(Add(TestData.Shirt, 8)), context).After;
        Assert.Equal([(TestData.Amsterdam, TestData.ShirtLine, TestData.Units(5))], Reserved(after));
        Assert.Equal(TestData.Units(8), Assert.Single(Waiting(after)).Quantity);
    }

    [Fact]
    public void A_date_or_attribute_edit_keeps_the_remaining_stock_in_a_shortage()
    {
        var order = TestData.Order(TestData.Shirts(5));
        foreach (var change in new Changes.Change[] { new Changes.SetPreferredTime(TestData.Noon.AddDays(3)), SetAttribute("a", "1") })
        {
            var after = order.Accept(Modify(change), Available(-2)).After;
            Assert.Equal([(TestData.Amsterdam, TestData.ShirtLine, TestData.Units(3))], Reserved(after));
            Assert.Equal([(TestData.ShirtLine, TestData.Units(2))], Waiting(after));
        }
    }

    [Fact]
    public void A_line_that_was_split_keeps_its_parts_under_a_strategy_that_splits_no_lines()
    {
        var split = TestData.Order(TestData.Shirts(5)).Accept(
            Modify(Shirts(8)), Available(0, 3) with { Strategy = RoutingStrategy.Default with { SplitLines = true } }).After;
        Assert.Equal(2, Reserved(split).Length);

        var after = split.Accept(Modify(SetAttribute("a", "1")), Available(0)).After;
        Assert.Equal(Reserved(split), Reserved(after));
        Assert.Empty(Waiting(after));
    }

    [Fact]
    public void A_reroute_keeps_the_units_that_have_no_other_facility()
    {
        var order = TestData.Order(TestData.Shirts(5)).Accept(Modify(Shirts(50)), Available(3)).After;
        var context = Available(0) with { Strategy = RoutingStrategy.Default with { Fences = [FenceKind.CompleteStock] } };
        Assert.Equal(Reserved(order), Reserved((order.Decide(Reroute, context) as Decision.Accepted)?.After ?? order));
    }

    [Fact]
    public void A_facility_that_no_longer_serves_the_order_is_not_kept()
    {
        var offline = Available(3) with
        {
            Network = new(TestData.Network.Facilities.Select(f => f with { Status = FacilityStatus.Offline }).ToImmutableArray()),
        };
        var after = TestData.Order(TestData.Shirts(5)).Accept(Modify(Shirts(6)), offline).After;
        Assert.Empty(Reserved(after));
        Assert.Equal([(TestData.ShirtLine, TestData.Units(6))], Waiting(after));
    }

    [Fact]
    public void An_order_keeps_its_facility_without_capacity_unless_the_caller_rejects_that()
    {
        var onThursdays = new FacilityCapabilities { PickingTimes = [new(DayOfWeek.Thursday, 0, 1440, null)] };
        var context = Available(0) with
        {
            Strategy = RoutingStrategy.Default with { Fences = [FenceKind.PickingTimeCapacity] },
            Network = new(TestData.Network.Facilities.Select(f => f with { Capabilities = onThursdays }).ToImmutableArray()),
        };
        var toTuesday = Modify(new Changes.SetPreferredTime(TestData.Noon.AddDays(1)));
        var order = TestData.Order(TestData.Shirts(5));

        Assert.Equal(
            [(TestData.Amsterdam, TestData.ShirtLine, TestData.Units(5))], Reserved(order.Accept(toTuesday, context).After));
        Assert.Equal(
            ["RT-1"], order.Decide(toTuesday with { IfUnroutable = UnroutableBehavior.Reject }, context).ViolatedRuleIds());
    }

    private static (FacilityId, LineId, Quantity)[] Reserved(Order order) =>
    [
        .. order.Plans.Where(p => p.Facility is not null).SelectMany(p => p.Lines.Select(l => (p.Facility!.Value, l.Line, l.Reserved))),
    ];

    private static (LineId Line, Quantity Quantity)[] Waiting(Order order) =>
        [.. order.Plans.Where(p => p.IsUnroutable).SelectMany(p => p.Lines.Select(l => (l.Line, l.Quantity)))];
}
