using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

/// <summary>No action changes goods that left their facility.</summary>
public sealed class FinishedEntityTests
{
    private static readonly DecisionContext ForceCancelEnabled = TestData.Context with
    {
        Settings = TestData.Context.Settings with { AllowForceCancel = true },
    };

    private static readonly OrderCommand ForceCancel = Fulfill(new FulfillmentAction.ForceCancel(null));

    /// <summary>The shirts are labeled and handed over in Amsterdam; the jeans are not picked yet in Utrecht.</summary>
    private static Order HalfShippedOrder()
    {
        var jeans = TestData.SomeJeans(2);
        var order = TestData.PickedOrder(ParcelStatus.Done);
        var shirtsOnly = order.HandoverJobs[0].Lines.RemoveAll(l => l.Line != TestData.ShirtLine);
        var labeled = order.Shipments[0].Parcels[0] with { Tracking = "TRACK-1" };
        order = order with
        {
            Plans =
            [
                order.Plans[0] with { Lines = order.Plans[0].Lines.RemoveAll(l => l.Line != TestData.ShirtLine) },
                TestData.Plan([jeans]) with { Id = new("plan-2"), Facility = TestData.Utrecht },
            ],
            PickJobs =
            [
                order.PickJobs[0] with { Lines = order.PickJobs[0].Lines.RemoveAll(l => l.Line != TestData.ShirtLine) },
                TestData.Job([jeans]) with { Id = new("job-2"), PlanId = new("plan-2"), Facility = TestData.Utrecht },
            ],
            HandoverJobs = [order.HandoverJobs[0] with { Lines = shirtsOnly }],
            Shipments = [order.Shipments[0] with { Status = ShipmentStatus.Confirmed, Carrier = "bike", Parcels = [labeled] }],
        };
        return order.Accept(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).After;
    }

    [Fact]
    public void A_forced_cancellation_keeps_handed_over_goods_with_their_tracking_number_and_cancels_the_rest()
    {
        var shipped = HalfShippedOrder();

        var accepted = shipped.Accept(ForceCancel, ForceCancelEnabled);

        Assert.True(accepted.After.IsCanceled);
        Assert.Equal(shipped.PickJobs[0], Assert.Single(accepted.After.PickJobs));
        Assert.Equal<HandoverJob>(shipped.HandoverJobs, accepted.After.HandoverJobs);
        Assert.Equal<Shipment>(shipped.Shipments, accepted.After.Shipments);
        Assert.Equal(("TRACK-1", ParcelStatus.Done), (shipped.Shipments[0].Parcels[0].Tracking, shipped.Shipments[0].Parcels[0].Status));
        var ended = accepted.Effects.EndedEntities;
        Assert.Equal(("job-2", PickJobStatus.Canceled), (ended.PickJobs.Single().Id.Value, ended.PickJobs.Single().Status));
        Assert.Equal("plan-2", Assert.Single(ended.Plans).Id.Value);
        Assert.Empty(ended.HandoverJobs);
        Assert.Empty(ended.Shipments);
        Assert.Empty(accepted.After.ReturnTasks);
        var freed = Assert.Single(accepted.Effects.Stock);
        Assert.Equal((TestData.Utrecht, TestData.Units(-2), Quantity.Zero), (freed.Facility, freed.Reserved, freed.OnHand));
    }

    [Fact]
    public void The_preview_of_a_forced_cancellation_tells_what_is_with_the_carrier()
    {
        var shipped = HalfShippedOrder();

        var goods = Assert.Single(Consequences.From(shipped, shipped.Accept(ForceCancel, ForceCancelEnabled)).HandedOver);

        Assert.Equal((TestData.HandoverId, TestData.Amsterdam, "bike"), (goods.HandoverJob, goods.Facility, goods.Carrier));
        Assert.Equal<string>(["TRACK-1"], goods.TrackingNumbers);
        Assert.Equal<LineQuantity>([new LineQuantity(TestData.ShirtLine, TestData.Units(3))], goods.Lines);
    }

    [Fact]
    public void A_forced_cancellation_announces_nothing_of_finished_entities()
    {
        var shipped = HalfShippedOrder();
        var accepted = shipped.Accept(ForceCancel, ForceCancelEnabled);

        var events = IntegrationEventMapper.Map(shipped, accepted.After, accepted.Events);

        Assert.Equal(["plan-2", "job-2"], events.Where(e => e.Entity is not null).Select(e => e.Entity!.Value.Value));
    }

