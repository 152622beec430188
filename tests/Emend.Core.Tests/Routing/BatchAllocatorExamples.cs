using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>Who gets what is scarce, told by examples of one facility or two.</summary>
public sealed class BatchAllocatorExamples
{
    private static readonly DateTimeOffset Noon = RoutingCase.Now;

    [Fact]
    public void Three_who_want_one_go_before_one_who_waits_longer_and_wants_three() => Becomes(
        "A 3: whole 3, 1 by 1; 0, 1, 1, 1",
        Plan([("A", 3)], [[("A", 3)], [("A", 1)], [("A", 1)], [("A", 1)]]));

    [Fact]
    public void Of_equals_whoever_waits_the_longest_goes_first() => Becomes(
        "A 2: whole 1, 1 by 1; 2, 0",
        Plan([("A", 2)], [[("A", 2)], [("A", 2)]]));

    [Fact]
    public void Nobody_takes_a_part_of_what_makes_another_whole() => Becomes(
        "A 1: whole 1, 0 by 1; 0, 1",
        Plan([("A", 1)], [[("A", 1), ("B", 1)], [("A", 1)]]));

    [Fact]
    public void What_makes_nobody_whole_is_taken_in_part_by_whoever_waits_the_longest() => Becomes(
        "A 1: whole 0, 0 by 1; 1, 0",
        Plan([("A", 1)], [[("A", 1), ("B", 1)], [("A", 1), ("B", 1)]]));

    [Fact]
    public void Orders_that_share_nothing_are_in_nobodys_way() => Becomes(
        "A 2, B 3: whole 2, 2 by 1; 2, 3",
        Plan([("A", 2), ("B", 3)], [[("A", 2)], [("B", 3)]]));

    [Fact]
    public void Who_can_only_be_supplied_here_goes_before_who_would_rather_be_supplied_here()
    {
        var (near, far) = (new FacilityId("near"), new FacilityId("far"));
        var network = new Network([At(near, 50), At(far, 53)]);
        var stock = InMemoryStock.From(("A", [1, 1]));
        CompetingOrder anywhere = new(Demand(0, ("A", 1)) with { Destination = new("NL", "", new(50, 5)) }, Noon.AddHours(-2));
        CompetingOrder onlyHere = new(Demand(1, ("A", 1)) with { Preselected = [near] }, Noon.AddHours(-1));

        var plan = BatchAllocator.From([anywhere, onlyHere], new(network, stock, RoutingStrategy.Default, null));

        Assert.Equal((1, 2), (plan.OneByOne.Whole, plan.Score.Whole));
        Assert.Equal([far, near], plan.Allotments.Select(a => a.Units.Single().Facility));
    }

    [Fact]
    public void Where_nobody_waits_nothing_is_planned() =>
        Assert.Empty(BatchAllocator.From([], new(Network.Empty, InMemoryStock.From(), RoutingStrategy.Default, null)).Allotments);

    private static (string Stock, BatchAllocator Plan) Plan((string Article, long Pieces)[] stock, (string Article, int Pieces)[][] orders)
    {
        var network = new Network([At(new("here"), 50)]);
        var competingOrders = orders.Select((lines, i) => new CompetingOrder(Demand(i, lines), Noon.AddHours(i - orders.Length)));
        var field = new BatchRoutingContext(
            network, InMemoryStock.From([.. stock.Select(s => (s.Article, new[] { s.Pieces }))]), RoutingStrategy.Default, null);
        return (string.Join(", ", stock.Select(s => $"{s.Article} {s.Pieces}")), BatchAllocator.From([.. competingOrders], field));
    }

    private static void Becomes(string expected, (string Stock, BatchAllocator Plan) so) => Assert.Equal(
        expected,
        $"{so.Stock}: whole {so.Plan.Score.Whole}, {so.Plan.OneByOne.Whole} by 1; "
            + string.Join(", ", so.Plan.Allotments.Select(a => a.Sum / Quantity.Scale)));

    private static RoutingDemand Demand(int order, params (string Article, int Pieces)[] lines) => new(
        [.. lines.Select((l, i) => new DemandLine(new($"{order}-{i}"), new(l.Article), Quantity.From(l.Pieces), 0))],
        null, [], [], [], null);

    private static Facility At(FacilityId id, double latitude) =>
        new(id, FacilityStatus.Online, FacilityKind.Store, new("NL", "", new(latitude, 5)));
}
