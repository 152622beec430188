using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Properties of all batch allocations. A failure prints the seed to replay it.</summary>
public sealed class BatchAllocatorProperties
{
    private static readonly Gen<BatchAllocationCase> Some = BatchAllocationCase.Any(orders: 9, facilities: 5);

    [Fact]
    public void An_allocation_is_never_worse_than_sequential_routing() => CheckAll(Some, example =>
    {
        var (plan, sequentialScore) = (example.Allocate(), example.ScoreOfSequence());
        return plan.SequentialScore == sequentialScore && !sequentialScore.IsBetterThan(plan.Score);
    });

    [Fact]
    public void Allocations_never_exceed_the_stock() => CheckAll(Some, example => example.Allocate().Allocations
        .SelectMany(a => a.Units).GroupBy(u => (u.Facility, u.Article))
        .All(units => units.Sum(u => u.Quantity.Thousandths)
            <= example.Case.Stock.Rows[units.Key.Article][example.Context.Network.IndexOf(units.Key.Facility)]));

    [Fact]
    public void Every_order_gets_its_allocation_in_any_sequence() => CheckAll(
        Some.Where(example => !example.Case.Strategy.UsesWorkload),
        example =>
        {
            var plan = example.Allocate();
            return plan.Score == example.ScoreOfAllocations(plan, Enumerable.Range(0, example.Orders.Length))
                && plan.Score == example.ScoreOfAllocations(plan, Enumerable.Range(0, example.Orders.Length).Reverse());
        });

    [Fact]
    public void Allocation_is_deterministic() => CheckAll(Some, example =>
        example.Allocate().Allocations.Select(a => string.Join(' ', a.Units)).SequenceEqual(
            example.Allocate().Allocations.Select(a => string.Join(' ', a.Units))));

    /// <summary>Considers only cases with competing orders; in all others sequential routing is optimal.</summary>
    [Fact]
    public void For_few_orders_the_number_of_complete_orders_is_nearly_always_optimal()
    {
        const int Cases = 4_000;
        var (hard, best) = (0, 0);
        CheckAll(
            BatchAllocationCase.Tiny(),
            example =>
            {
                var (plan, most) = (example.Allocate(), new BruteForceAllocator(example).Best());
                if (most.CompleteOrders > plan.SequentialScore.CompleteOrders)
                {
                    hard++;
                    best += plan.Score.CompleteOrders == most.CompleteOrders ? 1 : 0;
                }

                return !plan.Score.IsBetterThan(most);
            },
            Cases);

        Assert.InRange(hard, PropertyConfig.HasAllCases ? 20 : 0, Cases);
        Assert.True(best >= 0.95 * hard, $"{best} of {hard} are as good as can be");
    }

    private static void CheckAll(Gen<BatchAllocationCase> cases, Func<BatchAllocationCase, bool> holds, int count = 500) =>
        Check.One(PropertyConfig.Create(count), Prop.ForAll(Arb.From(cases), holds));
}