    [Fact]
    public void The_rest_of_a_partly_handed_over_job_is_canceled_and_restocked()
    {
        var partly = TestData.PickedOrder(ParcelStatus.Done).Accept(HandOver((TestData.ShirtLine, 1))).After;

        var accepted = partly.Accept(ForceCancel, ForceCancelEnabled);

        var (job, shipment) = (Assert.Single(accepted.After.HandoverJobs), Assert.Single(accepted.After.Shipments));
        Assert.Equal((HandoverStatus.HandedOver, ShipmentStatus.Completed), (job.Status, shipment.Status));
        Assert.Equal<LineQuantity>([new LineQuantity(TestData.ShirtLine, TestData.Units(1))], job.Lines);
        Assert.Equal(ParcelStatus.Done, Assert.Single(shipment.Parcels).Status);
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Units(2)), (TestData.JeansLine, TestData.Units(2))],
            Assert.Single(accepted.After.ReturnTasks).Lines.Select(l => (l.Line, l.Quantity)));
        Assert.Contains(IntegrationEventMapper.Map(partly, accepted.After, accepted.Events), e => e.Kind == EventKind.HandedOver);
    }

    [Fact]
    public void A_packed_pick_job_stays_closed_when_its_order_is_canceled()
    {
        var packed = TestData.PickedOrder();

        var accepted = packed.Accept(ForceCancel, ForceCancelEnabled);

        Assert.Equal(packed.PickJobs[0], Assert.Single(accepted.Effects.EndedEntities.PickJobs));
        Assert.Equal(HandoverStatus.Canceled, Assert.Single(accepted.Effects.EndedEntities.HandoverJobs).Status);
        Assert.DoesNotContain(
            IntegrationEventMapper.Map(packed, accepted.After, accepted.Events), e => e.Kind == EventKind.PickJobCanceled);
    }

    [Fact]
    public void A_canceled_order_with_handed_over_goods_reports_only_the_cancellation()
    {
        var canceled = HalfShippedOrder().Accept(ForceCancel, ForceCancelEnabled).After;

        var actions = Decider.GetAvailableActions(canceled, ForceCancelEnabled);

        string[] ruleIds = ["CN-2", "CN-3", "CN-4", "EL-4", "RR-2", "RR-3", "CC-3"];
        Assert.Empty(actions.SelectMany(a => a.Violations).Select(v => v.RuleId).Intersect(ruleIds));
        Assert.All(
            actions.Where(a => a.Action is ActionNames.CancelOrder or ActionNames.RerouteOrder or ActionNames.EditLineItems),
            a => Assert.Equal("IN-1", Assert.Single(a.Violations).RuleId));
    }

    [Fact]
    public void A_cancellation_of_an_older_version_still_ends_everything()
    {
        var canceled = HalfShippedOrder().Evolve(new OrderEvent.Canceled(new(true, null)), TestData.Noon);

        Assert.Empty(canceled.PickJobs);
        Assert.Empty(canceled.HandoverJobs);
        Assert.Empty(canceled.Shipments);
    }

    [Fact]
    public void An_address_change_keeps_the_label_of_handed_over_goods()
    {
        var shipped = HalfShippedOrder();
        var context = TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };

        var accepted = shipped.Accept(Modify(SetAddresses(TestData.OtherAddress)), context);

        Assert.Equal<Shipment>(shipped.Shipments, accepted.After.Shipments);
        Assert.DoesNotContain("LabelsObsoleted", accepted.Events.EventNames());
    }

    [Fact]
    public void The_carrier_and_the_label_of_handed_over_goods_cannot_change()
    {
        var partly = TestData.PickedOrder(ParcelStatus.Done).Accept(HandOver((TestData.ShirtLine, 1))).After;
        var context = TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };
        var change = Fulfill(new FulfillmentAction.ChangeCarrier(TestData.ShipmentId, "VAN", null));

        Assert.Equal(["CC-4"], HalfShippedOrder().Decide(change, context).ViolatedRuleIds());
        Assert.Equal(["CC-4"], partly.Decide(change, context).ViolatedRuleIds());
        Assert.Equal(["SL-10"], partly.Decide(UpdateLabel(new LabelAction.Void())).ViolatedRuleIds());
    }

    [Fact]
    public void A_reroute_leaves_closed_pick_jobs_closed()
    {
        var packed = TestData.PickedOrder();
        var context = TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };

        var accepted = packed.Accept(Fulfill(new FulfillmentAction.Reroute()), context);

        Assert.Equal(packed.PickJobs[0], Assert.Single(accepted.Effects.EndedEntities.PickJobs));
    }

    private static OrderCommand.ChangeFulfillment Fulfill(FulfillmentAction action) => new(action, null, UnroutableBehavior.Accept);
}
