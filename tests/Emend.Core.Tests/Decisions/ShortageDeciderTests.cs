using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;

namespace Emend.Core.Tests.Decisions;

public sealed class ShortageDeciderTests
{
    private static readonly OrderCommand.RerouteShortage Command = new(TestData.Amsterdam, TestData.Shirt);

    private static DecisionContext Available(long shirtsInAmsterdam, long shirtsInUtrecht, long jeansInUtrecht = 9) =>
        TestData.Context
            with { Stock = InMemoryStock.From(("SHIRT", [shirtsInAmsterdam, shirtsInUtrecht]), ("JEANS", [0, jeansInUtrecht])) };

    [Fact]
    public void Missing_units_move_to_a_facility_with_stock()
    {
        var accepted = TestData.Order().Accept(Command, Available(-2, 9));

        var plan = Assert.Single(accepted.After.Plans);
        Assert.Equal((TestData.Utrecht, RerouteReason.StockZeroed), (plan.Facility, plan.Reason));
        var job = Assert.Single(accepted.Effects.EndedEntities.PickJobs);
        Assert.Equal((PickJobStatus.Rerouted, PickJobSubStatus.StockZeroed), (job.Status, job.SubStatus));
        Assert.Equal(1, accepted.After.Version);
    }

    [Fact]
    public void A_divisible_line_keeps_the_remaining_stock()
    {
        var context = Available(-2, 2, jeansInUtrecht: 0) with { Strategy = RoutingStrategy.Default with { SplitLines = true } };
        var accepted = TestData.Order().Accept(Command, context);
        Assert.Equal<StockDelta>(
            [new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-2), default),
                new(TestData.Utrecht, TestData.Shirt, TestData.Units(2), default)],
            accepted.Effects.Stock);
    }

    [Fact]
    public void Without_another_facility_only_the_missing_units_become_unroutable()
    {
        var accepted = TestData.Order().Accept(Command, Available(-2, 0, jeansInUtrecht: 0));
        Assert.Equal<PlanLine>(
            [new(TestData.ShirtLine, TestData.Units(2), default)], accepted.After.Plans.Single(p => p.IsUnroutable).Lines);
        Assert.Equal<StockDelta>([new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-2), default)], accepted.Effects.Stock);
    }

    [Fact]
    public void Nothing_changes_without_a_shortage()
    {
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Command, Available(0, 9)));
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Command, TestData.Context with { Stock = new InfiniteStock() }));
    }

    [Fact]
    public void Started_work_is_never_rerouted()
    {
        var both = TestData.Order(TestData.Shirts(3)) is var order
            ? order with
            {
                Lines = [TestData.Shirts(5)],
                Plans = [.. order.Plans, TestData.Plan([TestData.Shirts(2)]) with { Id = new("begun") }],
                PickJobs =
                [
                    .. order.PickJobs,
                    TestData.Job([TestData.Shirts(2)]) with { Id = new("job-2"), PlanId = new("begun"), Status = PickJobStatus.InProgress },
                ],
            }
            : null!;

        var accepted = both.Accept(Command, Available(-5, 9));

        Assert.Contains(accepted.After.PickJobs, j => j.Id == new EntityId("job-2") && j.Status is PickJobStatus.InProgress);
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.EndedEntities.Plans).Id);
        Assert.Equal<StockDelta>(
            [new(TestData.Amsterdam, TestData.Shirt, TestData.Units(-3), default),
                new(TestData.Utrecht, TestData.Shirt, TestData.Units(3), default)],
            accepted.Effects.Stock);
    }

    private sealed class InfiniteStock : IStockView
    {
        public bool IsInfinite => true;

        public ReadOnlySpan<long> Available(ArticleId article) => [];
    }
}
