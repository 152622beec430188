using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>
/// A place in the feed of all events of a tenant. Whoever has passed it has missed nothing before it: nothing ever appears at an
/// earlier place later on, whatever ran at the same time on whatever node.
/// </summary>
/// <param name="Transaction">Which transaction wrote it.</param>
/// <param name="Sequence">Which entry of the journal.</param>
/// <param name="Index">Which of the events of that entry.</param>
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

/// <summary>One entry of the journal, as the feed reads it.</summary>
/// <param name="Personal">The personal data written with it; null where there was none, or it was erased.</param>
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
    /// <summary>Whether what speaks of persons in the order was erased by now, whenever this was written.</summary>
    public bool IsErased { get; init; }
}

/// <summary>Part of the journal.</summary>
/// <param name="Entries">In the order of their positions.</param>
/// <param name="Passed">Everything up to here was looked at.</param>
/// <param name="Head">Everything up to here is settled.</param>
internal sealed record FeedEntryPage(IReadOnlyList<FeedEntry> Entries, EventPosition Passed, EventPosition Head);

/// <summary>Reads the journal of all orders of a tenant, in an order that is the same for everybody and for ever.</summary>
internal interface IJournalFeed
{
    /// <summary>Up to where everything is settled: what comes after it, is yet to come.</summary>
    Task<EventPosition> Head(CancellationToken ct);

    /// <summary>The entries that may have events after a position, of some orders or, where none is named, of all.</summary>
    Task<FeedEntryPage> After(
        TenantId tenant, EventPosition after, IReadOnlyCollection<OrderId> orders, int max, CancellationToken ct);

    /// <summary>Orders as of revisions; those that are not there are left out.</summary>
    Task<IReadOnlyList<Order>> AsOf(TenantId tenant, IReadOnlyList<(OrderId Order, long Revision)> states, CancellationToken ct);
}
