using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

public sealed class PromisedOrderDeciderTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_locked_or_promised_order_reserves_stock_and_has_no_pick_jobs(bool isLocked, bool isPromised)
    {
        var until = isPromised ? TestData.Noon.AddMinutes(1) : (DateTimeOffset?)null;
        var newOrder = TestData.NewOrder((TestData.Shirt, 3)) with
        {
            IsLocked = isLocked, IsPromised = isPromised, PromisedUntil = until,
        };
        var facts = new OrderFacts(false, false, isLocked, isPromised);

        var placed = Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(newOrder), TestData.Context));

        Assert.Equal((facts, 0), (placed.After.Facts, placed.After.PickJobs.Length));
        Assert.Equal(TestData.Units(3), Assert.Single(placed.Effects.Stock).Reserved);
        Assert.Equal(until, placed.After.PromisePeriod?.Until);
        Assert.Equal("RE-3", Assert.Single(placed.After.Decide(new OrderCommand.Release()).ViolatedRuleIds()));
        var assigned = placed.After.Accept(Fulfill(new FulfillmentAction.Assign(TestData.Utrecht)));
        Assert.Equal((facts, 0, 1), (assigned.After.Facts, assigned.After.PickJobs.Length, assigned.After.Plans.Length));
    }

    [Fact]
    public void Unlocking_creates_pick_jobs_and_increases_the_version()
    {
        var accepted = TestData.LockedOrder().Accept(Fulfill(new FulfillmentAction.Unlock(null)));

        Assert.Equal((true, 2, 1), (accepted.After.IsOpen, accepted.After.Version, accepted.After.PickJobs.Length));
        Assert.Equal(["Unlocked", "Released"], accepted.Events.EventNames());
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void Unlocking_with_a_new_date_reroutes_the_order()
    {
        var accepted = TestData.LockedOrder().Accept(Fulfill(new FulfillmentAction.Unlock(TestData.Noon.AddDays(2))));

        Assert.Equal(["Unlocked", "PreferredTimeChanged", "Routed"], accepted.Events.EventNames());
        Assert.Equal(TestData.Noon.AddDays(2), accepted.After.Delivery.PreferredTime);
        Assert.Equal((1, 1), (accepted.After.Plans.Length, accepted.After.PickJobs.Length));
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.EndedEntities.Plans).Id);
    }

    [Theory]
    [InlineData(HoldKind.Fraud)]
    [InlineData(HoldKind.Modify)]
    public void Unlocking_and_confirming_remove_no_hold(HoldKind kind)
    {
        var hold = new Hold(kind, TestData.Admin.Id, null);

        var unlocked = (TestData.LockedOrder() with { Holds = [hold] }).Accept(Fulfill(new FulfillmentAction.Unlock(null))).After;
        var confirmed = (TestData.PromisedOrder() with { Holds = [hold] })
            .Accept(Fulfill(new FulfillmentAction.ConfirmPromise(null))).After;

        Assert.All([unlocked, confirmed], o => Assert.Equal((true, 0, 1), (o.IsOpen, o.PickJobs.Length, o.Holds.Length)));
    }

    [Fact]
    public void A_confirmed_order_has_its_new_number_and_no_longer_expires()
    {
        var accepted = TestData.PromisedOrder().Accept(Fulfill(new FulfillmentAction.ConfirmPromise("R2")));

        Assert.Equal((true, "R2", null), (accepted.After.IsOpen, accepted.After.TenantOrderId, accepted.After.PromisePeriod));
        Assert.Equal(["PromiseConfirmed", "Released"], accepted.Events.EventNames());
        Assert.Equal("R1", TestData.PromisedOrder().Accept(Fulfill(new FulfillmentAction.ConfirmPromise(null))).After.TenantOrderId);
        var late = accepted.After.Decide(new OrderCommand.ExpirePromise(), TestData.Context with { Now = TestData.Noon.AddDays(1) });
        Assert.Equal(["XP-3"], late.ViolatedRuleIds());
    }

    [Fact]
    public void An_extension_repeats_the_duration_or_sets_the_given_time()
    {
        var again = TestData.PromisedOrder().Accept(Fulfill(new FulfillmentAction.ExtendPromise(null))).After;
        var named = TestData.PromisedOrder().Accept(Fulfill(new FulfillmentAction.ExtendPromise(TestData.Noon.AddMinutes(5)))).After;

        Assert.Equal((TestData.Noon.AddHours(2), 2), (again.PromisePeriod!.Until, again.Version));
        Assert.Equal(TestData.Noon.AddMinutes(5), named.PromisePeriod!.Until);
        Assert.IsType<Decision.NoChange>(named.Decide(Fulfill(new FulfillmentAction.ExtendPromise(TestData.Noon.AddMinutes(5)))));
    }

    [Fact]
    public void An_unconfirmed_promise_expires_and_releases_its_stock()
    {
        var then = TestData.Context with { Now = TestData.Noon.AddHours(1) };

        var accepted = TestData.PromisedOrder().Accept(new OrderCommand.ExpirePromise(), then);

        var cancellation = accepted.After.Cancellation!;
        Assert.Equal((true, true, false), (accepted.After.IsCanceled, cancellation.Expired, cancellation.Forced));
        Assert.Equal([TestData.Units(-2), TestData.Units(-3)], accepted.Effects.Stock.Select(d => d.Reserved));
        var descriptions = IntegrationEventMapper.Map(TestData.PromisedOrder(), accepted.After, accepted.Events).Select(h => h.Kind);
        Assert.Equal([EventKind.OrderExpired, EventKind.PlanCanceled], descriptions);
        Assert.Equal(["XP-2"], accepted.After.Decide(new OrderCommand.ExpirePromise(), then).ViolatedRuleIds());
    }

    [Fact]
    public void Each_action_yields_an_event_of_the_order()
    {
        Assert.Equal(EventKind.OrderUnlocked, Told(TestData.LockedOrder(), new FulfillmentAction.Unlock(null)));
        Assert.Equal(EventKind.PromiseConfirmed, Told(TestData.PromisedOrder(), new FulfillmentAction.ConfirmPromise(null)));
        Assert.Equal(EventKind.PromiseExtended, Told(TestData.PromisedOrder(), new FulfillmentAction.ExtendPromise(null)));

        static EventKind Told(Order order, FulfillmentAction action)
        {
            var accepted = order.Accept(Fulfill(action));
            return IntegrationEventMapper.Map(order, accepted.After, accepted.Events)[0].Kind;
        }
    }

    private static OrderCommand.ChangeFulfillment Fulfill(FulfillmentAction action) => new(action, null, UnroutableBehavior.Reject);
}
