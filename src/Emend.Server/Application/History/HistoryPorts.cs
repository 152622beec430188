using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Server.Application.History;

/// <summary>What happened to orders, as it was written down.</summary>
internal interface IOrderHistoryReader
{
    /// <summary>What happened from one revision to another, both included, oldest first; fewer where there are fewer.</summary>
    Task<IReadOnlyList<JournalEntry>> Entries(TenantId tenant, OrderId order, long from, long to, CancellationToken ct);

    /// <summary>The last revision at that moment; null before the order existed.</summary>
    Task<long?> RevisionAt(TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct);
}

/// <summary>What happened at one revision of an order.</summary>
internal sealed record JournalEntry
{
    public required long Revision { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>What it was decided on; null for what is no modification, or was written before that was kept.</summary>
    public DecisionRecord? DecisionRecord { get; init; }

    /// <summary>With the personal data they speak of, or what says that it was erased.</summary>
    public required ImmutableArray<OrderEvent> Events { get; init; }

    /// <summary>Why, in the words of who did it; null where nobody said, or it was erased.</summary>
    public string? Comment { get; init; }

    /// <summary>The order before; null where it was placed.</summary>
    public Order? Before { get; init; }

    public required Order After { get; init; }

    /// <summary>The modifications that took this one back, oldest first.</summary>
    public ImmutableArray<long> UndoneBy { get; init; } = [];

    /// <summary>What differs by it, field by field; nothing of an order that was placed.</summary>
    public ImmutableArray<FieldDifference> Differences => OrderDiff.Between(Before, After, Events);

    /// <summary>The modification that this one takes back; null for every other.</summary>
    public long? Undoes => Events.OfType<OrderEvent.ModificationUndone>().FirstOrDefault()?.Revision;

    /// <summary>Whether the order, or how it is fulfilled, was modified, and not only work on it reported.</summary>
    public bool IsModification => DecisionRecord is not null || CanBeUndone;

    /// <summary>Whether what was ordered was modified: only that can be taken back.</summary>
    public bool CanBeUndone => Events.Any(orderEvent => orderEvent is OrderEvent.Modified);
}
