using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Application.Outbox;

/// <summary>State of an effect in the outbox. A completed effect leaves the outbox.</summary>
internal enum OutboxState
{
    /// <summary>Waiting for its turn or for the next attempt.</summary>
    Waiting,

    /// <summary>Abandoned after its attempts. Later effects of the order continue. It can be replayed.</summary>
    DeadLettered,
}

/// <summary>Position of an effect in the outbox of its order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Position">Rises within the order. Effects of one order are sent in this sequence.</param>
internal readonly record struct OutboxPosition(OrderId Order, long Position);

/// <summary>An effect in the outbox.</summary>
/// <param name="At">The position.</param>
/// <param name="Id">The id of the effect: its idempotency key at the other system.</param>
/// <param name="Kind">The stored kind.</param>
/// <param name="Effect">The effect; null if a newer version of Emend wrote a kind that this version does not know.</param>
/// <param name="State">The state.</param>
internal sealed record OutboxEntry(OutboxPosition At, string Id, string Kind, ExternalEffect? Effect, OutboxState State)
{
    /// <summary>The facility that the effect belongs to.</summary>
    public required FacilityId Facility { get; init; }

    /// <summary>Failed attempts since the effect was written or replayed.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the effect was written or replayed. The time until it is given up starts here.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The earliest time of the next attempt.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>The time of the last failed attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Code of the last failure, without personal data.</summary>
    public string? LastError { get; init; }
}

/// <summary>How an effect ends.</summary>
/// <param name="Entry">The effect.</param>
/// <param name="Error">Null if the effect is completed and leaves the outbox; otherwise it is dead-lettered with this error.</param>
/// <param name="Now">The time.</param>
internal sealed record OutboxSettlement(OutboxEntry Entry, string? Error, DateTimeOffset Now);

/// <summary>Filter of a list of effects.</summary>
internal sealed record OutboxFilter(ImmutableArray<OutboxState> States, OrderId? Order, OutboxPosition? After, int Size)
{
    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

/// <summary>A page of effects, and how many effects the outbox has in each state.</summary>
internal sealed record OutboxPage(IReadOnlyList<OutboxEntry> Items, long Waiting, long DeadLettered);

/// <summary>
/// The effects of orders on other systems that have no response yet. The transaction of an order writes them. The work item of the order
/// claims them: methods with a claim write nothing if another node has taken it over.
/// </summary>
internal interface IOutboxStore
{
    /// <summary>All effects of an order, in sequence.</summary>
    Task<IReadOnlyList<OutboxEntry>> ReadOrder(TenantId tenant, OrderId order, CancellationToken ct);

    /// <summary>
    /// Appends effects of the claimed order that are not in the outbox. Returns whether the outbox of the order has them all now.
    /// It does not if another row has the id or the position of one.
    /// </summary>
    /// <exception cref="ClaimLostException">Another node has the claim.</exception>
    Task<bool> Append(WorkItemClaim claim, IReadOnlyList<ExternalEffect> effects, CancellationToken ct);

    /// <summary>Records a failed attempt. The next attempt is due at a time.</summary>
    /// <exception cref="ClaimLostException">Another node has the claim.</exception>
    Task RecordFailure(WorkItemClaim claim, OutboxSettlement failure, DateTimeOffset dueAt, CancellationToken ct);

    /// <summary>Ends an effect without a write of the order.</summary>
    /// <exception cref="ClaimLostException">Another node has the claim, or has ended the effect.</exception>
    Task Settle(WorkItemClaim claim, OutboxSettlement settlement, CancellationToken ct);

    /// <summary>Effects by order and position.</summary>
    Task<OutboxPage> List(TenantId tenant, OutboxFilter filter, CancellationToken ct);

    /// <summary>One effect; null if it does not exist or is completed.</summary>
    Task<OutboxEntry?> Find(TenantId tenant, OutboxPosition at, CancellationToken ct);

    /// <summary>Makes a dead-lettered effect wait again, with zero attempts. A waiting effect stays as it is.</summary>
    Task Replay(TenantId tenant, OutboxPosition at, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Repairs what a node of a version without outbox left: deletes the effects of deleted orders, and creates the missing work items of
    /// waiting effects.
    /// </summary>
    Task Sweep(TenantId tenant, DateTimeOffset now, CancellationToken ct);
}
