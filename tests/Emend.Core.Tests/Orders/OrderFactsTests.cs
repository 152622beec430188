using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Tests.Orders;

public sealed class OrderFactsTests
{
    /// <summary>Every combination of facts.</summary>
    public static readonly ImmutableArray<OrderFacts> All =
    [
        .. Enumerable.Range(0, 16).Select(i => new OrderFacts((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0)),
    ];

    private static readonly PromisePeriod Period = new(TestData.Placed, TestData.Noon.AddHours(1));

    public static Order With(Order order, OrderFacts facts) => order with
    {
        IsCanceled = facts.IsCanceled,
        IsDeleted = facts.IsDeleted,
        IsLocked = facts.IsLocked,
        PromisePeriod = facts.IsPromised ? Period : null,
    };

    [Fact]
    public void Facts_are_independent() => Assert.Equal(All, All.Select(facts => With(TestData.Order(), facts).Facts));

    [Fact]
    public void Only_an_order_without_any_fact_is_open() =>
        Assert.Equal([default], All.Where(facts => With(TestData.Order(), facts).IsOpen));

    [Fact]
    public void An_active_order_is_neither_canceled_nor_deleted() => Assert.Equal(
        [new(false, false, false, false), new(false, false, true, false), new(false, false, false, true), new(false, false, true, true)],
        All.Where(facts => With(TestData.Order(), facts).IsActive));

    [Fact]
    public void A_canceled_order_keeps_the_fact_that_it_was_locked_or_promised()
    {
        var cancel = new OrderCommand.ChangeFulfillment(new FulfillmentAction.Cancel(null), null, UnroutableBehavior.Accept);

        Assert.Equal(new(true, false, true, false), TestData.LockedOrder().Accept(cancel).After.Facts);
        Assert.Equal(new(true, false, false, true), TestData.PromisedOrder().Accept(cancel).After.Facts);
    }

    [Fact]
    public void Unlocking_keeps_the_promise_and_confirming_keeps_the_lock()
    {
        var both = TestData.PromisedOrder() with { IsLocked = true };

        var unlocked = both.Accept(Fulfill(new FulfillmentAction.Unlock(null))).After;
        var confirmed = both.Accept(Fulfill(new FulfillmentAction.ConfirmPromise(null))).After;

        Assert.Equal((new OrderFacts(false, false, false, true), 0), (unlocked.Facts, unlocked.PickJobs.Length));
        Assert.Equal((new OrderFacts(false, false, true, false), 0), (confirmed.Facts, confirmed.PickJobs.Length));
        Assert.Single(unlocked.Accept(Fulfill(new FulfillmentAction.ConfirmPromise(null))).After.PickJobs);
    }

    [Fact]
    public void Locked_and_promised_are_blocks_of_their_own_until_the_order_is_canceled()
    {
        var both = TestData.PromisedOrder() with { IsLocked = true };

        Assert.Equal(["Locked", "Promised"], Blocks(both));
        Assert.Equal(["Canceled"], Blocks(both with { IsCanceled = true }));
        Assert.All(All, facts => Assert.Equal(With(TestData.Order(), facts).IsOpen, Blocks(With(TestData.Order(), facts)).Count == 0));

        static IReadOnlyList<string> Blocks(Order order) => [.. OrderRelease.GetBlocks(order, TestData.Noon).Select(b => b.GetType().Name)];
    }

    [Fact]
    public void A_difference_of_facts_is_one_difference_of_the_order()
    {
        var difference = Assert.Single(OrderDiff.Between(TestData.LockedOrder(), TestData.LockedOrder() with { IsCanceled = true }));

        Assert.Equal(("/facts", """["locked"]""", """["canceled","locked"]""", DifferenceArea.Order),
            (difference.Path, difference.Before?.Raw, difference.After?.Raw, difference.Area));
        Assert.All(All, facts => Assert.Equal(
            facts == default ? 0 : 1,
            OrderDiff.Between(TestData.Order(), With(TestData.Order(), facts)).OfType<FactsDifference>().Count()));
    }

    private static OrderCommand.ChangeFulfillment Fulfill(FulfillmentAction action) => new(action, null, UnroutableBehavior.Accept);
}
