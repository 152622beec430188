using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>The definitions of docs/rules/fulfillmenttools/definitions.md as predicates.</summary>
public static class Definitions
{
    /// <summary>
    /// All operational entities open: live pick and handover jobs open, shipments initial, parcels open without a label request.
    /// Routing plans and reservations never count against it; no entity at all is open.
    /// </summary>
    public static bool AllOperationalEntitiesOpen(Order order) =>
        order.PickJobs.All(j => j.Status is PickJobStatus.Open)
        && order.HandoverJobs.All(j => j.Status is HandoverStatus.Open)
        && order.Shipments.All(s => s.Status is ShipmentStatus.Initial && s.Parcels.All(Open));

    /// <summary>
    /// Handover started: a handover job handed over or waiting for input, a line handed over, or a shipment completed.
    /// </summary>
    public static bool HandoverStarted(Order order) =>
        order.HandoverJobs.Any(j =>
            j.Status is HandoverStatus.HandedOver or HandoverStatus.WaitingForInput || j.HandedOver.Any(l => l.Quantity > Quantity.Zero))
        || order.Shipments.Any(s => s.Status is ShipmentStatus.Completed);

    /// <summary>Label requested: a live parcel has asked the carrier.</summary>
    public static bool LabelRequested(Parcel parcel) =>
        parcel.LabelRequested is not null && parcel.Status is not (ParcelStatus.Obsolete or ParcelStatus.Canceled);

    /// <summary>Attached to a custom service or bundle: named anywhere in the order's services, which nest.</summary>
    public static bool AttachedToCustomService(Order order, ArticleId article) => order.Services.Any(s => Names(s, article));

    /// <summary>What live pick jobs picked of a line, and what dead ones picked that was not put back.</summary>
    public static Quantity Picked(Order order, Line line) =>
        order.PickJobs.SelectMany(j => j.Lines).Where(l => l.Line == line.Id).Aggregate(line.PickedAndLeft, (sum, l) => sum + l.Picked);

    private static bool Names(CustomService service, ArticleId article) =>
        service.Articles.Any(a => a.Article == article) || service.Items.Any(i => Names(i, article));

    // A parcel whose label became obsolete waits for its replacement and is as open as one that never asked; a cancelled one is dead.
    private static bool Open(Parcel parcel) =>
        parcel.Status is ParcelStatus.Open or ParcelStatus.Obsolete or ParcelStatus.Canceled && !LabelRequested(parcel);
}
