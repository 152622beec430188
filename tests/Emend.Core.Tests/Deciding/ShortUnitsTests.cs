using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Tests.Routing;

namespace Emend.Core.Tests.Deciding;

public sealed class ShortUnitsTests
{
    private static readonly OrderCommand.RerouteShort Command = new(Given.Amsterdam, Given.Shirt);

    private static Facts Available(long shirtsInAmsterdam, long shirtsInUtrecht, long jeansInUtrecht = 9) =>
        Given.Facts with { Stock = TableStock.Of(("SHIRT", [shirtsInAmsterdam, shirtsInUtrecht]), ("JEANS", [0, jeansInUtrecht])) };

    [Fact]
    public void What_is_lacking_moves_to_where_it_is()
    {
        var done = Given.Order().Does(Command, Available(-2, 9));

        var plan = Assert.Single(done.After.Plans);
        Assert.Equal((Given.Utrecht, RerouteReason.StockZeroed), (plan.Facility, plan.Reason));
        var job = Assert.Single(done.Effects.Past.PickJobs);
        Assert.Equal((PickJobStatus.Rerouted, PickJobSubStatus.StockZeroed), (job.Status, job.SubStatus));
        Assert.Equal(1, done.After.Version);
    }

    [Fact]
    public void A_line_that_may_be_split_keeps_there_what_there_is()
    {
        var facts = Available(-2, 2, jeansInUtrecht: 0) with { Strategy = RoutingStrategy.Default with { SplitLines = true } };
        var done = Given.Order().Does(Command, facts);
        Assert.Equal<StockDelta>(
            [new(Given.Amsterdam, Given.Shirt, Given.Of(-2), default), new(Given.Utrecht, Given.Shirt, Given.Of(2), default)],
            done.Effects.Stock);
    }

    [Fact]
    public void Without_another_place_it_waits_and_gives_the_stock_back()
    {
        var done = Given.Order().Does(Command, Available(-2, 0, jeansInUtrecht: 0));
        Assert.Equal<PlanLine>([new(Given.ShirtLine, Given.Of(3), default)], done.After.Plans.Single(p => p.Waits).Lines);
        Assert.Equal<StockDelta>([new(Given.Amsterdam, Given.Shirt, Given.Of(-3), default)], done.Effects.Stock);
    }

    [Fact]
    public void Where_nothing_is_lacking_nothing_changes()
    {
        Assert.IsType<Decision.NoChange>(Given.Order().Asks(Command, Available(0, 9)));
        Assert.IsType<Decision.NoChange>(Given.Order().Asks(Command, Given.Facts with { Stock = new InfiniteStock() }));
    }

    [Fact]
    public void Work_that_was_begun_is_never_touched()
    {
        var both = Given.Order(Given.Shirts(3)) is var order
            ? order with
            {
                Lines = [Given.Shirts(5)],
                Plans = [.. order.Plans, Given.Plan([Given.Shirts(2)]) with { Id = new("begun") }],
                PickJobs =
                [
                    .. order.PickJobs,
                    Given.Job([Given.Shirts(2)]) with { Id = new("job-2"), PlanId = new("begun"), Status = PickJobStatus.InProgress },
                ],
            }
            : null!;

        var done = both.Does(Command, Available(-5, 9));

        Assert.Contains(done.After.PickJobs, j => j.Id == new EntityId("job-2") && j.Status is PickJobStatus.InProgress);
        Assert.Equal(Given.PlanId, Assert.Single(done.Effects.Past.Plans).Id);
        Assert.Equal<StockDelta>(
            [new(Given.Amsterdam, Given.Shirt, Given.Of(-3), default), new(Given.Utrecht, Given.Shirt, Given.Of(3), default)],
            done.Effects.Stock);
    }

    private sealed class InfiniteStock : IStockView
    {
        public bool Infinite => true;

        public ReadOnlySpan<long> Available(ArticleId article) => [];
    }
}
