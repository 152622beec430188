using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Rules of parcels and their labels. Source: docs/rules/fulfillmenttools/shipping-label.md.</summary>
internal static class LabelRules
{
    public static readonly RuleSet RuleSet = new(ActionNames.ShippingLabel,
    [
        Rule.RequiresPermission("SL-1", Permissions.ParcelWrite),
        new(
            "SL-2",
            Permission,
            OnOrder,
            "the caller has access to the facility of the shipment",
            c => GetShipment(c) is not { } s || c.Context.Actor.CanAccessFacility(s.Facility),
            "Ask a user of that facility to do it."),
        new(
            "SL-3",
            Invariant,
            OnOrder,
            "the order is not canceled, unless tracking data is recorded",
            c => IsTracking(c) || c.Order.IsActive,
            "The order is canceled. Restock the goods that are still at the facility."),
        new(
            "SL-11",
            Invariant,
            OnOrder,
            "tracking data is recorded only if the order is not anonymized",
            c => !IsTracking(c) || c.Order.AnonymizedAt is null,
            "The order is anonymized. It keeps no data of its parcels."),
        new(
            "SL-4",
            State,
            OnOrder,
            "the parcel belongs to a shipment that is not superseded",
            c => GetAction(c) is null ? !c.Order.Shipments.IsEmpty : GetParcel(c) is not null,
            "Specify a current parcel of the order."),
        new(
            "SL-5",
            State,
            OnOrder,
            "a label can be requested only if the parcel has no valid or requested label",
            c =>
                !IsLabelRequest(c)
                    || GetParcel(c) is not { Status: not (ParcelStatus.Open or ParcelStatus.Failed or ParcelStatus.Obsolete) },
            "Use the existing label, or wait for the requested label."),
        new(
            "SL-6",
            State,
            OnOrder,
            "a label can be requested only before the parcel is handed over",
            c => !IsLabelRequest(c) || (GetShipment(c) is not { Status: ShipmentStatus.Completed } && GetParcel(c) is not { IsTracked: true }),
            "The parcel is already handed over. No label is needed."),
        new(
            "SL-7",
            State,
            OnOrder,
            "a label can be requested only if the order has a delivery address",
            c => !IsLabelRequest(c) || c.Order.PersonalData.Consumer.DeliveryAddress is not null,
            "Add a delivery address to the order."),
        new(
            "SL-8",
            Request,
            OnOrder,
            "a label can be requested only if a carrier serves the facility and delivers to the country",
            c => !IsLabelRequest(c) || GetShipment(c) is not { } shipment || CarrierSelector.Select(c.Order, shipment, GetAction(c)!, c.Context) is not null,
            "Specify a carrier that is connected to the facility, or connect one.",
            RequestField.Carrier),
        new(
            "SL-9",
            State,
            OnOrder,
            "a carrier response belongs to the pending label request of the parcel",
            IsResponseExpected,
            "Discard the label. Another label was requested, or no label is needed."),
        new(
            "SL-10",
            State,
            OnOrder,
            "a label can be canceled only if it is requested and the parcel is not handed over",
            c =>
                GetAction(c) is not LabelAction.Void || GetParcel(c) is not { } parcel
                    || (IsLabelRequested(parcel) && (GetShipment(c) is not { } shipment || !c.Order.IsHandedOver(shipment, parcel))),
            "There is no label to cancel. After handover, contact the carrier."),
        new(
            "SL-12",
            State,
            OnOrder,
            "tracking data is recorded only if no label request is pending",
            c => !IsTracking(c) || GetParcel(c) is not { Status: ParcelStatus.Processing },
            "Wait for the label, or cancel it."),
        new(
            "SL-13",
            State,
            OnOrder,
            "tracking data of a delivered parcel is final",
            c => GetParcel(c) is not { } parcel || GetReports(c).All(r => FindReport(parcel, r) is not { Status: TrackingStatus.Delivered } last || last == r),
            "The parcel is delivered. Report another parcel."),
        new(
            "SL-14",
            Request,
            OnOrder,
            "tracking data has at most one entry for the delivery and one for the return",
            c => GetReports(c).DistinctBy(r => r.Direction).Count() == GetReports(c).Length,
            "Report only the last status of each direction.",
            RequestField.TrackingData),
        new(
            "SL-15",
            State,
            OnOrder,
            "a parcel can be split only if it has no requested label and no goods of its shipment are handed over",
            c =>
                GetSplit(c) is null || GetParcel(c) is not { } parcel
                    || (!IsLabelRequested(parcel) && GetShipment(c) is { } shipment && !c.Order.IsHandedOver(shipment)),
            "Cancel the label first. Handed-over goods stay in their parcels."),
        new(
            "SL-16",
            Request,
            OnOrder,
            "the goods for the new parcel are in the parcel",
            c =>
                GetSplit(c) is not { } split || GetParcel(c) is null
                    || split.Lines.All(l => l.Quantity > Quantity.Zero && GetQuantity(split.Lines, l.Line) <= GetQuantity(GetLines(c), l.Line)),
            "Specify lines of the parcel, and at most their quantities.",
            RequestField.ReportedLines),
        new(
            "SL-17",
            Request,
            OnOrder,
            "the quantity for the new parcel is a whole number, unless the article is sold by measure",
            c => GetSplit(c) is not { } split || split.Lines.All(l => l.Quantity.IsWhole || c.Order.FindArticle(l.Line) is not { } a || c.IsSoldByMeasure(a)),
            "Specify a whole number.",
            RequestField.ReportedLines),
        new(
            "SL-18",
            Request,
            OnOrder,
            "a split leaves goods in the parcel",
            c => GetSplit(c) is not { } split || GetParcel(c) is null || LeavesGoods(c, split),
            "Leave at least one unit in the parcel.",
            RequestField.ReportedLines),
        new(
            "SL-19",
            State,
            OnOrder,
            "a shipment has at most 50 parcels",
            c => GetSplit(c) is null || GetShipment(c) is not { Parcels.Length: >= Shipment.MaxParcels },
            "Use the existing parcels."),
    ])
    {
        IsMandatory = true,
        Effects =
        [
            new(
                "carrier",
                "Emend requests the label from the carrier after the commit, retries until the carrier responds, and records the response"),
            new("label", "only the last requested label of a parcel is valid; no other label is provided"),
            new("split", "the goods move to a new parcel without a label; each unit of the shipment is in one parcel"),
            new("tracked", "a parcel that a carrier reports on its way to the customer is handed over, with its goods"),
        ],
    };

