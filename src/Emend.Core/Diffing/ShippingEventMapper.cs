using Emend.Core.Orders;
using static Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Diffing;

/// <summary>Part of <see cref="IntegrationEventMapper"/> for handover jobs, shipments and parcels.</summary>
internal static class ShippingEventMapper
{
    public static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetKinds(
        OrderEvent orderEvent, Order? before, Order after) => orderEvent switch
    {
        OrderEvent.HandoverJobCreated { Shipment: { } shipment } e =>
            [(HandoverCreated, e.Job.Id), (ShipmentCreated, shipment.Id)],
        OrderEvent.HandoverJobCreated e => [(HandoverCreated, e.Job.Id)],
        OrderEvent.LineHandedOver e when after.FindHandoverJob(e.Job) is not { Status: HandoverStatus.HandedOver } =>
            [(HandoverUpdated, e.Job)],
        OrderEvent.HandoverInputRequested e => [(HandoverUpdated, e.Job)],
        OrderEvent.HandoverJobCompleted e => [(HandedOver, e.Job), .. GetShipmentUpdates(e.Job, after)],
        OrderEvent.HandoverReverted e => [(HandoverReverted, e.Job)],
        OrderEvent.HandoverJobCanceled e => [(HandoverCanceled, e.Job), .. GetShipmentUpdates(e.Job, before)],
        OrderEvent.LabelRequested e => [(LabelRequested, e.Parcel), (ShipmentUpdated, e.Shipment)],
        OrderEvent.LabelCreated e =>
            [(LabelAcknowledged, e.Parcel), (LabelCreated, e.Parcel), (ShipmentUpdated, e.Shipment)],
        OrderEvent.LabelFailed e => [(LabelFailed, e.Parcel), (ShipmentUpdated, e.Shipment)],
        OrderEvent.ParcelTracked e => [(ParcelTracked, e.Parcel), (ShipmentUpdated, e.Shipment)],
        OrderEvent.ParcelSplit e => [(ShipmentUpdated, e.Shipment)],
        OrderEvent.TargetTimeSet e => [(ShipmentUpdated, e.Shipment)],
        OrderEvent.CarrierChanged e => [(ShipmentUpdated, e.Shipment)],
        _ => [],
    };

    /// <summary>Handover jobs and shipments that a reroute ends.</summary>
    public static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetEnded(OrderEvent.Routed routed, Order? before)
    {
        if (before is null or { HandoverJobs.IsEmpty: true })
        {
            return [];
        }

        var jobs = before.PickJobs.Where(j => routed.Superseded.Contains(j.PlanId)).Select(j => j.Id).ToHashSet();
        return
        [
            .. before.HandoverJobs.Where(h => jobs.Contains(h.PickJobId)).Select(h => (HandoverCanceled, (EntityId?)h.Id)),
            .. before.Shipments.Where(s => s.PickJobId is { } job && jobs.Contains(job))
                .Select(s => (ShipmentUpdated, (EntityId?)s.Id)),
        ];
    }

    /// <summary>Handover jobs and shipments that a cancellation ends or completes.</summary>
    public static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetCanceled(Order? before, Order after) =>
        before is null ? [] :
    [
        .. from job in before.HandoverJobs
           let kept = after.FindHandoverJob(job.Id)
           where kept?.Version != job.Version
           select (kept is null ? HandoverCanceled : HandedOver, (EntityId?)job.Id),
        .. before.Shipments.Where(s => after.FindShipment(s.Id)?.Version != s.Version)
            .Select(s => (ShipmentUpdated, (EntityId?)s.Id)),
    ];

    /// <summary>Parcels whose labels became obsolete, and their shipments.</summary>
    public static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetObsolete(
        OrderEvent.LabelsObsoleted obsoleted, Order after) =>
    [
        .. obsoleted.Parcels.Select(p => (LabelObsolete, (EntityId?)p)),
        .. after.Shipments.Where(s => s.Parcels.Any(p => obsoleted.Parcels.Contains(p.Id)))
            .Select(s => (ShipmentUpdated, (EntityId?)s.Id)),
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

    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetShipmentUpdates(EntityId handoverJob, Order? order)
    {
        var pickJob = order?.FindHandoverJob(handoverJob)?.PickJobId;
        return (order?.Shipments ?? []).Where(s => pickJob is not null && s.PickJobId == pickJob)
            .Select(s => (ShipmentUpdated, (EntityId?)s.Id));
    }
}
