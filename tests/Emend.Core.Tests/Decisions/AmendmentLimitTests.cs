using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>
/// The limits of the routing strategy hold for the units of an order on which work has not started and the units that an amendment adds
/// together. The order has shirts and jeans at Amsterdam.
/// </summary>
public sealed class AmendmentLimitTests
{
    private static readonly RoutingStrategy OneFacility = RoutingStrategy.Default with { Split = SplitRule.Forbidden };
    private static readonly RoutingStrategy TwoFacilities =
        RoutingStrategy.Default with { Split = SplitRule.Limited, MaxDeliveries = 2, SplitLines = true };

    private static readonly Order Order = TestData.Order();

    private static readonly Order Started = Order with { PickJobs = [Order.PickJobs[0] with { Status = PickJobStatus.InProgress }] };

    [Fact]
    public void Added_units_go_to_no_further_facility_than_the_strategy_allows()
    {
        var command = Modify(Add(TestData.Shoes, 1));
        var elsewhere = Context(OneFacility, (TestData.Shoes, 0, 9));

        Assert.Equal(["RT-1"], Order.Decide(command with { IfUnroutable = UnroutableBehavior.Reject }, elsewhere).ViolatedRuleIds());
        var waiting = Order.Accept(command, elsewhere).After;
        Assert.Equal([TestData.Amsterdam, null], waiting.Plans.Select(p => p.Facility));
        Assert.Equal(TestData.Shoes, waiting.FindArticle(Assert.Single(waiting.Plans[1].Lines).Line));
        Assert.Equal(
            [TestData.Amsterdam, TestData.Utrecht],
            Order.Accept(command, Context(TwoFacilities, (TestData.Shoes, 0, 9))).After.PickJobs.Select(j => j.Facility));
        Assert.Single(Order.Accept(command, Context(OneFacility, (TestData.Shoes, 1, 9))).After.PickJobs);
        Assert.Equal(2, Started.Accept(command, elsewhere).After.PickJobs.Length);
    }

    [Fact]
    public void A_same_day_order_that_must_not_be_split_stays_at_its_facility()
    {
        var order = Order with { Delivery = Order.Delivery with { ShippingPreferences = new(true, []) } };
        var strategy = RoutingStrategy.Default with { SplitSameDay = false };

        Assert.Equal(["RT-1"], order.Decide(
            Modify(Add(TestData.Shoes, 1)) with { IfUnroutable = UnroutableBehavior.Reject },
            Context(strategy, (TestData.Shoes, 0, 9))).ViolatedRuleIds());
    }

    [Fact]
    public void Added_units_of_a_line_go_to_another_facility_only_if_lines_may_be_split()
    {
        var command = Modify(Shirts(5)) with { IfUnroutable = UnroutableBehavior.Reject };

        Assert.Equal(["RT-1"], Order.Decide(command, Context(RoutingStrategy.Default, (TestData.Shirt, 1, 9))).ViolatedRuleIds());
        var split = Order.Accept(command, Context(TwoFacilities, (TestData.Shirt, 1, 9))).After;
        Assert.Equal(
            [(TestData.Amsterdam, TestData.Units(3)), (TestData.Utrecht, TestData.Units(2))],
            split.Plans.Select(p => (p.Facility!.Value, p.Lines.Single(l => l.Line == TestData.ShirtLine).Quantity)));
    }

    [Fact]
    public void Added_units_of_a_line_stay_at_its_facility_if_another_one_also_works_on_the_order()
    {
        var (shirts, jeans) = (TestData.Order(TestData.Shirts(3)), TestData.Order(TestData.SomeJeans(2)));
        var order = Order with
        {
            Plans = [shirts.Plans[0], jeans.Plans[0] with { Id = new("plan-2"), Facility = TestData.Utrecht }],
            PickJobs =
            [
                shirts.PickJobs[0], jeans.PickJobs[0] with { Id = new("job-2"), PlanId = new("plan-2"), Facility = TestData.Utrecht },
            ],
        };

        var after = order.Accept(Modify(Jeans(4), Shirts(5), Add(TestData.Shoes, 1)), Context(RoutingStrategy.Default)).After;

        Assert.Equal(2, after.Plans.Length);
        Assert.Equal(TestData.Units(5), after.Plans[0].Lines.Single(l => l.Line == TestData.ShirtLine).Quantity);
        Assert.Equal(TestData.Units(4), after.Plans[1].Lines.Single(l => l.Line == TestData.JeansLine).Quantity);
    }

    [Fact]
    public void Parts_of_a_route_use_no_unit_of_stock_twice()
    {
        var command = Modify(Shirts(5), Add(TestData.Shoes, 2), Add(TestData.Cheese, 1));
        var scarce = Context(
            TwoFacilities with { SplitLines = false }, (TestData.Shirt, 2, 0), (TestData.Shoes, 2, 0), (TestData.Cheese, 0, 1));

        var after = Order.Accept(command, scarce).After;

        Assert.Equal([TestData.Amsterdam, TestData.Utrecht], after.Plans.Select(p => p.Facility!.Value));
        Assert.DoesNotContain(after.Plans, p => p.IsUnroutable);
    }

    [Fact]
    public void Nothing_is_added_if_the_strategy_routes_all_units_or_none()
    {
        var whole = RoutingStrategy.Default with { AllowPartialRouting = false };

        var after = Order.Accept(Modify(Shirts(5), Add(TestData.Shoes, 1)), Context(whole, (TestData.Shirt, 0, 0))).After;

        Assert.Equal([TestData.Units(3), TestData.Units(2)], after.Plans[0].Lines.Select(l => l.Quantity));
        Assert.Equal([TestData.Units(2), TestData.Units(1)], Assert.Single(after.Plans, p => p.IsUnroutable).Lines.Select(l => l.Quantity));
    }

    private static DecisionContext Context(RoutingStrategy strategy, params (ArticleId Article, long Amsterdam, long Utrecht)[] stock) =>
        TestData.Context with
        {
            Policy = TestData.AmendingPolicy,
            Strategy = strategy,
            Stock = new InMemoryStock(stock.Aggregate(
                TestData.Catalog.Keys.ToImmutableDictionary(a => a, _ => new[] { 100 * Quantity.Scale, 100 * Quantity.Scale }),
                (all, s) => all.SetItem(s.Article, [s.Amsterdam * Quantity.Scale, s.Utrecht * Quantity.Scale]))),
        };
}
