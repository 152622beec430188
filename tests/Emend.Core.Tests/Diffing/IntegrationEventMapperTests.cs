using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Diffing;

public sealed class IntegrationEventMapperTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void A_new_order_is_told_with_where_its_units_come_from()
    {
        var place = new OrderCommand.Place(TestData.Draft((TestData.Shirt, 2)));
        var placed = Assert.IsType<Decision.Accepted>(Decider.Decide(null, place, TestData.Context));
        var integrationEvents = IntegrationEventMapper.Of(null, placed.After, placed.Events);
        Assert.Equal(["ORDER_CREATED", "ROUTING_PLAN_ROUTED", "PICK_JOB_CREATED"], integrationEvents.Select(h => h.Kind));
        Assert.Equal([null, TestData.Amsterdam, TestData.Amsterdam], integrationEvents.Select(h => h.Facility));
        Assert.All(integrationEvents, h => Assert.Equal(TestData.Shirt, Assert.Single(h.Articles)));
        Assert.All(integrationEvents, h => Assert.Empty(h.Differences));
    }

    [Fact]
    public void A_modification_is_told_with_what_it_changed_and_every_entity_with_its_own()
    {
        var accepted = Order.Does(Shirts(1));
        var integrationEvents = IntegrationEventMapper.Of(Order, accepted.After, accepted.Events);
        Assert.Equal(
            ["ROUTING_PLAN_REROUTED", "PICK_JOB_REROUTED", "ROUTING_PLAN_ROUTED", "PICK_JOB_CREATED", "ORDER_MODIFIED"],
            integrationEvents.Select(h => h.Kind));
        Assert.Equal(["/lines/line-shirt/quantity"], integrationEvents[^1].Differences.Select(d => d.Path));
        Assert.Equal(TestData.Shirt, Assert.Single(integrationEvents[^1].Articles));
        Assert.Equal(["/pickJobs/job-1"], integrationEvents[1].Differences.Select(d => d.Path));
        Assert.Equal(OrderDiff.Between(Order, accepted.After).Length, integrationEvents.Sum(h => h.Differences.Length));
    }

    [Fact]
    public void Work_is_told_with_all_that_follows_from_it()
    {
        var done = Order.Does(Pick(new PickJobAction.Start())).After.Does(Picked((TestData.ShirtLine, 3))).After;
        var closed = done.Does(Pick(new PickJobAction.Close()));
        var all = IntegrationEventMapper.Of(done, closed.After, closed.Events);
        Assert.Equal(["PICK_JOB_PICKING_FINISHED", "HANDOVERJOB_CREATED", "SHIPMENT_CREATED"], all.Select(h => h.Kind));
        Assert.All(all, h => Assert.Equal(TestData.Amsterdam, h.Facility));
        Assert.Equal(OrderDiff.Between(done, closed.After).Length, all.Sum(h => h.Differences.Length));
        var integrationEvent = all[0];
        Assert.Equal(("PICK_JOB_PICKING_FINISHED", TestData.Amsterdam), (integrationEvent.Kind, integrationEvent.Facility));
        Assert.Contains("/plans/plan-1/lines/line-shirt/reserved", integrationEvent.Differences.Select(d => d.Path));
    }

    [Fact]
    public void An_undo_is_a_modification_and_says_that_it_is_one()
    {
        var changed = Order.Does(Mail("b@example.org")).After;
        var undone = changed.Does(new OrderCommand.Undo(new(2, Order, changed), null, UnroutableBehavior.Accept));
        Assert.Equal(
            ["ORDER_MODIFIED", "ORDER_MODIFICATION_UNDONE"], IntegrationEventMapper.Of(changed, undone.After, undone.Events).Select(h => h.Kind));
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
