using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.History;

/// <summary>Reads the journals of orders.</summary>
internal interface IOrderHistoryReader
{
    /// <summary>The journal entries from one revision to another (inclusive), oldest first. Omits revisions that do not exist.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadEntries(TenantId tenant, OrderId order, long from, long to, CancellationToken ct);

    /// <summary>The last revision at a time; null before the creation of the order.</summary>
    Task<long?> FindRevisionAt(TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct);
}

/// <summary>The journal entry of one revision.</summary>
internal sealed record JournalEntry
{
    public required long Revision { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>
    /// The decision inputs; null for entries that are not modifications, and for entries written before Emend stored the inputs.
    /// </summary>
    public DecisionRecord? DecisionRecord { get; init; }

    /// <summary>The events with their personal data, or with a marker that it was erased.</summary>
    public required ImmutableArray<OrderEvent> Events { get; init; }

    /// <summary>The comment of the caller; null if there was none or it was erased.</summary>
    public string? Comment { get; init; }

    /// <summary>The order before this revision; null for the first revision.</summary>
    public Order? Before { get; init; }

    public required Order After { get; init; }

    /// <summary>The revisions that undid this modification, oldest first.</summary>
    public ImmutableArray<long> UndoneBy { get; init; } = [];

    /// <summary>The field differences; empty for the first revision.</summary>
    public ImmutableArray<FieldDifference> Differences => OrderDiff.Between(Before, After, Events);

    /// <summary>The revision that this entry undoes; null for other entries.</summary>
    public long? Undoes => Events.OfType<OrderEvent.ModificationUndone>().FirstOrDefault()?.Revision;

    /// <summary>Whether the entry modified the order or its fulfillment. False for warehouse actions.</summary>
    public bool IsModification => DecisionRecord is not null || CanBeUndone;

    /// <summary>Whether the entry modified the order itself. Only such modifications can be undone.</summary>
    public bool CanBeUndone => Events.Any(orderEvent => orderEvent is OrderEvent.Modified);
}
