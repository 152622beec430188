using Emend.Core.Commands;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

// Remedies of handover jobs, parcels and shipments.
internal static partial class RemedyScenarios
{
    private static Dictionary<string, RemedyScenario> Handovers => new()
    {
        ["HJ-3 restock"] = new(Canceled, UpdateHandoverJob(new HandoverJobAction.HandOverAll())) { Then = Restock },
        ["HJ-4 current job"] = new(
            Packed, new OrderCommand.UpdateHandoverJob(new("superseded"), new HandoverJobAction.HandOverAll(), null))
            { Then = _ => UpdateHandoverJob(new HandoverJobAction.HandOverAll()) },
        ["HJ-5 revert"] = new(Collected, HandOver((TestData.ShirtLine, 2)), _ => UpdateHandoverJob(new HandoverJobAction.Revert())),
        ["HJ-9 new label"] = new(
            TestData.PickedOrder(ParcelStatus.Obsolete),
            UpdateHandoverJob(new HandoverJobAction.HandOverAll()), _ => UpdateLabel(), Created),
        ["HJ-10 revert"] = new(Collected, Wait, _ => UpdateHandoverJob(new HandoverJobAction.Revert())),
        ["HJ-12 revert"] = new(Collected, CancelJob, _ => UpdateHandoverJob(new HandoverJobAction.Revert())),
        ["HJ-12 force"] = new(Shipped, CancelJob) { Then = _ => ForceCancel },
        ["HC-3 restock"] = new(
            Refused.Accept(ForceCancel, Context).After, new OrderCommand.CreateHandoverJob(TestData.JobId)) { Then = Restock },
        ["HC-4 existing job"] = new(Packed, new OrderCommand.CreateHandoverJob(TestData.JobId))
            { Then = _ => UpdateHandoverJob(new HandoverJobAction.HandOverAll()) },
        ["HC-5 canceled handover"] = new(Refused, new OrderCommand.CreateHandoverJob(new("of another order")))
            { Then = _ => new OrderCommand.CreateHandoverJob(TestData.JobId) },
        ["HC-5 increase"] = new(Withdrawn, new OrderCommand.CreateHandoverJob(TestData.JobId)) { Then = _ => Modify(Shirts(6)) },
        ["SL-3 restock"] = new(Canceled, UpdateLabel()) { Then = Restock },
        ["SL-4 current parcel"] = new(
            Packed, new OrderCommand.UpdateLabel(new("of another order"), new LabelAction.Request(null), null))
            { Then = _ => UpdateLabel() },
        ["SL-7 address"] = new(
            Packed with { PersonalData = PersonalData.None }, UpdateLabel(), _ => Modify(SetAddresses(TestData.Home))),
        ["SL-12 wait"] = new(Packed.Accept(UpdateLabel()).After, Track(), Created),
        ["SL-12 cancel label"] = new(Packed.Accept(UpdateLabel()).After, Track(), VoidLabel),
        ["SL-15 cancel label"] = new(Labeled, SplitParcel((TestData.ShirtLine, 1)), VoidLabel),
        ["TT-3 current shipment"] = new(Packed, SetTargetTime("superseded")) { Then = _ => SetTargetTime(TestData.ShipmentId.Value) },
        ["CC-4 current shipment"] = new(Packed, ChangeCarrier("superseded")) { Then = _ => ChangeCarrier(TestData.ShipmentId.Value) },
    };

    private static OrderCommand.ChangeFulfillment ChangeCarrier(string shipment) =>
        Fulfill(new FulfillmentAction.ChangeCarrier(new(shipment), "VAN", null));

    private static OrderCommand.ChangeFulfillment SetTargetTime(string shipment) =>
        Fulfill(new FulfillmentAction.SetTargetTime(new(shipment), TestData.Noon));

    private static OrderCommand.UpdateLabel Created(Order order) =>
        UpdateLabel(new LabelAction.Created(order.Shipments[0].Parcels[0].LabelRequested!.Value, "TRACK-1"));
}
