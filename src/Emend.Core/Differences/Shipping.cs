using Emend.Core.Orders;

namespace Emend.Core.Differences;

/// <summary>The part of <see cref="Happenings"/> that is about handover jobs, shipments and parcels.</summary>
internal static class Shipping
{
    public static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(
        OrderEvent happened, Order? before, Order after) => happened switch
    {
        OrderEvent.HandoverAsked { Shipment: { } shipment } e =>
            [(EventKinds.HandoverCreated, e.Job.Id), (EventKinds.ShipmentCreated, shipment.Id)],
        OrderEvent.HandoverAsked e => [(EventKinds.HandoverCreated, e.Job.Id)],
        OrderEvent.LineHandedOver e when after.FindHandoverJob(e.Job) is not { Status: HandoverStatus.HandedOver } =>
            [(EventKinds.HandoverUpdated, e.Job)],
        OrderEvent.HandoverWaited e => [(EventKinds.HandoverUpdated, e.Job)],
        OrderEvent.HandedOver e => [(EventKinds.HandedOver, e.Job), .. Shipped(e.Job, after)],
        OrderEvent.HandoverReverted e => [(EventKinds.HandoverReverted, e.Job)],
        OrderEvent.HandoverCancelled e => [(EventKinds.HandoverCancelled, e.Job), .. Shipped(e.Job, before)],
        OrderEvent.LabelRequested e => [(EventKinds.LabelRequested, e.Parcel), (EventKinds.ShipmentUpdated, e.Shipment)],
        OrderEvent.LabelMade e =>
            [(EventKinds.LabelAcknowledged, e.Parcel), (EventKinds.LabelMade, e.Parcel), (EventKinds.ShipmentUpdated, e.Shipment)],
        OrderEvent.LabelFailed e => [(EventKinds.LabelFailed, e.Parcel), (EventKinds.ShipmentUpdated, e.Shipment)],
        OrderEvent.CarrierChanged e => [(EventKinds.ShipmentUpdated, e.Shipment)],
        _ => [],
    };

    /// <summary>What a reroute ends beside plans and pick jobs.</summary>
    public static IEnumerable<(string Kind, EntityId? Entity)> EndedBy(OrderEvent.Routed routed, Order? before)
    {
        if (before is null or { HandoverJobs.IsEmpty: true })
            return [];
        var jobs = before.PickJobs.Where(j => routed.Superseded.Contains(j.PlanId)).Select(j => j.Id).ToHashSet();
        return
        [
            .. before.HandoverJobs.Where(h => jobs.Contains(h.PickJobId)).Select(h => (EventKinds.HandoverCancelled, (EntityId?)h.Id)),
            .. before.Shipments.Where(s => s.PickJobId is { } job && jobs.Contains(job))
                .Select(s => (EventKinds.ShipmentUpdated, (EntityId?)s.Id)),
        ];
    }

    /// <summary>Whether a field belongs to the handover job, the shipment or the parcel.</summary>
    public static bool IsOf(string path, EntityId entity)
    {
        var part = Differing.Part(entity.Value);
        return Differing.Overlap($"/handoverJobs{part}", path)
            || Differing.Overlap($"/shipments{part}", path)
            || path.Contains($"/parcels{part}/", StringComparison.Ordinal)
            || path.EndsWith($"/parcels{part}", StringComparison.Ordinal);
    }

    /// <summary>Where it is, and which lines are in it.</summary>
    public static (FacilityId? Facility, IEnumerable<LineId> Lines)? Of(EntityId id, Order? before, Order after)
    {
        if ((after.FindHandoverJob(id) ?? before?.FindHandoverJob(id)) is { } job)
            return (job.Facility, job.Lines.Select(l => l.Line));
        var shipment = after.FindShipment(id) ?? after.ShipmentOf(id) ?? before?.FindShipment(id) ?? before?.ShipmentOf(id);
        if (shipment is null)
            return null;
        var handover = after.HandoverJobs.Concat(before?.HandoverJobs ?? []).FirstOrDefault(h => h.PickJobId == shipment.PickJobId);
        return (shipment.Facility, handover?.Lines.Select(l => l.Line) ?? []);
    }

    private static IEnumerable<(string Kind, EntityId? Entity)> Shipped(EntityId handoverJob, Order? order)
    {
        var pickJob = order?.FindHandoverJob(handoverJob)?.PickJobId;
        return (order?.Shipments ?? []).Where(s => pickJob is not null && s.PickJobId == pickJob)
            .Select(s => (EventKinds.ShipmentUpdated, (EntityId?)s.Id));
    }
}
