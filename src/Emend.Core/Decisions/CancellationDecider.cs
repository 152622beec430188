using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Ends an order with every entity of it.</summary>
internal static class CancellationDecider
{
    public static Decision.Accepted Accept(OrderRevisionBuilder builder, Cancellation cancellation)
    {
        var order = builder.Order;
        ReturnTaskFactory.CreateReturnTasks(builder, order.PickJobs);
        builder.Append(new OrderEvent.Canceled(cancellation));
        return builder.Accept(PastOf(order, builder.At), null);
    }

    /// <summary>Ends a handover job alone, with what led to it. Its pick job was finished and stays so.</summary>
    public static Decision.Accepted Handover(OrderRevisionBuilder builder, HandoverJob job, HandoverCancelReason reason)
    {
        var order = builder.Order;
        var picked = order.FindPickJob(job.PickJobId)!;
        ReturnTaskFactory.CreateReturnTasks(builder, [picked]);
        builder.Append(new OrderEvent.HandoverJobCanceled(job.Id, reason));
        var past = new EndedEntities(
            [.. order.Plans.Where(p => p.Id == picked.PlanId).Select(p => Ended(p, builder.At))],
            [picked with { Version = picked.Version + 1, ModifiedAt = builder.At }])
        {
            HandoverJobs = [Ended(job, builder.At) with { CancelReason = reason }],
            Shipments = [.. order.Shipments.Where(s => s.PickJobId == picked.Id).Select(s => Ended(s, builder.At))],
        };
        return builder.Accept(past, null);
    }

    /// <summary>Ends a pick job alone, with its plan.</summary>
    public static Decision.Accepted PickJob(OrderRevisionBuilder builder, PickJob job, bool obsolete)
    {
        var order = builder.Order;
        ReturnTaskFactory.CreateReturnTasks(builder, [job]);
        builder.Append(new OrderEvent.PickJobCanceled(job.Id, obsolete));
        var status = obsolete ? PickJobStatus.Obsolete : PickJobStatus.Canceled;
        return builder.Accept(
            new EndedEntities(
                [.. order.Plans.Where(p => p.Id == job.PlanId).Select(p => Ended(p, builder.At))],
                [job with { Version = job.Version + 1, Status = status, ModifiedAt = builder.At }]),
            null);
    }

    private static EndedEntities PastOf(Order order, DateTimeOffset at) => new(
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
