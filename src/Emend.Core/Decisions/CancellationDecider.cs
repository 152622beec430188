using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Cancels an order with its unfinished entities. Finished entities keep their state.</summary>
internal static class CancellationDecider
{
    public static Decision.Accepted CancelOrder(OrderRevisionBuilder builder, Cancellation cancellation)
    {
        var order = builder.Order;
        ReturnTaskFactory.CreateReturnTasks(builder, order.PickJobs);
        builder.Append(new OrderEvent.Canceled(cancellation) { KeepsHandedOver = true });
        return builder.Accept(GetEndedEntities(order, builder.Now), null);
    }

    /// <summary>Cancels a handover job with its pick job, plan and shipment. The pick job stays closed.</summary>
    public static Decision.Accepted CancelHandoverJob(OrderRevisionBuilder builder, HandoverJob job, HandoverCancelReason reason)
    {
        var order = builder.Order;
        var picked = order.FindPickJob(job.PickJobId)!;
        ReturnTaskFactory.CreateReturnTasks(builder, [picked], OrderEvent.HandoverJobCanceled.IsRefusal(reason));
        builder.Append(new OrderEvent.HandoverJobCanceled(job.Id, reason));
        var endedEntities = new EndedEntities(
            [.. order.Plans.Where(p => p.Id == picked.PlanId).Select(p => Cancel(p, builder.Now))],
            [picked])
        {
            HandoverJobs = [Cancel(job, builder.Now) with { CancelReason = reason }],
            Shipments = [.. order.Shipments.Where(s => s.PickJobId == picked.Id).Select(s => Cancel(s, builder.Now))],
        };
        return builder.Accept(endedEntities, null);
    }

    /// <summary>Cancels a pick job with its plan.</summary>
    public static Decision.Accepted CancelPickJob(OrderRevisionBuilder builder, PickJob job, bool obsolete)
    {
        var order = builder.Order;
        ReturnTaskFactory.CreateReturnTasks(builder, [job]);
        builder.Append(new OrderEvent.PickJobCanceled(job.Id, obsolete));
        var status = obsolete ? PickJobStatus.Obsolete : PickJobStatus.Canceled;
        return builder.Accept(
            new EndedEntities(
                [.. order.Plans.Where(p => p.Id == job.PlanId).Select(p => Cancel(p, builder.Now))],
                [job with { Version = job.Version + 1, Status = status, ModifiedAt = builder.Now }]),
            null);
    }

    /// <summary>A finished pick job and its plan, which becomes canceled because it has no units left.</summary>
    public static EndedEntities GetEndedEntities(Order order, PickJob job, DateTimeOffset at) =>
        new([.. order.Plans.Where(p => p.Id == job.PlanId).Select(p => Cancel(p, at))], [job]);

    private static EndedEntities GetEndedEntities(Order order, DateTimeOffset at) => new(
        [.. order.Plans.Where(p => !order.IsHandedOver(p)).Select(p => Cancel(p, at))],
        [.. order.PickJobs.Where(j => !order.IsHandedOver(j.Id)).Select(j => Cancel(j, at))])
    {
        HandoverJobs = [.. order.HandoverJobs.Where(h => !h.HasHandedOver).Select(h => Cancel(h, at))],
        Shipments = [.. order.Shipments.Where(s => !order.IsHandedOver(s)).Select(s => Cancel(s, at))],
    };

    /// <summary>A pick job in its last state.</summary>
    internal static PickJob Cancel(PickJob job, DateTimeOffset at) => job.Status is PickJobStatus.Closed
        ? job
        : job with { Version = job.Version + 1, Status = PickJobStatus.Canceled, ModifiedAt = at };

    /// <summary>A plan in its last state.</summary>
    internal static RoutingPlan Cancel(RoutingPlan plan, DateTimeOffset at) => plan with
    {
        Version = plan.Version + 1,
        Status = RoutingPlanStatus.Canceled,
        Lines = [.. plan.Lines.Select(l => l with { Reserved = Quantity.Zero })],
        ModifiedAt = at,
    };

    private static HandoverJob Cancel(HandoverJob job, DateTimeOffset at) =>
        job with { Version = job.Version + 1, Status = HandoverStatus.Canceled, ModifiedAt = at };

    private static Shipment Cancel(Shipment shipment, DateTimeOffset at) => shipment with
    {
        Version = shipment.Version + 1,
        Status = ShipmentStatus.Canceled,
        ModifiedAt = at,
        Parcels = [.. shipment.Parcels.Select(p => p with { Version = p.Version + 1, Status = ParcelStatus.Canceled })],
    };
}
