using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Pick jobs that a user requests: of a new order at one facility, or of an order before its release time.</summary>
public sealed class RequestedPickJobTests
{
    private static readonly OrderCommand.Release AtAmsterdam = new() { Facility = TestData.Amsterdam };

    private static DecisionContext Delayed => TestData.Context with
    {
        Settings = TestData.Context.Settings with { ReleaseAfter = TimeSpan.FromHours(1) },
    };

    [Fact]
    public void A_new_order_gets_its_pick_job_at_once()
    {
        var order = Assert.IsType<Decision.Accepted>(Decider.Decide(null, Place(TestData.Utrecht), Delayed)).After;

        Assert.Equal((TestData.Utrecht, PickJobStatus.Open), (Assert.Single(order.PickJobs).Facility, order.PickJobs[0].Status));
        Assert.Equal(TestData.Noon, order.ReleaseAt);
        Assert.Equal(TestData.Utrecht, Assert.Single(order.Delivery.Preselected));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_facility_that_lacks_units_gets_no_order(int utrecht)
    {
        var context = Delayed with { Stock = TestData.Stock(100, utrecht) };
        Assert.Equal(["PO-15"], Decider.Decide(null, Place(TestData.Utrecht), context).ViolatedRuleIds());
    }

    [Fact]
    public void A_new_order_gets_its_pick_job_before_the_later_release_of_a_line()
    {
        var place = Place(TestData.Utrecht);
        var line = TestData.NewOrderLine(TestData.Jeans, 1) with { Release = new(LineReleaseKind.Preorder, TestData.Noon.AddDays(1)) };

        var both = place with { NewOrder = place.NewOrder with { Lines = [.. place.NewOrder.Lines, line] } };
        var later = place with { NewOrder = place.NewOrder with { Lines = [line] } };

        var order = Assert.IsType<Decision.Accepted>(Decider.Decide(null, both, Delayed)).After;
        Assert.Equal(2, order.PickJobs.Length);
        Assert.All(order.PickJobs, j => Assert.Equal(TestData.Utrecht, j.Facility));
        Assert.Single(Assert.IsType<Decision.Accepted>(Decider.Decide(null, later, Delayed)).After.PickJobs);
    }

    [Fact]
    public void A_requested_pick_job_releases_the_order_for_good()
    {
        var unreleased = TestData.UnreleasedOrder() with { ReleaseAt = TestData.Noon.AddHours(1) };

        var accepted = unreleased.Accept(AtAmsterdam, Delayed);

        Assert.Equal(["Released"], accepted.Events.EventNames());
        Assert.Equal(TestData.Amsterdam, Assert.Single(accepted.After.PickJobs).Facility);
        Assert.True(OrderRelease.IsUnblocked(accepted.After, TestData.Noon));
        var modified = accepted.After.Accept(Modify(Shirts(2)), Delayed with { Seed = new IdSeed(TestData.Noon, 8, 8) });
        Assert.Single(modified.After.PickJobs);
        Assert.Equal(["RE-8"], accepted.After.Decide(AtAmsterdam, Delayed).ViolatedRuleIds());
    }

    [Fact]
    public void Locked_held_and_canceled_orders_get_no_pick_job()
    {
        var unreleased = TestData.UnreleasedOrder();
        Assert.Equal(["RE-3"], TestData.LockedOrder().Decide(AtAmsterdam).ViolatedRuleIds());
        Assert.Equal(["RE-5"],
            (unreleased with { Holds = [new(HoldKind.Fraud, new("other"), null)] }).Decide(AtAmsterdam).ViolatedRuleIds());
        Assert.Equal(["RE-2"], (unreleased with { IsCanceled = true }).Decide(AtAmsterdam).ViolatedRuleIds());
    }

    private static OrderCommand.Place Place(FacilityId facility)
    {
        var order = TestData.NewOrder((TestData.Shirt, 3));
        return new(order with { Delivery = order.Delivery with { Preselected = [facility] } }) { PickJobAt = facility };
    }
}
