namespace Emend.Core.Orders;

// Retention of an order.
public sealed partial record Order
{
    /// <summary>When all work on the order ended; null while work remains.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Progress of the work on the order.</summary>
    public OrderProgress Progress => !IsActive || HasNothingToFulfill ? OrderProgress.Canceled
        : IsFinished ? OrderProgress.Finished
        : PickJobs.Any(job => job.Status is not PickJobStatus.Open) ? OrderProgress.InProgress
        : OrderProgress.Created;

    /// <summary>When the order was anonymized; null if it is not anonymized.</summary>
    public DateTimeOffset? AnonymizedAt { get; init; }

    /// <summary>Requested anonymization time; null if the tenant settings apply.</summary>
    public DateTimeOffset? AnonymizeAt { get; init; }

    /// <summary>Requested deletion time; null if the tenant settings apply.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>Whether all goods are handed over, so that no work and no unroutable units remain.</summary>
    public bool IsFinished => !HandoverJobs.IsEmpty && HandoverJobs.All(h => h.Status is HandoverStatus.HandedOver) && HasNothingToPick;

    /// <summary>Whether units were withdrawn and no units are left to route.</summary>
    public bool HasNothingToFulfill => Plans.IsEmpty && Lines.Any(l => l.Withdrawn > Quantity.Zero);

    /// <summary>Whether all work on the order has ended: the order is canceled or deleted, or all work is done.</summary>
    public bool HasEnded => ReturnTasks.IsEmpty && (!IsActive || (IsOpen && IsWorkDone));

    private bool IsWorkDone => HasNothingToFulfill || (!PickJobs.IsEmpty && HasNothingToPick
        && HandoverJobs.All(h => h.Status is HandoverStatus.HandedOver or HandoverStatus.Obsolete or HandoverStatus.Canceled));

    private bool HasNothingToPick => PickJobs.All(j => j.Status is PickJobStatus.Closed)
        && Plans.All(p => FindPickJobOfPlan(p.Id) is not null);

    /// <summary>When the order was or will be anonymized, provided that all work has ended by then.</summary>
    public DateTimeOffset GetAnonymizationTime(TenantSettings settings) =>
        AnonymizedAt ?? AnonymizeAt ?? (EndedAt ?? LastEventAt) + settings.Retention;

    /// <summary>When the order will be deleted.</summary>
    public DateTimeOffset GetDeletionTime(TenantSettings settings) => DeleteAt ?? GetAnonymizationTime(settings) + settings.DeletionAfter;

    private Order WithEndTime(DateTimeOffset at) => HasEnded
        ? EndedAt is null ? this with { EndedAt = at } : this
        : EndedAt is null ? this : this with { EndedAt = null };

    private Order WithRetentionDates(OrderEvent.RetentionDatesSet retentionDatesSet) =>
        this with { AnonymizeAt = retentionDatesSet.AnonymizeAt ?? AnonymizeAt, DeleteAt = retentionDatesSet.DeleteAt ?? DeleteAt };
}
