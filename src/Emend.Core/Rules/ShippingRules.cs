using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Orders.HandoverStatus;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// What happens to what was picked, row for row: handover-job.md, shipping-label.md and carrier-change.md.
/// </summary>
internal static class ShippingRules
{
    public static readonly ImmutableArray<RuleSet> Tables =
    [
        new(ActionNames.HandoverJob,
        [
            Rule.RequiresPermission("HJ-1", Permissions.HandoverjobWrite),
            new("HJ-2", Permission, OnOrder, "the caller works at the facility of the handover job", c => c.HandoverJob is not { } j || c.Facts.Actor.CanAccessFacility(j.Facility), "Have somebody of that facility do it."),
            new("HJ-3", Invariant, OnOrder, "the order is not cancelled", c => c.Order.Status is not (OrderStatus.Canceled or OrderStatus.Obsolete), "Put the goods back."),
            new("HJ-4", State, OnOrder, "the handover job was not superseded", c => c.HandoverJobAction is null ? !c.Order.HandoverJobs.IsEmpty : c.HandoverJob is not null, "Work on a handover job the order has now."),
            new("HJ-5", State, OnOrder, "to hand over, the handover job is open or waits for input", c => !Gives(c) || c.HandoverJob is not { Status: not (Open or WaitingForInput) }, "It is done; revert it first, if the goods are here."),
            new("HJ-6", Request, OnOrder, "the lines handed over belong to the handover job", c => Given(c).All(g => Wanted(c, g) is not null), "Name lines of this handover job.", "lines"),
            new("HJ-7", Request, OnOrder, "no more is handed over of a line than was picked, and no less than before", c => Given(c).All(g => Wanted(c, g) is not { } w || (g.Quantity <= w.Quantity && g.Quantity >= c.HandoverJob!.Gone(g.Line))), "Report how much was handed over in all.", "lines"),
            new("HJ-8", Request, OnOrder, "what is handed over suits the article: whole, unless it is sold by measure", c => Given(c).All(g => g.Quantity.IsWhole || c.Order.Article(g.Line) is not { } a || c.IsSoldByMeasure(a)), "Report a whole number.", "lines"),
            new("HJ-9", State, OnOrder, "to hand over, no parcel of it waits for a label or has an obsolete one", c => !Gives(c) || !ParcelsOf(c).Any(p => p.Status is ParcelStatus.Processing or ParcelStatus.Obsolete), "Request a label anew, and wait for it."),
            new("HJ-10", State, OnOrder, "to wait for input, the handover job is open", c => c.HandoverJobAction is not HandoverJobAction.Wait || c.HandoverJob is not { Status: not Open }, "Revert it first, if the goods are here."),
            new("HJ-11", State, OnOrder, "to revert, nothing of it went with a carrier", c => c.HandoverJobAction is not HandoverJobAction.Revert || !ShipFromStore(c.Order) || c.HandoverJob is not { HasHandedOver: true }, "Have the carrier bring it back, as a return."),
            new("HJ-12", State, OnOrder, "to cancel, the handover job is open or waits for input, and nothing of it was handed over", c => c.HandoverJobAction is not HandoverJobAction.Cancel || c.HandoverJob is null or { Status: Open or WaitingForInput, HasHandedOver: false }, "Revert it first, if the goods are here; what is gone comes back as a return."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("handover-job", "the handover job moves on; the version of the order stays"),
                new("shipped", "what is handed over counts as shipped; a shipment of which all is handed over is completed"),
                new("refused", "cancelling ends its shipment and its label as well; what was picked is to be put back, and is not routed again"),
            ],
        },
        new(ActionNames.ShippingLabel,
        [
            Rule.RequiresPermission("SL-1", Permissions.ParcelWrite),
            new("SL-2", Permission, OnOrder, "the caller works at the facility of the shipment", c => c.Shipment is not { } s || c.Facts.Actor.CanAccessFacility(s.Facility), "Have somebody of that facility do it."),
            new("SL-3", Invariant, OnOrder, "the order is not cancelled", c => c.Order.Status is not (OrderStatus.Canceled or OrderStatus.Obsolete), "Put the goods back."),
            new("SL-4", State, OnOrder, "the parcel is of a shipment that was not superseded", c => c.LabelAction is null ? !c.Order.Shipments.IsEmpty : c.Parcel is not null, "Name a parcel the order has now."),
            new("SL-5", State, OnOrder, "to request a label, the parcel has none that is valid or asked for", c => !Requests(c) || c.Parcel is not { Status: not (ParcelStatus.Open or ParcelStatus.Failed or ParcelStatus.Obsolete) }, "Take the label it has, or wait for it."),
            new("SL-6", State, OnOrder, "to request a label, the shipment is not on its way", c => !Requests(c) || c.Shipment is not { Status: ShipmentStatus.Completed }, "It was handed over."),
            new("SL-7", State, OnOrder, "to request a label, there is an address to deliver to", c => !Requests(c) || c.Order.PersonalData.Consumer.DeliveryAddress is not null, "Give the order a delivery address."),
            new("SL-8", Request, OnOrder, "to request a label, a carrier comes to the facility and delivers to the country", c => !Requests(c) || c.Shipment is null || CarrierSelector.Of(c) is not null, "Name a carrier that is connected to the facility, or connect one.", "carrierRef"),
            new("SL-9", State, OnOrder, "an answer is to the request that the parcel waits for", IsAwaited, "Drop the label: another one was asked for, or none is wanted."),
            new("SL-10", State, OnOrder, "to cancel a label, the parcel has asked for one, and was not handed over", c => c.LabelAction is not LabelAction.Void || c.Parcel is null || (LabelRequested(c.Parcel) && c.Shipment is not { Status: ShipmentStatus.Completed }), "There is none to cancel; once it is gone the carrier is to be told."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("carrier", "the carrier is asked for the label once that is written, again and again until it answers; its answer comes back by itself"),
                new("label", "of the labels of a parcel the last one that was asked for counts, and no other is handed out"),
            ],
        },
        new(ActionNames.CarrierChange,
        [
            Rule.RequiresPermission("CC-1", Permissions.ShipmentWrite),
            new("CC-2", State, OnOrder, "the order is shipped from a store or warehouse", c => ShipFromStore(c.Order), "An order to be collected needs no carrier."),
            new("CC-3", State, OnOrder, "the handover jobs of the order are open", c => AllHandoverJobsOpen(c.Before), "Handing over has begun; have the carrier redirect it."),
            new("CC-4", State, OnOrder, "the shipment is one the order has now", c => c.FulfillmentAction is FulfillmentAction.ChangeCarrier change ? c.Before.FindShipment(change.Shipment) is not null : !c.Before.Shipments.IsEmpty, "Name a shipment the order has now.") { IsMandatory = true },
            new("CC-5", Request, OnOrder, "the carrier comes to the facility and delivers to the country", IsServed, "Name a carrier that is connected to the facility, or connect one.", "carrierRef") { IsMandatory = true },
        ])
        {
            Effects =
            [
                new("carrier", "the carrier named takes the shipment"),
                new("labels-obsolete", "labels that were asked for become obsolete and must be made again"),
            ],
        },
    ];

    private static bool Gives(RuleContext c) => c.HandoverJobAction is HandoverJobAction.HandOverAll or HandoverJobAction.HandOver or HandoverJobAction.HandOverLine;

    private static bool Requests(RuleContext c) => c.LabelAction is LabelAction.Request;

    private static ImmutableArray<LineQuantity> Given(RuleContext c) =>
        (c.HandoverJob, c.HandoverJobAction) switch
        {
            ({ }, HandoverJobAction.HandOver some) => some.Lines,
            ({ } job, HandoverJobAction.HandOverLine close) => [job.Lines.FirstOrDefault(l => l.Line == close.Line, new(close.Line, default))],
            _ => [],
        };

    private static LineQuantity? Wanted(RuleContext c, LineQuantity given) =>
        c.HandoverJob!.Lines.Where(l => l.Line == given.Line).Select(l => (LineQuantity?)l).FirstOrDefault();

    private static IEnumerable<Parcel> ParcelsOf(RuleContext c) =>
        c.Order.Shipments.Where(s => s.PickJobId is { } job && job == c.HandoverJob?.PickJobId).SelectMany(s => s.Parcels);

    private static bool IsAwaited(RuleContext c) => c.LabelAction switch
    {
        LabelAction.Created made => IsAwaited(c.Parcel, made.RequestedAt),
        LabelAction.Failed failed => IsAwaited(c.Parcel, failed.Asked),
        _ => true,
    };

    private static bool IsAwaited(Parcel? parcel, DateTimeOffset asked) =>
        parcel is null || (parcel.Status is ParcelStatus.Processing && parcel.LabelRequested == asked);

    private static bool IsServed(RuleContext c) =>
        c.FulfillmentAction is not FulfillmentAction.ChangeCarrier change
        || c.Before.FindShipment(change.Shipment) is not { } shipment
        || CarrierSelector.Serving(c.Before, shipment.Facility, change.Carrier, c.Facts) is not null;
}
