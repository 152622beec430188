using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Tests.Decisions;

public sealed class PromisedOrderDeciderTests
{
    [Theory]
    [InlineData(OrderStatus.Locked)]
    [InlineData(OrderStatus.Promised)]
    public void What_is_placed_so_holds_its_stock_and_is_offered_to_nobody(OrderStatus status)
    {
        var until = status is OrderStatus.Promised ? TestData.Noon.AddMinutes(1) : (DateTimeOffset?)null;
        var newOrder = TestData.Draft((TestData.Shirt, 3)) with { Status = status, PromisedUntil = until };

        var placed = Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(newOrder), TestData.Context));

        Assert.Equal((status, 0), (placed.After.Status, placed.After.PickJobs.Length));
        Assert.Equal(TestData.Of(3), Assert.Single(placed.Effects.Stock).Reserved);
        Assert.Equal(until, placed.After.PromisePeriod?.Until);
        Assert.Equal("RE-3", Assert.Single(placed.After.Asks(new OrderCommand.Release()).RefusedBy()));
        var rerouted = placed.After.Does(Process(new FulfillmentAction.Reroute()));
        Assert.Equal((status, 0, 1), (rerouted.After.Status, rerouted.After.PickJobs.Length, rerouted.After.Plans.Length));
    }

    [Fact]
    public void Unlocked_it_is_offered_and_its_version_steps()
    {
        var accepted = TestData.Locked().Does(Process(new FulfillmentAction.Unlock(null)));

        Assert.Equal((OrderStatus.Open, 2, 1), (accepted.After.Status, accepted.After.Version, accepted.After.PickJobs.Length));
        Assert.Equal(["Unlocked", "Released"], accepted.Events.Names());
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void Unlocked_for_another_day_it_is_routed_again()
    {
        var accepted = TestData.Locked().Does(Process(new FulfillmentAction.Unlock(TestData.Noon.AddDays(2))));

        Assert.Equal(["Unlocked", "PreferredTimeSet", "Routed"], accepted.Events.Names());
        Assert.Equal(TestData.Noon.AddDays(2), accepted.After.Delivery.PreferredTime);
        Assert.Equal((1, 1), (accepted.After.Plans.Length, accepted.After.PickJobs.Length));
        Assert.Equal(TestData.PlanId, Assert.Single(accepted.Effects.Past.Plans).Id);
    }

    [Theory]
    [InlineData(HoldKind.Fraud)]
    [InlineData(HoldKind.Modify)]
    public void Neither_unlocking_nor_confirming_lifts_a_hold(HoldKind kind)
    {
        var hold = new Hold(kind, TestData.Anyone.Id, null);

        var unlocked = (TestData.Locked() with { Holds = [hold] }).Does(Process(new FulfillmentAction.Unlock(null))).After;
        var confirmed = (TestData.Promised() with { Holds = [hold] }).Does(Process(new FulfillmentAction.ConfirmPromise(null))).After;

        Assert.All([unlocked, confirmed], o => Assert.Equal((OrderStatus.Open, 0, 1), (o.Status, o.PickJobs.Length, o.Holds.Length)));
    }

    [Fact]
    public void Confirmed_a_promise_is_an_order_under_its_new_number_and_ends_no_more()
    {
        var accepted = TestData.Promised().Does(Process(new FulfillmentAction.ConfirmPromise("R2")));

        Assert.Equal((OrderStatus.Open, "R2", null), (accepted.After.Status, accepted.After.TenantOrderId, accepted.After.PromisePeriod));
        Assert.Equal(["PromiseConfirmed", "Released"], accepted.Events.Names());
        Assert.Equal("R1", TestData.Promised().Does(Process(new FulfillmentAction.ConfirmPromise(null))).After.TenantOrderId);
        var late = accepted.After.Asks(new OrderCommand.ExpirePromise(), TestData.Context with { Now = TestData.Noon.AddDays(1) });
        Assert.Equal(["XP-3"], late.RefusedBy());
    }

    [Fact]
    public void Extended_it_is_promised_for_as_long_again_or_until_the_moment_named()
    {
        var again = TestData.Promised().Does(Process(new FulfillmentAction.ExtendPromise(null))).After;
        var named = TestData.Promised().Does(Process(new FulfillmentAction.ExtendPromise(TestData.Noon.AddMinutes(5)))).After;

        Assert.Equal((TestData.Noon.AddHours(2), 2), (again.PromisePeriod!.Until, again.Version));
        Assert.Equal(TestData.Noon.AddMinutes(5), named.PromisePeriod!.Until);
        Assert.IsType<Decision.NoChange>(named.Asks(Process(new FulfillmentAction.ExtendPromise(TestData.Noon.AddMinutes(5)))));
    }

    [Fact]
    public void What_nobody_confirmed_ends_and_gives_its_stock_back()
    {
        var then = TestData.Context with { Now = TestData.Noon.AddHours(1) };

        var accepted = TestData.Promised().Does(new OrderCommand.ExpirePromise(), then);

        var cancellation = accepted.After.Cancellation!;
        Assert.Equal((OrderStatus.Canceled, true, false), (accepted.After.Status, cancellation.Expired, cancellation.Forced));
        Assert.Equal([TestData.Of(-2), TestData.Of(-3)], accepted.Effects.Stock.Select(d => d.Reserved));
        var told = IntegrationEventMapper.Of(TestData.Promised(), accepted.After, accepted.Events).Select(h => h.Kind);
        Assert.Equal([EventTypes.OrderExpired, EventTypes.PlanCancelled], told);
        Assert.Equal(["XP-2"], accepted.After.Asks(new OrderCommand.ExpirePromise(), then).RefusedBy());
    }

    [Fact]
    public void What_each_does_is_told_of_the_order()
    {
        Assert.Equal(EventTypes.OrderUnlocked, Told(TestData.Locked(), new FulfillmentAction.Unlock(null)));
        Assert.Equal(EventTypes.PromiseConfirmed, Told(TestData.Promised(), new FulfillmentAction.ConfirmPromise(null)));
        Assert.Equal(EventTypes.PromiseExtended, Told(TestData.Promised(), new FulfillmentAction.ExtendPromise(null)));

        static string Told(Order order, FulfillmentAction action)
        {
            var accepted = order.Does(Process(action));
            return IntegrationEventMapper.Of(order, accepted.After, accepted.Events)[0].Kind;
        }
    }

    private static OrderCommand.ChangeFulfillment Process(FulfillmentAction action) => new(action, null, UnroutableBehavior.Refuse);
}