    private static bool IsLabelRequest(RuleContext c) => GetAction(c) is LabelAction.Request;

    private static bool IsTracking(RuleContext c) => GetAction(c) is LabelAction.Track;

    private static ImmutableArray<ParcelTracking> GetReports(RuleContext c) => GetAction(c) is LabelAction.Track track ? track.Reports : [];

    private static LabelAction.Split? GetSplit(RuleContext c) => GetAction(c) as LabelAction.Split;

    private static ImmutableArray<LineQuantity> GetLines(RuleContext c) => c.Order.GetLines(GetShipment(c)!, GetParcel(c)!);

    private static Quantity GetQuantity(ImmutableArray<LineQuantity> lines, LineId line) =>
        lines.Where(l => l.Line == line).Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity);

    // Without lines: whether the parcel has more than one unit.
    private static bool LeavesGoods(RuleContext c, LabelAction.Split split)
    {
        var lines = GetLines(c);
        return split.Lines.IsEmpty
            ? lines.Length > 1 || lines.Any(l => l.Quantity > Quantity.From(1) || (c.Order.FindArticle(l.Line) is { } a && c.IsSoldByMeasure(a)))
            : lines.Any(l => GetQuantity(split.Lines, l.Line) != l.Quantity);
    }

    private static ParcelTracking? FindReport(Parcel parcel, ParcelTracking report) =>
        parcel.TrackingData.FirstOrDefault(t => t.Direction == report.Direction);

    private static bool IsResponseExpected(RuleContext c) => GetAction(c) switch
    {
        LabelAction.Created created => IsResponseExpected(GetParcel(c), created.RequestedAt),
        LabelAction.Failed failed => IsResponseExpected(GetParcel(c), failed.RequestedAt),
        _ => true,
    };

    private static bool IsResponseExpected(Parcel? parcel, DateTimeOffset requestedAt) =>
        parcel is null || parcel.AwaitsLabel(requestedAt);

    private static Shipment? GetShipment(RuleContext c) => (c.Subject as RuleSubject.OfParcel)?.Shipment;

    private static Parcel? GetParcel(RuleContext c) => (c.Subject as RuleSubject.OfParcel)?.Parcel;

    private static LabelAction? GetAction(RuleContext c) => (c.Subject as RuleSubject.OfParcel)?.Action;
}
