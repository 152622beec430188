using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Emend.Core.Orders;

// Events of handover, labels and withdrawn units.
public sealed partial record Order
{
    private Order ApplyWarehouseEvent(OrderEvent orderEvent, DateTimeOffset at) => orderEvent switch
    {
        OrderEvent.PickLinePartsChanged e => WithPickJob(e.PickJob, at, j => PickJobTransitions.SetParts(j, e.Line, e.Parts)),
        OrderEvent.HandoverJobCreated e => this with
        {
            HandoverJobs = HandoverJobs.Add(e.Job),
            Shipments = e.Shipment is { } shipment ? Shipments.Add(shipment) : Shipments,
        },
        OrderEvent.LineHandedOver e => WithShippedQuantity(e.Job, e.Line, e.Total)
            .WithHandoverJob(e.Job, at, j => j with { HandedOver = SetQuantity(j.HandedOver, e.Line, e.Total) }),
        OrderEvent.HandoverJobCompleted e =>
            WithHandoverJob(e.Job, at, j => j with { Status = HandoverStatus.HandedOver }).WithCompletedShipments(e.Job, at),
        OrderEvent.HandoverInputRequested e => WithHandoverJob(e.Job, at, j => j with { Status = HandoverStatus.WaitingForInput }),
        OrderEvent.HandoverReverted e => WithoutShippedQuantities(e.Job)
            .WithHandoverJob(e.Job, at, j => j with { Status = HandoverStatus.Open, HandedOver = [] }),
        OrderEvent.HandoverJobCanceled e => FindHandoverJob(e.Job) is { } job
            ? WithWithdrawnUnits(job.PickJobId, OrderEvent.HandoverJobCanceled.IsRefusal(e.Reason))
            : this,
        OrderEvent.PickJobCanceled e => WithWithdrawnUnits(e.PickJob, isRefused: false),
        OrderEvent.MissingUnitsCanceled e => WithoutMissingUnits(e, at),
        OrderEvent.LabelRequested e => WithParcel(
            e.Shipment, e.Parcel, at, s => s with { Status = ShipmentStatus.Requested, Carrier = e.Carrier },
            p => p with { Status = ParcelStatus.Processing, LabelRequested = at, Tracking = null, Failure = null }),
        OrderEvent.LabelCreated e => WithParcel(
            e.Shipment, e.Parcel, at, Confirm, p => p with { Status = ParcelStatus.Done, Tracking = e.Tracking, Failure = null }),
        OrderEvent.LabelFailed e => WithParcel(
            e.Shipment, e.Parcel, at, s => s with { Status = ShipmentStatus.Retryable },
            p => p with { Status = ParcelStatus.Failed, Failure = e.Reason }),
        OrderEvent.ParcelTracked e => WithParcel(e.Shipment, e.Parcel, at, s => s, p => Track(p, e.Reports)),
        OrderEvent.ParcelSplit e => WithParcel(
            e.Shipment, e.Parcel, at, s => s with { Parcels = s.Parcels.Add(e.Added) }, p => p with { Lines = e.Remaining }),
        OrderEvent.TargetTimeSet e => WithShipment(e.Shipment, at, s => s with { TargetTime = e.At }),
        OrderEvent.CarrierChanged e => WithShipment(e.Shipment, at, s => s with { Carrier = e.Carrier, Product = e.Product }),
        _ => throw new SwitchExpressionException(orderEvent),
    };

    // Labels of other parcels can still be pending.
    private static Shipment Confirm(Shipment shipment) => shipment.Parcels.Any(p => p.Status is ParcelStatus.Processing)
        ? shipment
        : shipment with { Status = ShipmentStatus.Confirmed };

    private static Parcel Track(Parcel parcel, ImmutableArray<ParcelTracking> reports) => parcel with
    {
        TrackingData = [.. parcel.TrackingData.Where(t => !reports.Any(r => r.Direction == t.Direction)), .. reports],
        Tracking = reports.FirstOrDefault(r => r.IsOutbound)?.Number ?? parcel.Tracking,
    };

