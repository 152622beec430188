using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.Events;

/// <summary>
/// A position in the event feed of a tenant. No event ever appears later at an earlier position, even with concurrent transactions on
/// several nodes. A reader that has passed a position has missed nothing before it.
/// </summary>
/// <param name="Transaction">The number of the writing transaction.</param>
/// <param name="Sequence">The number of the journal entry.</param>
/// <param name="Index">The index of the event in the entry.</param>
internal readonly record struct EventPosition(long Transaction, long Sequence, int Index) : IComparable<EventPosition>
{
    /// <summary>Before the first event.</summary>
    public static readonly EventPosition Beginning = new(-1, 0, 0);

    /// <summary>After the last event of an entry.</summary>
    public static EventPosition AfterEntry(long transaction, long sequence) => new(transaction, sequence, int.MaxValue);

    public int CompareTo(EventPosition other) =>
        (Transaction, Sequence, Index).CompareTo((other.Transaction, other.Sequence, other.Index));

    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;
}

/// <summary>A journal entry in the feed.</summary>
/// <param name="Personal">The personal data of the entry; null if there was none or it was erased.</param>
internal sealed record FeedEntry(
    long Transaction,
    long Sequence,
    OrderId Order,
    long Revision,
    DateTimeOffset At,
    Provenance Provenance,
    ImmutableArray<OrderEvent> Events,
    PersonalData? Personal)
{
    /// <summary>Whether the order is anonymized now.</summary>
    public bool IsErased { get; init; }

    /// <summary>The comment of the modification; null if there is none or it is erased.</summary>
    public string? Comment { get; init; }
}

/// <summary>One page of the journal.</summary>
/// <param name="Entries">The entries in position order.</param>
/// <param name="Passed">All entries up to this position were read.</param>
/// <param name="Head">No transaction before this position is still running.</param>
internal sealed record FeedEntryPage(IReadOnlyList<FeedEntry> Entries, EventPosition Passed, EventPosition Head);

/// <summary>Reads the journal of all orders of a tenant in a permanent order that is the same for all readers.</summary>
internal interface IJournalFeed
{
    /// <summary>The position up to which all transactions are committed. New events of the tenant get later positions.</summary>
    Task<EventPosition> ReadHead(TenantId tenant, CancellationToken ct);

    /// <summary>The entries that may have events after a position, of the given orders; an empty collection matches all orders.</summary>
    Task<FeedEntryPage> ReadAfter(
        TenantId tenant, EventPosition after, IReadOnlyCollection<OrderId> orders, int max, CancellationToken ct);

    /// <summary>Orders at the given revisions. Omits revisions that do not exist.</summary>
    Task<IReadOnlyList<Order>> LoadStates(TenantId tenant, IReadOnlyList<(OrderId Order, long Revision)> states, CancellationToken ct);
}
