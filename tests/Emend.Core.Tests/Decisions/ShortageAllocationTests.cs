using Emend.Core.Decisions;
using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Decisions;

public sealed class ShortageAllocationTests
{
    [Fact]
    public void One_sufficient_order_is_better_than_two() =>
        Assert.Equal(["large"], Names(5, Held("small", 3, day: 3), Held("large", 5, day: 1), Held("other", 2, day: 2)));

    [Fact]
    public void Of_sufficient_orders_the_one_with_the_latest_preferred_time_gives_up() =>
        Assert.Equal(["late"], Names(2, Held("soon", 2, day: 1), Held("late", 2, day: 9), Held("later on", 1, day: 10)));

    [Fact]
    public void For_equal_preferred_times_the_latest_placed_order_gives_up() =>
        Assert.Equal(
            ["young"], Names(1, Held("old", 1) with { PlacedAt = TestData.Placed }, Held("young", 1) with { PlacedAt = TestData.Noon }));

    [Fact]
    public void Orders_that_can_be_rerouted_give_up_first()
    {
        Assert.Equal(["b", "c"], Names(4, Held("a", 4, day: 9) with { CanReroute = false }, Held("b", 2, day: 2), Held("c", 2, day: 1)));
        Assert.Equal(
            ["b", "x"],
            Names(4, Held("a", 9) with { CanReroute = false }, Held("b", 2), Held("x", 3, day: 5) with { CanReroute = false }));
    }

    [Fact]
    public void All_orders_give_up_if_they_do_not_cover_the_shortage() =>
        Assert.Equal(["b", "a"], Names(99, Held("a", 1, day: 1), Held("b", 1, day: 2), Held("none", 0)));

    [Fact]
    public void Only_plans_without_started_work_count_as_held()
    {
        var order = TestData.Order() with { Delivery = new() { PreferredTime = TestData.Noon.AddDays(1) } };
        var candidate = ShortageAllocation.CreateCandidate(order, TestData.Amsterdam, TestData.Shirt, canReroute: true);
        Assert.Equal(new(order.Id, TestData.Units(3), true, TestData.Noon.AddDays(1), TestData.Placed), candidate);
        Assert.Null(ShortageAllocation.CreateCandidate(order, TestData.Utrecht, TestData.Shirt, true));
        Assert.Null(ShortageAllocation.CreateCandidate(order with { PickJobs = [order.PickJobs[0] with { Status = PickJobStatus.Paused }] },
            TestData.Amsterdam, TestData.Shirt, true));
    }

    // Compares with every subset of up to eight orders.
    [Fact]
    public void No_other_selection_affects_fewer_or_later_orders() => Check.One(
        PropertyConfig.Create(500),
        Prop.ForAll(Arb.From(Holdings), given =>
        {
            var (shortageCandidates, lacking) = given;
            var chosen = ShortageAllocation.SelectOrders(shortageCandidates, Quantity.From(lacking))
                .Select(id => shortageCandidates.First(h => h.Order == id)).ToList();
            var enough = Subsets(shortageCandidates).Where(s => s.Sum(h => h.Held.Thousandths) >= lacking * Quantity.Scale).ToList();
            if (enough.Count == 0)
            {
                Assert.Equal(shortageCandidates.Count(h => h.Held > Quantity.Zero), chosen.Count);
                return;
            }

            var best = enough.OrderBy(s => s.Count).ThenByDescending(GetLateness, StringComparer.Ordinal).First();
            Assert.Equal((best.Count, GetLateness(best)), (chosen.Count, GetLateness(chosen)));
        }));

    private static Gen<(ShortageCandidate[] Holdings, int Lacking)> Holdings =>
        from quantities in Gen.Choose(0, 5).ArrayOf(8)
        from days in Gen.Choose(1, 9).ArrayOf(8)
        from count in Gen.Choose(1, 8)
        from lacking in Gen.Choose(1, 20)
        select (Enumerable.Range(0, count).Select(i => At(Held($"o{i}", quantities[i], days[i]), i)).ToArray(), lacking);

    // All times differ, so that there is one best selection.
    private static ShortageCandidate At(ShortageCandidate candidate, int hour) =>
        candidate with { PreferredTime = candidate.PreferredTime.AddHours(hour) };

    private static string GetLateness(IEnumerable<ShortageCandidate> candidates) =>
        string.Concat(candidates.Select(h => h.PreferredTime).OrderDescending().Select(at => (char)(at - NewYear).TotalHours));

    private static IEnumerable<List<ShortageCandidate>> Subsets(ShortageCandidate[] of) =>
        Enumerable.Range(0, 1 << of.Length).Select(bits => of.Where((_, i) => (bits >> i & 1) == 1).ToList());

    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ShortageCandidate Held(string order, int quantity, int day = 1) =>
        new(new(order), Quantity.From(quantity), true, new(2026, 4, day, 0, 0, 0, TimeSpan.Zero), TestData.Placed);

    private static IEnumerable<string> Names(int lacking, params ShortageCandidate[] shortageCandidates) =>
        ShortageAllocation.SelectOrders(shortageCandidates, Quantity.From(lacking)).Select(o => o.Value);
}
