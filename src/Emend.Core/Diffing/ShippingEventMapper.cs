using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Part of <see cref="IntegrationEventMapper"/> for handover jobs, shipments and parcels.</summary>
internal static class ShippingEventMapper
{
    public static IEnumerable<(string Kind, EntityId? Entity)> GetTypes(
        OrderEvent orderEvent, Order? before, Order after) => orderEvent switch
    {
        OrderEvent.HandoverJobCreated { Shipment: { } shipment } e =>
            [(EventTypes.HandoverCreated, e.Job.Id), (EventTypes.ShipmentCreated, shipment.Id)],
        OrderEvent.HandoverJobCreated e => [(EventTypes.HandoverCreated, e.Job.Id)],
        OrderEvent.LineHandedOver e when after.FindHandoverJob(e.Job) is not { Status: HandoverStatus.HandedOver } =>
            [(EventTypes.HandoverUpdated, e.Job)],
        OrderEvent.HandoverInputRequested e => [(EventTypes.HandoverUpdated, e.Job)],
        OrderEvent.HandoverJobCompleted e => [(EventTypes.HandedOver, e.Job), .. GetShipmentUpdates(e.Job, after)],
        OrderEvent.HandoverReverted e => [(EventTypes.HandoverReverted, e.Job)],
        OrderEvent.HandoverJobCanceled e => [(EventTypes.HandoverCanceled, e.Job), .. GetShipmentUpdates(e.Job, before)],
        OrderEvent.LabelRequested e => [(EventTypes.LabelRequested, e.Parcel), (EventTypes.ShipmentUpdated, e.Shipment)],
        OrderEvent.LabelCreated e =>
            [(EventTypes.LabelAcknowledged, e.Parcel), (EventTypes.LabelCreated, e.Parcel), (EventTypes.ShipmentUpdated, e.Shipment)],
        OrderEvent.LabelFailed e => [(EventTypes.LabelFailed, e.Parcel), (EventTypes.ShipmentUpdated, e.Shipment)],
        OrderEvent.ParcelTracked e => [(EventTypes.ParcelTracked, e.Parcel), (EventTypes.ShipmentUpdated, e.Shipment)],
        OrderEvent.ParcelSplit e => [(EventTypes.ShipmentUpdated, e.Shipment)],
        OrderEvent.TargetTimeSet e => [(EventTypes.ShipmentUpdated, e.Shipment)],
        OrderEvent.CarrierChanged e => [(EventTypes.ShipmentUpdated, e.Shipment)],
        _ => [],
    };

    /// <summary>Handover jobs and shipments that a reroute ends.</summary>
    public static IEnumerable<(string Kind, EntityId? Entity)> GetEnded(OrderEvent.Routed routed, Order? before)
    {
        if (before is null or { HandoverJobs.IsEmpty: true })
        {
            return [];
        }

        var jobs = before.PickJobs.Where(j => routed.Superseded.Contains(j.PlanId)).Select(j => j.Id).ToHashSet();
        return
        [
            .. before.HandoverJobs.Where(h => jobs.Contains(h.PickJobId)).Select(h => (EventTypes.HandoverCanceled, (EntityId?)h.Id)),
            .. before.Shipments.Where(s => s.PickJobId is { } job && jobs.Contains(job))
                .Select(s => (EventTypes.ShipmentUpdated, (EntityId?)s.Id)),
        ];
    }

    /// <summary>Handover jobs and shipments that a cancellation ends or completes.</summary>
    public static IEnumerable<(string Kind, EntityId? Entity)> GetCanceled(Order? before, Order after) => before is null ? [] :
    [
        .. from job in before.HandoverJobs
           let kept = after.FindHandoverJob(job.Id)
           where kept?.Version != job.Version
           select (kept is null ? EventTypes.HandoverCanceled : EventTypes.HandedOver, (EntityId?)job.Id),
        .. before.Shipments.Where(s => after.FindShipment(s.Id)?.Version != s.Version)
            .Select(s => (EventTypes.ShipmentUpdated, (EntityId?)s.Id)),
    ];

    /// <summary>Parcels whose labels became obsolete, and their shipments.</summary>
    public static IEnumerable<(string Kind, EntityId? Entity)> GetObsolete(OrderEvent.LabelsObsoleted obsoleted, Order after) =>
    [
        .. obsoleted.Parcels.Select(p => (EventTypes.LabelObsolete, (EntityId?)p)),
        .. after.Shipments.Where(s => s.Parcels.Any(p => obsoleted.Parcels.Contains(p.Id)))
            .Select(s => (EventTypes.ShipmentUpdated, (EntityId?)s.Id)),
    ];

    /// <summary>Whether a field belongs to the entity.</summary>
    public static bool BelongsTo(string path, EntityId entity)
    {
        var part = OrderDiff.ToPathSegment(entity.Value);
        return OrderDiff.PathsOverlap($"/handoverJobs{part}", path)
            || OrderDiff.PathsOverlap($"/shipments{part}", path)
            || path.Contains($"/parcels{part}/", StringComparison.Ordinal)
            || path.EndsWith($"/parcels{part}", StringComparison.Ordinal);
    }

    /// <summary>Finds the facility and the lines of a handover job, shipment or parcel; null if there is none.</summary>
    public static (FacilityId? Facility, IEnumerable<LineId> Lines)? Find(EntityId id, Order? before, Order after)
    {
        if ((after.FindHandoverJob(id) ?? before?.FindHandoverJob(id)) is { } job)
        {
            return (job.Facility, job.Lines.Select(l => l.Line));
        }

        var shipment = after.FindShipment(id) ?? after.FindShipmentOfParcel(id)
            ?? before?.FindShipment(id) ?? before?.FindShipmentOfParcel(id);
        if (shipment is null)
        {
            return null;
        }

        var handover = after.HandoverJobs.Concat(before?.HandoverJobs ?? []).FirstOrDefault(h => h.PickJobId == shipment.PickJobId);
        return (shipment.Facility, handover?.Lines.Select(l => l.Line) ?? []);
    }

    private static IEnumerable<(string Kind, EntityId? Entity)> GetShipmentUpdates(EntityId handoverJob, Order? order)
    {
        var pickJob = order?.FindHandoverJob(handoverJob)?.PickJobId;
        return (order?.Shipments ?? []).Where(s => pickJob is not null && s.PickJobId == pickJob)
            .Select(s => (EventTypes.ShipmentUpdated, (EntityId?)s.Id));
    }
}
