using Emend.Core.Differences;
using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Differences;

public sealed class HappeningsTests
{
    private static readonly Order Order = Given.Order();

    [Fact]
    public void A_new_order_is_told_with_where_its_units_come_from()
    {
        var place = new OrderCommand.Place(Given.Draft((Given.Shirt, 2)));
        var placed = Assert.IsType<Decision.Accepted>(Decider.Decide(null, place, Given.Facts));
        var told = Happenings.Of(null, placed.After, placed.Events);
        Assert.Equal(["ORDER_CREATED", "ROUTING_PLAN_ROUTED", "PICK_JOB_CREATED"], told.Select(h => h.Kind));
        Assert.Equal([null, Given.Amsterdam, Given.Amsterdam], told.Select(h => h.Facility));
        Assert.All(told, h => Assert.Equal(Given.Shirt, Assert.Single(h.Articles)));
        Assert.All(told, h => Assert.Empty(h.Differences));
    }

    [Fact]
    public void A_modification_is_told_with_what_it_changed_and_every_entity_with_its_own()
    {
        var done = Order.Does(Shirts(1));
        var told = Happenings.Of(Order, done.After, done.Events);
        Assert.Equal(
            ["ROUTING_PLAN_REROUTED", "PICK_JOB_REROUTED", "ROUTING_PLAN_ROUTED", "PICK_JOB_CREATED", "ORDER_MODIFIED"],
            told.Select(h => h.Kind));
        Assert.Equal(["/lines/line-shirt/quantity"], told[^1].Differences.Select(d => d.Path));
        Assert.Equal(Given.Shirt, Assert.Single(told[^1].Articles));
        Assert.Equal(["/pickJobs/job-1"], told[1].Differences.Select(d => d.Path));
        Assert.Equal(Differing.Between(Order, done.After).Length, told.Sum(h => h.Differences.Length));
    }

    [Fact]
    public void Work_is_told_with_all_that_follows_from_it()
    {
        var done = Order.Does(Pick(new PickStep.Start())).After.Does(Picked((Given.ShirtLine, 3))).After;
        var closed = done.Does(Pick(new PickStep.Close()));
        var all = Happenings.Of(done, closed.After, closed.Events);
        Assert.Equal(["PICK_JOB_PICKING_FINISHED", "HANDOVERJOB_CREATED", "SHIPMENT_CREATED"], all.Select(h => h.Kind));
        Assert.All(all, h => Assert.Equal(Given.Amsterdam, h.Facility));
        Assert.Equal(Differing.Between(done, closed.After).Length, all.Sum(h => h.Differences.Length));
        var told = all[0];
        Assert.Equal(("PICK_JOB_PICKING_FINISHED", Given.Amsterdam), (told.Kind, told.Facility));
        Assert.Contains("/plans/plan-1/lines/line-shirt/reserved", told.Differences.Select(d => d.Path));
    }

    [Fact]
    public void An_undo_is_a_modification_and_says_that_it_is_one()
    {
        var changed = Order.Does(Mail("b@example.org")).After;
        var undone = changed.Does(new OrderCommand.Undo(new(2, Order, changed), null, IfUnroutable.Accept));
        Assert.Equal(
            ["ORDER_MODIFIED", "ORDER_MODIFICATION_UNDONE"], Happenings.Of(changed, undone.After, undone.Events).Select(h => h.Kind));
    }

    [Fact]
    public void Every_event_is_told_or_comes_with_one_that_is()
    {
        string[] within =
        [
            "AttributesSet", "ConsumerSet", "FacilitiesBlocked", "LineAdded", "LineArticleSet", "LineAttributesSet", "LineQuantitySet",
            "LineHandedOver", "LineRemoved", "PersonalReplaced", "PreferredTimeSet",
        ];
        string[] told =
        [
            "Cancelled", "CarrierChanged", "HandedOver", "HandoverAsked", "HandoverCancelled", "HandoverReverted",
            "HandoverWaited", "LabelFailed",
            "LabelMade", "LabelRequested", "LabelsObsoleted", "LinePicked", "LineReturned", "Modified", "PickJobAborted",
            "PickJobCancelled",
            "PickJobClosed", "PickJobReset", "PickLineDivided", "PickingPaused", "PickingStarted", "Placed", "PlanLowered",
            "PromiseConfirmed", "PromiseExtended", "Released", "ReturnTaskClosed", "ReturnsAsked", "Routed", "RoutingGivenUp", "Undone",
            "Unlocked", "Anonymized", "Deleted",
        ];
        string[] ofNoInterest = ["KeepingSet"];
        Assert.Equal(within.Concat(told).Concat(ofNoInterest).Order(StringComparer.Ordinal),
            typeof(OrderEvent).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal));
    }
}
