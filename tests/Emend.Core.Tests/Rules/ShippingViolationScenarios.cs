using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>Part of <see cref="RuleViolationScenarios"/> for handover, labels, carriers and reservations.</summary>
internal static class ShippingViolationScenarios
{
    private static readonly Order Packed = TestData.PickedOrder();
    private static readonly Order Canceled = Packed with { IsCanceled = true };
    private static readonly DecisionContext OtherFacility =
        TestData.Context with { Actor = TestData.Admin with { Facilities = [TestData.Utrecht] } };

    public static Dictionary<string, RuleViolationScenario> ByRuleId => new()
    {
        ["HJ-1"] = new(Packed, UpdateHandoverJob(new HandoverJobAction.HandOverAll()), WithoutPermissions(Permissions.HandoverjobWrite)),
        ["HJ-2"] = new(Packed, UpdateHandoverJob(new HandoverJobAction.HandOverAll()), OtherFacility),
        ["HJ-3"] = new(Canceled, UpdateHandoverJob(new HandoverJobAction.HandOverAll()), TestData.Context),
        ["HJ-4"] = new(
            Packed, new OrderCommand.UpdateHandoverJob(new("superseded"), new HandoverJobAction.HandOverAll(), null), TestData.Context),
        ["HJ-5"] = new(With(HandoverStatus.Obsolete), UpdateHandoverJob(new HandoverJobAction.HandOverAll()), TestData.Context),
        ["HJ-6"] = new(Packed, HandOver((new("of another job"), 1)), TestData.Context),
        ["HJ-7"] = new(Packed, HandOver((TestData.ShirtLine, 4)), TestData.Context),
        ["HJ-8"] = new(Packed, HandOver((TestData.ShirtLine, 0.5m)), TestData.Context),
        ["HJ-9"] = new(
            TestData.PickedOrder(ParcelStatus.Obsolete), UpdateHandoverJob(new HandoverJobAction.HandOverAll()), TestData.Context),
        ["HJ-10"] = new(With(HandoverStatus.HandedOver), UpdateHandoverJob(new HandoverJobAction.Wait()), TestData.Context),
        ["HJ-11"] = new(
            Packed.Accept(HandOver((TestData.ShirtLine, 1))).After, UpdateHandoverJob(new HandoverJobAction.Revert()), TestData.Context),
        ["HJ-12"] = new(With(HandoverStatus.HandedOver),
            UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects)), TestData.Context),
        ["SL-1"] = new(Packed, UpdateLabel(), WithoutPermissions(Permissions.ParcelWrite)),
        ["SL-2"] = new(Packed, UpdateLabel(), OtherFacility),
        ["SL-3"] = new(Canceled, UpdateLabel(), TestData.Context),
        ["SL-4"] = new(
            Packed, new OrderCommand.UpdateLabel(new("of another order"), new LabelAction.Request(null), null), TestData.Context),
        ["SL-5"] = new(TestData.PickedOrder(ParcelStatus.Done), UpdateLabel(new LabelAction.Request("VAN")), TestData.Context),
        ["SL-6"] = new(HandedOver, UpdateLabel(), TestData.Context),
        ["SL-7"] = new(Packed with { PersonalData = PersonalData.Erased }, UpdateLabel(), TestData.Context),
        ["SL-8"] = new(Packed, UpdateLabel(new LabelAction.Request("ELK")), TestData.Context),
        ["SL-9"] = new(
            TestData.PickedOrder(ParcelStatus.Processing), UpdateLabel(new LabelAction.Created(TestData.Noon, "T1")), TestData.Context),
        ["SL-10"] = new(Packed, UpdateLabel(new LabelAction.Void()), TestData.Context),
        ["SL-11"] = new(Packed with { AnonymizedAt = TestData.Noon }, Track(), TestData.Context),
        ["SL-12"] = new(TestData.PickedOrder(ParcelStatus.Processing), Track(), TestData.Context),
        ["SL-13"] = new(Packed.Accept(Track(TrackingStatus.Delivered)).After, Track(), TestData.Context),
        ["SL-14"] = new(
            Packed,
            UpdateLabel(new LabelAction.Track([Report(TrackingStatus.PickedUp), Report(TrackingStatus.Delivered)])),
            TestData.Context),
        ["SL-15"] = new(TestData.PickedOrder(ParcelStatus.Done), SplitParcel((TestData.ShirtLine, 1)), TestData.Context),
        ["SL-16"] = new(Packed, SplitParcel((TestData.ShirtLine, 4)), TestData.Context),
        ["SL-17"] = new(Packed, SplitParcel((TestData.ShirtLine, 0.5m)), TestData.Context),
        ["SL-18"] = new(Packed, SplitParcel((TestData.ShirtLine, 3), (TestData.JeansLine, 2)), TestData.Context),
        ["SL-19"] = new(
            Packed with { Shipments = [Packed.Shipments[0] with { Parcels = [.. Enumerable.Repeat(Packed.Shipments[0].Parcels[0], 50)] }] },
            SplitParcel((TestData.ShirtLine, 1)),
            TestData.Context),
        ["CC-1"] = Change("VAN", Packed, WithoutPermissions(Permissions.ShipmentWrite)),
        ["CC-2"] = Change("VAN", Packed with { Delivery = TestData.CollectOrder().Delivery }),
        ["CC-3"] = Change("VAN", With(HandoverStatus.WaitingForInput)),
        ["CC-6"] = Change("VAN", Packed, OtherFacility),
        ["CC-4"] = Change("VAN", Packed with { Shipments = [] }),
        ["CC-5"] = Change("ELK", Packed),
        ["TT-1"] = SetTargetTime(Packed, WithoutPermissions(Permissions.ShipmentWrite)),
        ["TT-2"] = SetTargetTime(Packed, OtherFacility),
        ["TT-3"] = SetTargetTime(HandedOver),
        ["TT-4"] = SetTargetTime(Packed with { Shipments = [Packed.Shipments[0] with { TargetTime = TestData.Placed }] }),
        ["HC-1"] = new(Refused, Create, WithoutPermissions(Permissions.HandoverjobWrite)),
        ["HC-2"] = new(Refused, Create, OtherFacility),
        ["HC-3"] = new(Refused with { IsCanceled = true }, Create, TestData.Context),
        ["HC-4"] = new(Packed, Create, TestData.Context),
        ["HC-5"] = new(Refused, new OrderCommand.CreateHandoverJob(new("of another order")), TestData.Context),
        ["HC-6"] = new(Refused, Create with { Facility = TestData.Utrecht }, TestData.Context),
        ["HC-7"] = new(Refused, Create with { DeliveryKind = DeliveryKind.Collect }, TestData.Context),
        ["RV-1"] = new(Open, RemoveReservations(false), WithoutPermissions(Permissions.ReservationWrite)),
        ["RV-2"] = new(Open, RemoveReservations(false), OtherFacility),
        ["RV-3"] = new(Open, RemoveReservations(false, new ReservationKey(new("of another order"), TestData.Amsterdam)), TestData.Context),
        ["RV-4"] = new(Open.Accept(ReportPicked((TestData.ShirtLine, 1))).After, RemoveReservations(false), TestData.Context),
    };

    private static Order Open => TestData.Order();

    private static Order Refused =>
        Packed.Accept(UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow))).After;

    private static OrderCommand.CreateHandoverJob Create => new(TestData.JobId);

    private static Order HandedOver => Packed with { Shipments = [Packed.Shipments[0] with { Status = ShipmentStatus.Completed }] };

    private static Order With(HandoverStatus status) =>
        Packed with { HandoverJobs = [Packed.HandoverJobs[0] with { Status = status }] };

    private static DecisionContext WithoutPermissions(string permission) =>
        TestData.Context with { Actor = TestData.ActorWithout(permission) };

    private static RuleViolationScenario SetTargetTime(Order order, DecisionContext? context = null) => new(
        order,
        new OrderCommand.ChangeFulfillment(
            new FulfillmentAction.SetTargetTime(TestData.ShipmentId, TestData.Noon), null, UnroutableBehavior.Accept),
        context ?? TestData.Context);

    private static RuleViolationScenario Change(string carrier, Order order, DecisionContext? context = null) => new(
        order,
        new OrderCommand.ChangeFulfillment(
            new FulfillmentAction.ChangeCarrier(TestData.ShipmentId, carrier, null), null, UnroutableBehavior.Accept),
        context ?? TestData.Context);
}
