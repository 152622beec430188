using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Orders.HandoverStatus;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// Rules of handover, labels, carriers and target times. Source: handover-job.md, carrier-change.md and target-time.md in
/// docs/rules/fulfillmenttools.
/// </summary>
internal static class ShippingRules
{
    public static readonly ImmutableArray<RuleSet> RuleSets =
    [
        new(ActionNames.HandoverJob,
        [
            Rule.RequiresPermission("HJ-1", Permissions.HandoverjobWrite),
            new(
                "HJ-2",
                Permission,
                OnOrder,
                "the caller has access to the facility of the handover job",
                c => GetHandoverJob(c) is not { } j || c.Context.Actor.CanAccessFacility(j.Facility),
                "Ask a user of that facility to do it."),
            new(
                "HJ-3",
                Invariant,
                OnOrder,
                "the order is not canceled",
                c => c.Order.IsActive,
                "The order is canceled. Restock the goods that are still at the facility."),
            new(
                "HJ-4",
                State,
                OnOrder,
                "the handover job is not superseded",
                c => GetHandoverAction(c) is null ? !c.Order.HandoverJobs.IsEmpty : GetHandoverJob(c) is not null,
                "Use a current handover job of the order."),
            new(
                "HJ-5",
                State,
                OnOrder,
                "goods can be handed over only while the handover job is open or waits for input",
                c => !IsHandover(c) || GetHandoverJob(c) is not { Status: not (Open or WaitingForInput) },
                "The handover is complete. If the goods are still at the facility, revert it first."),
            new(
                "HJ-6",
                Request,
                OnOrder,
                "the handed-over lines belong to the handover job",
                c => GetHandedOverLines(c).All(g => FindHandoverLine(c, g) is not null),
                "Specify lines of this handover job.",
                RequestField.ReportedLines),
            new(
                "HJ-7",
                Request,
                OnOrder,
                "the handed-over quantity of a line is at most the picked quantity and at least the quantity reported before",
                c =>
                    GetHandedOverLines(c).All(
                        g => FindHandoverLine(c, g) is not { } w || (g.Quantity <= w.Quantity && g.Quantity >= GetHandoverJob(c)!.GetHandedOver(g.Line))),
                "Report the total handed-over quantity.",
                RequestField.ReportedLines),
            new(
                "HJ-8",
                Request,
                OnOrder,
                "the handed-over quantity is a whole number, unless the article is sold by measure",
                c => GetHandedOverLines(c).All(g => g.Quantity.IsWhole || c.Order.FindArticle(g.Line) is not { } a || c.IsSoldByMeasure(a)),
                "Report a whole number.",
                RequestField.ReportedLines),
            new(
                "HJ-9",
                State,
                OnOrder,
                "goods can be handed over only if no parcel at the facility waits for a label or has an obsolete label",
                c => !IsHandover(c) || !GetParcels(c).Any(p => p is { IsTracked: false, Status: ParcelStatus.Processing or ParcelStatus.Obsolete }),
                "Request a new label and wait for it."),
            new(
                "HJ-10",
                State,
                OnOrder,
                "only an open handover job can wait for input",
                c => GetHandoverAction(c) is not HandoverJobAction.Wait || GetHandoverJob(c) is not { Status: not Open },
                "If the goods are still at the facility, revert the handover job first."),
            new(
                "HJ-11",
                State,
                OnOrder,
                "only a handover without goods handed to a carrier can be reverted",
                c =>
                    GetHandoverAction(c) is not HandoverJobAction.Revert || !IsShipFromStore(c.Order)
                        || GetHandoverJob(c) is not { HasHandedOver: true },
                "Ask the carrier to bring the goods back as a return."),
            new(
                "HJ-12",
                State,
                OnOrder,
                "only a handover job that is open or waits for input, with no goods handed over, can be canceled",
                c =>
                    GetHandoverAction(c) is not HandoverJobAction.Cancel
                        || GetHandoverJob(c) is null or { Status: Open or WaitingForInput, HasHandedOver: false },
                "If the goods are still at the facility, revert the handover job first. Otherwise force the cancellation of the rest of the order."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("handover-job", "the handover job changes; the order version does not change"),
                new("shipped", "handed-over units count as shipped; a shipment is completed when all its goods are handed over"),
                new(
                    "refused",
                    "canceling also ends the shipment and its label; a return task is created for the picked goods, and the units are not routed again"),
            ],
        },
        LabelRules.RuleSet,
        new(ActionNames.CarrierChange,
        [
            Rule.RequiresPermission("CC-1", Permissions.ShipmentWrite),
            new(
                "CC-6",
                Permission,
                OnOrder,
                "the caller has access to the facility of the shipment",
                c => FindShipment(c) is not { } s || c.Context.Actor.CanAccessFacility(s.Facility),
                "Ask a user of that facility to do it."),
            new(
                "CC-2",
                State,
                OnOrder,
                "the order is shipped from a store or warehouse",
                c => IsShipFromStore(c.Order),
                "A click-and-collect order needs no carrier."),
            new(
                "CC-3",
                State,
                OnOrder,
                "the handover jobs of the order are open",
                c => AllHandoverJobsOpen(c.Before),
                "Handover has started. Ask the carrier to redirect the shipment."),
            new(
                "CC-4",
                State,
                OnOrder,
                "the shipment is a current shipment of the order, and its goods are not handed over",
                c =>
                    GetAction(c) is FulfillmentAction.ChangeCarrier
                        ? FindShipment(c) is { } shipment && !c.Before.IsHandedOver(shipment)
                        : c.Before.IsCanceled || !c.Before.Shipments.IsEmpty,
                "Specify a current shipment of the order. Handed-over goods stay with their carrier.") { IsMandatory = true },
            new(
                "CC-5",
                Request,
                OnOrder,
                "the carrier serves the facility and delivers to the country",
                IsServedByCarrier,
                "Specify a carrier that is connected to the facility, or connect one.",
                RequestField.Carrier) { IsMandatory = true },
        ])
        {
            Effects =
            [
                new("carrier", "the specified carrier takes the shipment"),
                new("labels-obsolete", "requested labels become obsolete and must be requested again"),
            ],
        },
        new(ActionNames.TargetTime,
        [
            Rule.RequiresPermission("TT-1", Permissions.ShipmentWrite),
            new(
                "TT-2",
                Permission,
                OnOrder,
                "the caller has access to the facility of the shipment",
                c => FindShipment(c) is not { } s || c.Context.Actor.CanAccessFacility(s.Facility),
                "Ask a user of that facility to do it."),
            new(
                "TT-3",
                State,
                OnOrder,
                "the shipment is a current shipment of the order, and its goods are not handed over",
                c =>
                    GetAction(c) is null
                        ? c.Before.IsCanceled || c.Before.Shipments.Any(s => !c.Before.IsHandedOver(s))
                        : FindShipment(c) is { } shipment && !c.Before.IsHandedOver(shipment),
                "Specify a current shipment of the order. Handed-over goods need no target time."),
            new(
                "TT-4",
                State,
                OnOrder,
                "neither the order has a preferred time nor the shipment a target time",
                c =>
                    FindShipment(c) is { } shipment
                        ? c.Before.GetTargetTime(shipment) is null
                        : GetAction(c) is not null || c.Before.Shipments.IsEmpty
                            || c.Before.Shipments.Any(s => c.Before.GetTargetTime(s) is null),
                "The target time is set. It is not changed."),
        ])
        {
            IsMandatory = true,
            Effects = [new("target-time", "the shipment has the target time; the order keeps its version and has no preferred time")],
        },
    ];

    private static bool IsHandover(RuleContext c) =>
        GetHandoverAction(c) is HandoverJobAction.HandOverAll or HandoverJobAction.HandOver or HandoverJobAction.HandOverLine;

    private static ImmutableArray<LineQuantity> GetHandedOverLines(RuleContext c) =>
        (GetHandoverJob(c), GetHandoverAction(c)) switch
        {
            ({ }, HandoverJobAction.HandOver handOver) => handOver.Lines,
            ({ } job, HandoverJobAction.HandOverLine close) =>
                [job.Lines.FirstOrDefault(l => l.Line == close.Line, new(close.Line, default))],
            _ => [],
        };

    private static LineQuantity? FindHandoverLine(RuleContext c, LineQuantity given) =>
        GetHandoverJob(c)!.Lines.Where(l => l.Line == given.Line).Select(l => (LineQuantity?)l).FirstOrDefault();

    private static IEnumerable<Parcel> GetParcels(RuleContext c) =>
        c.Order.Shipments.Where(s => s.PickJobId is { } job && job == GetHandoverJob(c)?.PickJobId).SelectMany(s => s.Parcels);

    private static Shipment? FindShipment(RuleContext c) =>
        GetAction(c) switch
        {
            FulfillmentAction.ChangeCarrier change => c.Before.FindShipment(change.Shipment),
            FulfillmentAction.SetTargetTime set => c.Before.FindShipment(set.Shipment),
            _ => null,
        };

    private static bool IsServedByCarrier(RuleContext c) =>
        GetAction(c) is not FulfillmentAction.ChangeCarrier change
        || FindShipment(c) is not { } shipment
        || CarrierSelector.FindServing(c.Before, shipment.Facility, change.Carrier, c.Context) is not null;

    private static HandoverJob? GetHandoverJob(RuleContext c) => (c.Subject as RuleSubject.OfHandoverJob)?.Job;

    private static HandoverJobAction? GetHandoverAction(RuleContext c) => (c.Subject as RuleSubject.OfHandoverJob)?.Action;

    private static FulfillmentAction? GetAction(RuleContext c) => (c.Subject as RuleSubject.OfFulfillment)?.Action;
}
