using Emend.Core.Differences;
using Emend.Core.Orders;

namespace Emend.Core.Tests.Deciding;

public sealed class PromisingTests
{
    [Theory]
    [InlineData(OrderStatus.Locked)]
    [InlineData(OrderStatus.Promised)]
    public void What_is_placed_so_holds_its_stock_and_is_offered_to_nobody(OrderStatus status)
    {
        var until = status is OrderStatus.Promised ? Given.Noon.AddMinutes(1) : (DateTimeOffset?)null;
        var draft = Given.Draft((Given.Shirt, 3)) with { Status = status, PromisedUntil = until };

        var placed = Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(draft), Given.Facts));

        Assert.Equal((status, 0), (placed.After.Status, placed.After.PickJobs.Length));
        Assert.Equal(Given.Of(3), Assert.Single(placed.Effects.Stock).Reserved);
        Assert.Equal(until, placed.After.Promised?.Until);
        Assert.Equal("RE-3", Assert.Single(placed.After.Asks(new OrderCommand.Release()).RefusedBy()));
        var rerouted = placed.After.Does(Process(new ProcessStep.Reroute()));
        Assert.Equal((status, 0, 1), (rerouted.After.Status, rerouted.After.PickJobs.Length, rerouted.After.Plans.Length));
    }

    [Fact]
    public void Unlocked_it_is_offered_and_its_version_steps()
    {
        var done = Given.Locked().Does(Process(new ProcessStep.Unlock(null)));

        Assert.Equal((OrderStatus.Open, 2, 1), (done.After.Status, done.After.Version, done.After.PickJobs.Length));
        Assert.Equal(["Unlocked", "Released"], done.Events.Names());
        Assert.Empty(done.Effects.Stock);
    }

    [Fact]
    public void Unlocked_for_another_day_it_is_routed_again()
    {
        var done = Given.Locked().Does(Process(new ProcessStep.Unlock(Given.Noon.AddDays(2))));

        Assert.Equal(["Unlocked", "PreferredTimeSet", "Routed"], done.Events.Names());
        Assert.Equal(Given.Noon.AddDays(2), done.After.Delivery.PreferredTime);
        Assert.Equal((1, 1), (done.After.Plans.Length, done.After.PickJobs.Length));
        Assert.Equal(Given.PlanId, Assert.Single(done.Effects.Past.Plans).Id);
    }

    [Theory]
    [InlineData(HoldKind.Fraud)]
    [InlineData(HoldKind.Modify)]
    public void Neither_unlocking_nor_confirming_lifts_a_hold(HoldKind kind)
    {
        var hold = new Hold(kind, Given.Anyone.Id, null);

        var unlocked = (Given.Locked() with { Holds = [hold] }).Does(Process(new ProcessStep.Unlock(null))).After;
        var confirmed = (Given.Promised() with { Holds = [hold] }).Does(Process(new ProcessStep.ConfirmPromise(null))).After;

        Assert.All([unlocked, confirmed], o => Assert.Equal((OrderStatus.Open, 0, 1), (o.Status, o.PickJobs.Length, o.Holds.Length)));
    }

    [Fact]
    public void Confirmed_a_promise_is_an_order_under_its_new_number_and_ends_no_more()
    {
        var done = Given.Promised().Does(Process(new ProcessStep.ConfirmPromise("R2")));

        Assert.Equal((OrderStatus.Open, "R2", null), (done.After.Status, done.After.TenantOrderId, done.After.Promised));
        Assert.Equal(["PromiseConfirmed", "Released"], done.Events.Names());
        Assert.Equal("R1", Given.Promised().Does(Process(new ProcessStep.ConfirmPromise(null))).After.TenantOrderId);
        var late = done.After.Asks(new OrderCommand.ExpirePromise(), Given.Facts with { Now = Given.Noon.AddDays(1) });
        Assert.Equal(["XP-3"], late.RefusedBy());
    }

    [Fact]
    public void Extended_it_is_promised_for_as_long_again_or_until_the_moment_named()
    {
        var again = Given.Promised().Does(Process(new ProcessStep.ExtendPromise(null))).After;
        var named = Given.Promised().Does(Process(new ProcessStep.ExtendPromise(Given.Noon.AddMinutes(5)))).After;

        Assert.Equal((Given.Noon.AddHours(2), 2), (again.Promised!.Until, again.Version));
        Assert.Equal(Given.Noon.AddMinutes(5), named.Promised!.Until);
        Assert.IsType<Decision.NoChange>(named.Asks(Process(new ProcessStep.ExtendPromise(Given.Noon.AddMinutes(5)))));
    }

    [Fact]
    public void What_nobody_confirmed_ends_and_gives_its_stock_back()
    {
        var then = Given.Facts with { Now = Given.Noon.AddHours(1) };

        var done = Given.Promised().Does(new OrderCommand.ExpirePromise(), then);

        var cancelation = done.After.Cancelation!;
        Assert.Equal((OrderStatus.Cancelled, true, false), (done.After.Status, cancelation.Expired, cancelation.Forced));
        Assert.Equal([Given.Of(-2), Given.Of(-3)], done.Effects.Stock.Select(d => d.Reserved));
        var told = Happenings.Of(Given.Promised(), done.After, done.Events).Select(h => h.Kind);
        Assert.Equal([EventKinds.OrderExpired, EventKinds.PlanCancelled], told);
        Assert.Equal(["XP-2"], done.After.Asks(new OrderCommand.ExpirePromise(), then).RefusedBy());
    }

    [Fact]
    public void What_each_does_is_told_of_the_order()
    {
        Assert.Equal(EventKinds.OrderUnlocked, Told(Given.Locked(), new ProcessStep.Unlock(null)));
        Assert.Equal(EventKinds.PromiseConfirmed, Told(Given.Promised(), new ProcessStep.ConfirmPromise(null)));
        Assert.Equal(EventKinds.PromiseExtended, Told(Given.Promised(), new ProcessStep.ExtendPromise(null)));

        static string Told(Order order, ProcessStep step)
        {
            var done = order.Does(Process(step));
            return Happenings.Of(order, done.After, done.Events)[0].Kind;
        }
    }

    private static OrderCommand.Process Process(ProcessStep step) => new(step, null, IfUnroutable.Refuse);
}
