using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Diffing;

public sealed class IntegrationEventMapperTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void A_new_order_yields_events_with_its_routing()
    {
        var place = new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 2)));
        var placed = Assert.IsType<Decision.Accepted>(Decider.Decide(null, place, TestData.Context));
        var integrationEvents = IntegrationEventMapper.Map(null, placed.After, placed.Events);
        Assert.Equal([EventKind.OrderCreated, EventKind.PlanRouted, EventKind.PickJobCreated], integrationEvents.Select(h => h.Kind));
        Assert.Equal([null, TestData.Amsterdam, TestData.Amsterdam], integrationEvents.Select(h => h.Facility));
        Assert.All(integrationEvents, h => Assert.Equal(TestData.Shirt, Assert.Single(h.Articles)));
        Assert.All(integrationEvents, h => Assert.Empty(h.Differences));
    }

    [Fact]
    public void A_modification_yields_events_with_the_differences_of_each_entity()
    {
        var accepted = Order.Accept(Shirts(1));
        var integrationEvents = IntegrationEventMapper.Map(Order, accepted.After, accepted.Events);
        Assert.Equal(
            [EventKind.PlanRerouted, EventKind.PickJobRerouted, EventKind.PlanRouted, EventKind.PickJobCreated, EventKind.OrderModified],
            integrationEvents.Select(h => h.Kind));
        Assert.Equal(["/lines/line-shirt/quantity"], integrationEvents[^1].Differences.Select(d => d.Path));
        Assert.Equal(TestData.Shirt, Assert.Single(integrationEvents[^1].Articles));
        Assert.Equal(["/pickJobs/job-1"], integrationEvents[1].Differences.Select(d => d.Path));
        Assert.Equal(OrderDiff.Between(Order, accepted.After).Length, integrationEvents.Sum(h => h.Differences.Length));
    }

    [Fact]
    public void Warehouse_work_yields_events_for_all_its_effects()
    {
        var done = Order.Accept(UpdatePickJob(new PickJobAction.Start())).After.Accept(ReportPicked((TestData.ShirtLine, 3))).After;
        var closed = done.Accept(UpdatePickJob(new PickJobAction.Close()));
        var all = IntegrationEventMapper.Map(done, closed.After, closed.Events);
        Assert.Equal([EventKind.PickingFinished, EventKind.HandoverCreated, EventKind.ShipmentCreated], all.Select(h => h.Kind));
        Assert.All(all, h => Assert.Equal(TestData.Amsterdam, h.Facility));
        Assert.Equal(OrderDiff.Between(done, closed.After).Length, all.Sum(h => h.Differences.Length));
        var integrationEvent = all[0];
        Assert.Equal((EventKind.PickingFinished, TestData.Amsterdam), (integrationEvent.Kind, integrationEvent.Facility));
        Assert.Contains("/plans/plan-1/lines/line-shirt/reserved", integrationEvent.Differences.Select(d => d.Path));
    }

    [Fact]
    public void An_obsolete_label_yields_events_of_its_parcel_and_shipment_after_all_others()
    {
        var parcel = new Parcel(new("parcel-1"), 1, ParcelStatus.Done, TestData.Noon) { Tracking = "T-1" };
        var shipped = Order with
        {
            Shipments = [new(new("shipment-1"), 1, ShipmentStatus.Confirmed, [parcel]) { Facility = TestData.Amsterdam }],
        };
        OrderEvent[] events = [new OrderEvent.LabelsObsoleted([parcel.Id]), new OrderEvent.Modified()];
        var after = events.Aggregate(shipped, (order, orderEvent) => order.Evolve(orderEvent, TestData.Noon));

        var all = IntegrationEventMapper.Map(shipped, after, events);

        Assert.Equal(
            [
                (EventKind.LabelsObsolete, null), (EventKind.OrderModified, null),
                (EventKind.LabelObsolete, "parcel-1"), (EventKind.ShipmentUpdated, "shipment-1"),
            ],
            all.Select(h => (h.Kind, h.Entity?.Value)));
        Assert.All(all[2..], h => Assert.Equal(TestData.Amsterdam, h.Facility));
        Assert.Equal(OrderDiff.Between(shipped, after).Length, all.Sum(h => h.Differences.Length));
    }

    [Theory]
    [InlineData(false, false, EventKind.OrderCanceled)]
    [InlineData(true, false, EventKind.OrderForceCanceled)]
    [InlineData(true, true, EventKind.OrderExpired)]
    public void A_cancellation_yields_an_event_of_its_kind(bool forced, bool expired, EventKind expected)
    {
        var canceled = new OrderEvent.Canceled(new(forced, null) { Expired = expired }) { KeepsHandedOver = true };
        var all = IntegrationEventMapper.Map(Order, Order.Evolve(canceled, TestData.Noon), [canceled]);
        Assert.Equal(expected, all[0].Kind);
        Assert.Equal(
            [(EventKind.PlanCanceled, "plan-1"), (EventKind.PickJobCanceled, "job-1")], all[1..].Select(h => (h.Kind, h.Entity?.Value)));
        Assert.All(all[1..], h => Assert.Equal(TestData.Amsterdam, h.Facility));
        Assert.All(all[1..], h => Assert.Equal([TestData.Jeans, TestData.Shirt], h.Articles.OrderBy(a => a.Value, StringComparer.Ordinal)));
    }

    [Fact]
    public void Events_name_the_articles_of_removed_lines()
    {
        var accepted = Order.Accept(Shirts(0));
        var all = IntegrationEventMapper.Map(Order, accepted.After, accepted.Events);
        Assert.Equal([TestData.Jeans, TestData.Shirt], all[0].Articles.OrderBy(a => a.Value, StringComparer.Ordinal));
        Assert.Equal((EventKind.PlanRouted, TestData.Amsterdam), (all[2].Kind, all[2].Facility));
        Assert.Equal(TestData.Jeans, Assert.Single(all[2].Articles));
        Assert.Equal((EventKind.OrderModified, TestData.Shirt), (all[^1].Kind, Assert.Single(all[^1].Articles)));
    }

    [Fact]
    public void Return_tasks_yield_events_with_their_facility_and_articles()
    {
        var task = new ReturnTask
        {
            Id = new("task-1"),
            Status = ReturnTaskStatus.Open,
            Facility = TestData.Utrecht,
            PickJobId = new("job-9"),
            Lines = [new(TestData.ShirtLine, TestData.Shirt, TestData.Units(2), default, true)],
            CreatedAt = TestData.Noon,
            ModifiedAt = TestData.Noon,
        };
        OrderEvent.ReturnTasksCreated created = new([task]);
        var open = Order.Evolve(created, TestData.Noon);
        OrderEvent.ReturnTaskClosed closed = new(task.Id);
        var opened = Assert.Single(IntegrationEventMapper.Map(Order, open, [created]));
        var ended = Assert.Single(IntegrationEventMapper.Map(open, open.Evolve(closed, TestData.Noon), [closed]));
        Assert.Equal((EventKind.ReturnTaskCreated, EventKind.ReturnTaskClosed), (opened.Kind, ended.Kind));
        Assert.All([opened, ended], h => Assert.Equal(TestData.Utrecht, h.Facility));
        Assert.All([opened, ended], h => Assert.Equal(TestData.Shirt, Assert.Single(h.Articles)));
    }

    [Fact]
    public void An_undo_yields_a_modification_event_and_an_undo_event()
    {
        var changed = Order.Accept(SetEmail("b@example.org")).After;
        var undone = changed.Accept(new OrderCommand.Undo(new(2, Order, changed), null, UnroutableBehavior.Accept));
        Assert.Equal(
            [EventKind.OrderModified, EventKind.ModificationUndone], IntegrationEventMapper.Map(changed, undone.After, undone.Events)
                .Select(h => h.Kind));
    }

    [Fact]
    public void Every_domain_event_yields_or_accompanies_an_integration_event()
    {
        string[] within =
        [
            "AttributesChanged", "ConsumerChanged", "DeliveryChanged", "FacilitiesExcluded", "LineAdded",
                "LineArticleChanged", "LineAttributesChanged", "LineQuantityChanged",
            "LineHandedOver", "LineRemoved", "MissingUnitsCanceled", "PersonalDataReplaced", "PreferredTimeChanged",
        ];
        string[] expected =
        [
            "Canceled", "CarrierChanged", "FulfillmentAmended",
            "HandoverJobCompleted", "HandoverJobCreated", "HandoverJobCanceled", "HandoverReverted",
            "HandoverInputRequested", "LabelFailed",
            "LabelCreated", "LabelRequested", "LabelsObsoleted", "LinePicked", "LineRestocked", "Modified", "PickJobAborted",
            "PickJobCanceled",
            "PickJobClosed", "PickJobReset", "PickLinePartsChanged", "PickingPaused", "PickingStarted", "Placed", "RoutingPlanReduced",
            "PromiseConfirmed", "PromiseExtended", "Released", "ReservationsRemoved", "ReturnTaskClosed",
                "ReturnRevoked", "ReturnTasksCreated", "Routed", "RoutingAbandoned", "ModificationUndone",
            "Unlocked", "Anonymized", "Deleted", "ParcelSplit", "ParcelTracked", "TargetTimeSet",
        ];
        string[] ofNoInterest = ["RetentionDatesSet"];
        Assert.Equal(within.Concat(expected).Concat(ofNoInterest).Order(StringComparer.Ordinal),
            typeof(OrderEvent).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal));
    }
}
