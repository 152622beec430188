using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>The definitions of docs/rules/fulfillmenttools/definitions.md as predicates.</summary>
public static class OrderPredicates
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

    /// <summary>All pick jobs open: every live one; none at all is open.</summary>
    public static bool AllPickJobsOpen(Order order) => order.PickJobs.All(j => j.Status is PickJobStatus.Open);

    /// <summary>Nothing picked: by no pick job, dead ones included, that was not put back.</summary>
    public static bool NothingPicked(Order order) => order.Lines.All(l => Picked(order, l) == Quantity.Zero);

    /// <summary>No labels requested: by no live parcel.</summary>
    public static bool NoLabelRequested(Order order) => !order.Shipments.Any(s => s.Parcels.Any(LabelRequested));

    /// <summary>Ship from store: delivered by shipping, without a facility to collect at.</summary>
    public static bool ShipFromStore(Order order) => order.Delivery.Kind is DeliveryKind.Shipping && order.Delivery.CollectAt is null;

    /// <summary>Handover job open: every live one; none at all is open.</summary>
    public static bool AllHandoverJobsOpen(Order order) => order.HandoverJobs.All(j => j.Status is HandoverStatus.Open && !j.HasHandedOver);

    /// <summary>Label requested: a live parcel has asked the carrier.</summary>
    public static bool LabelRequested(Parcel parcel) =>
        parcel.LabelRequested is not null && parcel.Status is not (ParcelStatus.Obsolete or ParcelStatus.Canceled);

    /// <summary>Attached to a custom service or bundle: named anywhere in the order's services, which nest.</summary>
    public static bool AttachedToCustomService(Order order, ArticleId article) =>
        !order.Services.IsEmpty && order.Services.Any(s => Names(s, article));

    /// <summary>What live pick jobs picked of a line, and what dead ones picked that was not put back.</summary>
    public static Quantity Picked(Order order, Line line)
    {
        var sum = line.PickedNotRestocked;
        foreach (var job in order.PickJobs)
            foreach (var picked in job.Lines)
                if (picked.Line == line.Id)
                    sum += picked.Picked;
        return sum;
    }

    /// <summary>
    /// Every unit that pick jobs which were begun, finished ones too, are to pick is still wanted; at least as far as it was before.
    /// </summary>
    public static bool StartedWorkIsStillOrdered(Order before, Order after)
    {
        foreach (var job in after.PickJobs)
            if (job.Status is not PickJobStatus.Open)
                foreach (var wanted in job.Lines)
                    if (Wanted(after, wanted.Line) < Wanted(before, wanted.Line) && Wanted(after, wanted.Line) < Begun(after, wanted.Line))
                        return false;
        return true;
    }

    private static Quantity Wanted(Order order, LineId line) => order.FindLine(line)?.Quantity ?? Quantity.Zero;

    private static Quantity Begun(Order order, LineId line)
    {
        var sum = Quantity.Zero;
        foreach (var job in order.PickJobs)
            if (job.Status is not PickJobStatus.Open)
                foreach (var wanted in job.Lines)
                    if (wanted.Line == line)
                        sum += job.SubStatus is PickJobSubStatus.ShortPickReroute ? wanted.Picked : wanted.Quantity;
        return sum;
    }

    private static bool Names(CustomService service, ArticleId article) =>
        service.Articles.Any(a => a.Article == article) || service.Items.Any(i => Names(i, article));

    // A parcel whose label became obsolete waits for its replacement and is as open as one that never asked; a cancelled one is dead.
    private static bool Open(Parcel parcel) =>
        parcel.Status is ParcelStatus.Open or ParcelStatus.Obsolete or ParcelStatus.Canceled && !LabelRequested(parcel);
}