    private Order WithReducedPlan(OrderEvent.RoutingPlanReduced e, DateTimeOffset at) => this with
    {
        Plans =
        [
            .. Plans.Select(p => p.Id != e.Plan ? p : p with
            {
                Version = p.Version + 1,
                ModifiedAt = at,
                Lines = [.. e.To.Select(l => p.FindLine(l.Line).WithFoundQuantity(l.Quantity))],
            }),
        ],
    };

    private Quantity GetHandedOver(EntityId pickJob, LineId line)
    {
        var sum = Quantity.Zero;
        foreach (var job in HandoverJobs)
        {
            if (job.PickJobId == pickJob)
            {
                sum += job.GetHandedOver(line);
            }
        }

        return sum;
    }

    private Order WithShippedQuantity(EntityId job, LineId line, Quantity handedOver)
    {
        var before = FindHandoverJob(job)?.GetHandedOver(line) ?? Quantity.Zero;
        return WithLine(line, l => l with { Shipped = l.Shipped + (handedOver - before) });
    }

    private Order WithoutShippedQuantities(EntityId id) => FindHandoverJob(id) is not { } job
        ? this
        : this with { Lines = [.. Lines.Select(l => l with { Shipped = l.Shipped - job.GetHandedOver(l.Id) })] };

    private Order WithCompletedShipments(EntityId handoverJob, DateTimeOffset at) => FindHandoverJob(handoverJob) is not { } job
        ? this
        : this with
        {
            Shipments =
            [
                .. Shipments.Select(s => s.PickJobId == job.PickJobId ? Complete(s, at) : s),
            ],
        };

    private Order WithHandoverJob(EntityId id, DateTimeOffset at, Func<HandoverJob, HandoverJob> change) => this with
    {
        HandoverJobs = [.. HandoverJobs.Select(j => j.Id == id ? change(j) with { Version = j.Version + 1, ModifiedAt = at } : j)],
    };

    private Order WithShipment(EntityId id, DateTimeOffset at, Func<Shipment, Shipment> change) => this with
    {
        Shipments = [.. Shipments.Select(s => s.Id == id ? change(s) with { Version = s.Version + 1, ModifiedAt = at } : s)],
    };

    private Order WithParcel(
        EntityId shipment, EntityId parcel, DateTimeOffset at, Func<Shipment, Shipment> change, Func<Parcel, Parcel> changeParcel) =>
        WithShipment(shipment, at, s => change(s with
        {
            Parcels = [.. s.Parcels.Select(p => p.Id == parcel ? changeParcel(p) with { Version = p.Version + 1 } : p)],
        }));

    // A shipment without valid labels becomes initial again.
    private Order WithoutLabels(ImmutableArray<EntityId> parcels, DateTimeOffset at) => this with
    {
        Shipments =
        [
            .. Shipments.Select(s => !s.Parcels.Any(p => parcels.Contains(p.Id)) ? s : WithoutLabels(s, parcels) with
            {
                Version = s.Version + 1,
                ModifiedAt = at,
            }),
        ],
    };

    private static Shipment WithoutLabels(Shipment shipment, ImmutableArray<EntityId> lost)
    {
        ImmutableArray<Parcel> parcels =
        [
            .. shipment.Parcels.Select(p => lost.Contains(p.Id)
                ? p with { Version = p.Version + 1, Status = ParcelStatus.Obsolete, Tracking = null }
                : p),
        ];
        var isRequested = parcels.Any(p => p.Status is ParcelStatus.Processing or ParcelStatus.Done or ParcelStatus.Failed);
        return shipment with { Parcels = parcels, Status = isRequested ? shipment.Status : ShipmentStatus.Initial };
    }

    private static ImmutableArray<LineQuantity> SetQuantity(ImmutableArray<LineQuantity> all, LineId line, Quantity quantity) =>
        all.Any(l => l.Line == line)
            ? [.. all.Select(l => l.Line == line ? l with { Quantity = quantity } : l)]
            : all.Add(new(line, quantity));
}
