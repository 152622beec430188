using Emend.Core.Orders;

namespace Emend.Core.Deciding;

/// <summary>Ends an order with every entity of it.</summary>
internal static class Cancelling
{
    public static Decision.Accepted Accept(Draft draft, Cancelation cancelation)
    {
        var order = draft.Order;
        Returns.Ask(draft, order.PickJobs);
        draft.Happen(new OrderEvent.Cancelled(cancelation));
        return draft.Accept(PastOf(order, draft.At), null);
    }

    /// <summary>Ends a handover job alone, with what led to it. Its pick job was finished and stays so.</summary>
    public static Decision.Accepted Handover(Draft draft, HandoverJob job, HandoverCancelReason reason)
    {
        var order = draft.Order;
        var picked = order.FindPickJob(job.PickJobId)!;
        Returns.Ask(draft, [picked]);
        draft.Happen(new OrderEvent.HandoverCancelled(job.Id, reason));
        var past = new PastEntities(
            [.. order.Plans.Where(p => p.Id == picked.PlanId).Select(p => Ended(p, draft.At))],
            [picked with { Version = picked.Version + 1, ModifiedAt = draft.At }])
        {
            HandoverJobs = [Ended(job, draft.At) with { CancelReason = reason }],
            Shipments = [.. order.Shipments.Where(s => s.PickJobId == picked.Id).Select(s => Ended(s, draft.At))],
        };
        return draft.Accept(past, null);
    }

    /// <summary>Ends a pick job alone, with its plan.</summary>
    public static Decision.Accepted PickJob(Draft draft, PickJob job, bool obsolete)
    {
        var order = draft.Order;
        Returns.Ask(draft, [job]);
        draft.Happen(new OrderEvent.PickJobCancelled(job.Id, obsolete));
        var status = obsolete ? PickJobStatus.Obsolete : PickJobStatus.Canceled;
        return draft.Accept(
            new PastEntities(
                [.. order.Plans.Where(p => p.Id == job.PlanId).Select(p => Ended(p, draft.At))],
                [job with { Version = job.Version + 1, Status = status, ModifiedAt = draft.At }]),
            null);
    }

    private static PastEntities PastOf(Order order, DateTimeOffset at) => new(
        [.. order.Plans.Select(p => Ended(p, at))],
        [
            .. order.PickJobs.Select(j => j with { Version = j.Version + 1, Status = PickJobStatus.Canceled, ModifiedAt = at }),
        ])
    {
        HandoverJobs = [.. order.HandoverJobs.Select(h => Ended(h, at))],
        Shipments = [.. order.Shipments.Select(s => Ended(s, at))],
    };

    private static RoutingPlan Ended(RoutingPlan plan, DateTimeOffset at) => plan with
    {
        Version = plan.Version + 1,
        Status = RoutingPlanStatus.Canceled,
        Lines = [.. plan.Lines.Select(l => l with { Reserved = Quantity.Zero })],
        ModifiedAt = at,
    };

    private static HandoverJob Ended(HandoverJob job, DateTimeOffset at) =>
        job with { Version = job.Version + 1, Status = HandoverStatus.Canceled, ModifiedAt = at };

    private static Shipment Ended(Shipment shipment, DateTimeOffset at) => shipment with
    {
        Version = shipment.Version + 1,
        Status = ShipmentStatus.Canceled,
        ModifiedAt = at,
        Parcels = [.. shipment.Parcels.Select(p => p with { Version = p.Version + 1, Status = ParcelStatus.Canceled })],
    };
}
