using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>What holds for every joint plan. A failure prints the seed to replay it with.</summary>
public sealed class BatchAllocatorProperties
{
    private static readonly Gen<BatchAllocationCase> Some = BatchAllocationCase.Any(orders: 9, facilities: 5);

    [Fact]
    public void It_is_never_worse_than_one_by_one_and_tells_how_good_that_would_be() => Hold(Some, batchAllocationCase =>
    {
        var (plan, oneByOne) = (batchAllocationCase.Plan(), batchAllocationCase.OneByOne());
        return plan.OneByOne == oneByOne && !oneByOne.IsBetterThan(plan.Score);
    });

    [Fact]
    public void Nothing_is_meant_for_anybody_beyond_what_there_is() => Hold(Some, batchAllocationCase => batchAllocationCase.Plan().Allotments
        .SelectMany(a => a.Units).GroupBy(u => (u.Facility, u.Article))
        .All(units => units.Sum(u => u.Quantity.Thousandths)
            <= batchAllocationCase.World.Stock.Rows[units.Key.Article][batchAllocationCase.Field.Network.IndexOf(units.Key.Facility)]));

    [Fact]
    public void Whoever_comes_first_everybody_gets_what_was_meant_for_them() => Hold(
        Some.Where(batchAllocationCase => !batchAllocationCase.World.Strategy.UsesWork),
        batchAllocationCase =>
        {
            var plan = batchAllocationCase.Plan();
            return plan.Score == batchAllocationCase.Kept(plan, Enumerable.Range(0, batchAllocationCase.Orders.Length))
                && plan.Score == batchAllocationCase.Kept(plan, Enumerable.Range(0, batchAllocationCase.Orders.Length).Reverse());
        });

    [Fact]
    public void The_same_is_planned_the_same() => Hold(Some, batchAllocationCase =>
        batchAllocationCase.Plan().Allotments.Select(a => string.Join(' ', a.Units)).SequenceEqual(
            batchAllocationCase.Plan().Allotments.Select(a => string.Join(' ', a.Units))));

    /// <summary>Of those in which the orders are in each other's way; in all others one by one is the best there is.</summary>
    [Fact]
    public void Of_a_few_orders_nearly_always_as_many_become_whole_as_can()
    {
        const int Cases = 4_000;
        var (hard, best) = (0, 0);
        Hold(
            BatchAllocationCase.Tiny(),
            batchAllocationCase =>
            {
                var (plan, most) = (batchAllocationCase.Plan(), new BruteForceAllocator(batchAllocationCase).Best());
                if (most.Whole > plan.OneByOne.Whole)
                {
                    hard++;
                    best += plan.Score.Whole == most.Whole ? 1 : 0;
                }

                return !plan.Score.IsBetterThan(most);
            },
            Cases);

        Assert.InRange(hard, 20, Cases);
        Assert.True(best >= 0.95 * hard, $"{best} of {hard} are as good as can be");
    }

    private static void Hold(Gen<BatchAllocationCase> cases, Func<BatchAllocationCase, bool> holds, int count = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(Arb.From(cases), holds));
}
