using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>What holds for every joint plan. A failure prints the seed to replay it with.</summary>
public sealed class JointPlanProperties
{
    private static readonly Gen<JointCase> Some = JointCase.Any(orders: 9, facilities: 5);

    [Fact]
    public void It_is_never_worse_than_one_by_one_and_tells_how_good_that_would_be() => Hold(Some, the =>
    {
        var (plan, oneByOne) = (the.Plan(), the.OneByOne());
        return plan.OneByOne == oneByOne && !oneByOne.IsBetterThan(plan.Score);
    });

    [Fact]
    public void Nothing_is_meant_for_anybody_beyond_what_there_is() => Hold(Some, the => the.Plan().Allotments
        .SelectMany(a => a.Units).GroupBy(u => (u.Facility, u.Article))
        .All(units => units.Sum(u => u.Quantity.Thousandths)
            <= the.World.Stock.Rows[units.Key.Article][the.Field.Network.IndexOf(units.Key.Facility)]));

    [Fact]
    public void Whoever_comes_first_everybody_gets_what_was_meant_for_them() => Hold(
        Some.Where(the => !the.World.Strategy.UsesWork),
        the =>
        {
            var plan = the.Plan();
            return plan.Score == the.Kept(plan, Enumerable.Range(0, the.Orders.Length))
                && plan.Score == the.Kept(plan, Enumerable.Range(0, the.Orders.Length).Reverse());
        });

    [Fact]
    public void The_same_is_planned_the_same() => Hold(Some, the =>
        the.Plan().Allotments.Select(a => string.Join(' ', a.Units)).SequenceEqual(
            the.Plan().Allotments.Select(a => string.Join(' ', a.Units))));

    /// <summary>Of those in which the orders are in each other's way; in all others one by one is the best there is.</summary>
    [Fact]
    public void Of_a_few_orders_nearly_always_as_many_become_whole_as_can()
    {
        const int Cases = 4_000;
        var (hard, best) = (0, 0);
        Hold(
            JointCase.Tiny(),
            the =>
            {
                var (plan, most) = (the.Plan(), new JointBruteForce(the).Best());
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

    private static void Hold(Gen<JointCase> cases, Func<JointCase, bool> holds, int count = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(Arb.From(cases), holds));
}
