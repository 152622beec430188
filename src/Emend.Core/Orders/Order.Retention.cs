namespace Emend.Core.Orders;

// For how long an order is kept, and what of it.
public sealed partial record Order
{
    /// <summary>When all work on it ended; null while there is some.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When what speaks of persons was erased; null while it is there.</summary>
    public DateTimeOffset? AnonymizedAt { get; init; }

    /// <summary>When it is to be erased, where somebody said so; null leaves it to the tenant's settings.</summary>
    public DateTimeOffset? AnonymizeAt { get; init; }

    /// <summary>When the order is to be deleted, where somebody said so; null leaves it to the tenant's settings.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>Whether everything that can be had is handed over: no work is left, and nothing waits.</summary>
    public bool IsFinished => !HandoverJobs.IsEmpty && HandoverJobs.All(h => h.Status is HandoverStatus.HandedOver) && NothingToPick;

    /// <summary>Whether all that was to be handed over was refused, and nothing is left to route.</summary>
    public bool HasNothingToFulfill => Plans.IsEmpty && Lines.Any(l => l.Withdrawn > Quantity.Zero);

    /// <summary>Whether nobody has any work with it: it was ended, or all there was to do is done.</summary>
    public bool HasEnded => ReturnTasks.IsEmpty && Status switch
    {
        OrderStatus.Canceled or OrderStatus.Obsolete => true,
        OrderStatus.Open => HasNothingToFulfill || (!PickJobs.IsEmpty && NothingToPick
            && HandoverJobs.All(h => h.Status is HandoverStatus.HandedOver or HandoverStatus.Obsolete or HandoverStatus.Canceled)),
        _ => false,
    };

    private bool NothingToPick => PickJobs.All(j => j.Status is PickJobStatus.Closed) && Plans.All(p => PickJobOf(p.Id) is not null);

    /// <summary>When what speaks of persons was or is to be erased, if all work has ended by then.</summary>
    public DateTimeOffset ToAnonymizeAt(TenantSettings settings) =>
        AnonymizedAt ?? AnonymizeAt ?? (EndedAt ?? LastEventAt) + settings.Retention;

    /// <summary>When it is to be deleted.</summary>
    public DateTimeOffset ToDeleteAt(TenantSettings settings) => DeleteAt ?? ToAnonymizeAt(settings) + settings.DeletionAfter;

    private Order AtEnd(DateTimeOffset at) => HasEnded
        ? EndedAt is null ? this with { EndedAt = at } : this
        : EndedAt is null ? this : this with { EndedAt = null };

    private Order Kept(OrderEvent.RetentionDatesSet retentionDatesSet) =>
        this with { AnonymizeAt = retentionDatesSet.AnonymizeAt ?? AnonymizeAt, DeleteAt = retentionDatesSet.DeleteAt ?? DeleteAt };
}
