namespace Emend.Core.Orders;

// Cancellation of an order. Goods that left the facility keep their plan, pick job, handover job and shipment.
public sealed partial record Order
{
    /// <summary>Whether goods of the pick job were handed over. No action changes the entities of these goods anymore.</summary>
    public bool IsHandedOver(EntityId pickJob)
    {
        foreach (var job in HandoverJobs)
        {
            if (job.PickJobId == pickJob && job.HasHandedOver)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether goods of the shipment were handed over.</summary>
    public bool IsHandedOver(Shipment shipment) =>
        shipment.Status is ShipmentStatus.Completed || (shipment.PickJobId is { } job && IsHandedOver(job));

    /// <summary>
    /// Whether goods of the parcel were handed over. A part of a split shipment counts if a carrier reports it, or if the facility handed
    /// over units of its lines beyond those of the reported parcels.
    /// </summary>
    public bool IsHandedOver(Shipment shipment, Parcel parcel)
    {
        if (parcel.IsTracked || parcel.Lines.IsEmpty || shipment.Status is ShipmentStatus.Completed)
        {
            return parcel.IsTracked || IsHandedOver(shipment);
        }

        var reported = shipment.Parcels.Where(p => p.IsTracked).SelectMany(p => p.Lines).ToLookup(l => l.Line, l => l.Quantity);
        return HandoverJobs.FirstOrDefault(j => j.PickJobId == shipment.PickJobId) is { } job && parcel.Lines.Any(l =>
            job.GetHandedOver(l.Line) > reported[l.Line].Aggregate(Quantity.Zero, (sum, quantity) => sum + quantity));
    }

    /// <summary>Whether goods of the routing plan were handed over.</summary>
    public bool IsHandedOver(RoutingPlan plan) => FindPickJobOfPlan(plan.Id) is { } job && IsHandedOver(job.Id);

    private Order WithCancellation(OrderEvent.Canceled e, DateTimeOffset at) =>
        WithPickJobs(e.KeepsHandedOver ? PickJobs.RemoveAll(j => !IsHandedOver(j.Id)) : [], PickJobs) with
        {
            IsCanceled = true,
            Cancellation = e.Cancellation,
            Plans = e.KeepsHandedOver ? Plans.RemoveAll(p => !IsHandedOver(p)) : [],
            HandoverJobs = e.KeepsHandedOver ? [.. HandoverJobs.Where(j => j.HasHandedOver).Select(j => Complete(j, at))] : [],
            Shipments = e.KeepsHandedOver ? [.. Shipments.Where(IsHandedOver).Select(s => Complete(s, at))] : [],
            Holds = [],
            Pending = null,
            Version = Version + 1,
            ModifiedAt = at,
        };

    // The rest of a partly handed-over job is canceled, so that the job covers only the goods that left the facility.
    private static HandoverJob Complete(HandoverJob job, DateTimeOffset at) => job.Status is HandoverStatus.HandedOver ? job : job with
    {
        Version = job.Version + 1,
        ModifiedAt = at,
        Status = HandoverStatus.HandedOver,
        Lines = [.. job.HandedOver.Where(l => l.Quantity > Quantity.Zero)],
    };

    private static Shipment Complete(Shipment shipment, DateTimeOffset at) => shipment.Status is ShipmentStatus.Completed
        ? shipment
        : shipment with { Version = shipment.Version + 1, ModifiedAt = at, Status = ShipmentStatus.Completed };
}
