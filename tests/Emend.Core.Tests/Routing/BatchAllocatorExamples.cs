using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>Examples of allocating scarce stock at one or two facilities.</summary>
public sealed class BatchAllocatorExamples
{
    private static readonly DateTimeOffset Noon = RoutingCase.Now;

    [Fact]
    public void Three_small_orders_precede_one_larger_order_that_waits_longer() => AssertAllocation(
        "A 3: whole 3, 1 by 1; 0, 1, 1, 1",
        Allocate([("A", 3)], [[("A", 3)], [("A", 1)], [("A", 1)], [("A", 1)]]));

    [Fact]
    public void Of_equal_orders_the_longest_waiting_goes_first() => AssertAllocation(
        "A 2: whole 1, 1 by 1; 2, 0",
        Allocate([("A", 2)], [[("A", 2)], [("A", 2)]]));

    [Fact]
    public void No_order_is_routed_partially_if_another_can_be_complete() => AssertAllocation(
        "A 1: whole 1, 0 by 1; 0, 1",
        Allocate([("A", 1)], [[("A", 1), ("B", 1)], [("A", 1)]]));

    [Fact]
    public void Stock_that_completes_no_order_goes_to_the_longest_waiting_order() => AssertAllocation(
        "A 1: whole 0, 0 by 1; 1, 0",
        Allocate([("A", 1)], [[("A", 1), ("B", 1)], [("A", 1), ("B", 1)]]));

    [Fact]
    public void Orders_without_common_articles_do_not_compete() => AssertAllocation(
        "A 2, B 3: whole 2, 2 by 1; 2, 3",
        Allocate([("A", 2), ("B", 3)], [[("A", 2)], [("B", 3)]]));

    [Fact]
    public void An_order_without_an_alternative_facility_goes_first()
    {
        var (near, far) = (new FacilityId("near"), new FacilityId("far"));
        var network = new Network([At(near, 50), At(far, 53)]);
        var stock = InMemoryStock.From(("A", [1, 1]));
        CompetingOrder anywhere = new(Demand(0, ("A", 1)) with { Destination = new("NL", "", new(50, 5)) }, Noon.AddHours(-2));
        CompetingOrder onlyHere = new(Demand(1, ("A", 1)) with { Preselected = [near] }, Noon.AddHours(-1));

        var plan = BatchAllocator.Allocate([anywhere, onlyHere], new(network, stock, RoutingStrategy.Default, null));

        Assert.Equal((1, 2), (plan.SequentialScore.CompleteOrders, plan.Score.CompleteOrders));
        Assert.Equal([far, near], plan.Allocations.Select(a => a.Units.Single().Facility));
    }

    [Fact]
    public void Without_orders_nothing_is_allocated() =>
        Assert.Empty(BatchAllocator.Allocate([], new(Network.Empty, InMemoryStock.From(), RoutingStrategy.Default, null)).Allocations);

    private static (string Stock, BatchAllocator Plan) Allocate(
        (string Article, long Pieces)[] stock, (string Article, int Pieces)[][] orders)
    {
        var network = new Network([At(new("here"), 50)]);
        var competingOrders = orders.Select((lines, i) => new CompetingOrder(Demand(i, lines), Noon.AddHours(i - orders.Length)));
        var context = new BatchRoutingContext(
            network, InMemoryStock.From([.. stock.Select(s => (s.Article, new[] { s.Pieces }))]), RoutingStrategy.Default, null);
        return (string.Join(", ", stock.Select(s => $"{s.Article} {s.Pieces}")), BatchAllocator.Allocate([.. competingOrders], context));
    }

    private static void AssertAllocation(string expected, (string Stock, BatchAllocator Plan) so) => Assert.Equal(
        expected,
        $"{so.Stock}: whole {so.Plan.Score.CompleteOrders}, {so.Plan.SequentialScore.CompleteOrders} by 1; "
            + string.Join(", ", so.Plan.Allocations.Select(a => a.TotalThousandths / Quantity.Scale)));

    private static RoutingDemand Demand(int order, params (string Article, int Pieces)[] lines) => new(
        [.. lines.Select((l, i) => new DemandLine(new($"{order}-{i}"), new(l.Article), Quantity.From(l.Pieces), 0))],
        null, [], [], [], null);

    private static Facility At(FacilityId id, double latitude) =>
        new(id, FacilityStatus.Online, FacilityKind.Store, new("NL", "", new(latitude, 5)));
}
