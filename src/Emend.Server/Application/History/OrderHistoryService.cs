using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.History;

/// <summary>
/// Reads the history of orders: earlier states and all changes with actor and comment. Callers have already loaded the current order and
/// checked access to it.
/// </summary>
internal sealed class OrderHistoryService(IOrderHistoryReader history, IOrderStore store)
{
    private const int ChunkSize = 50;

    /// <summary>The order at a time or at a revision.</summary>
    public async Task<HistoricalOrder> FindOrder(TenantId tenant, Order currentOrder, PointInHistory point, CancellationToken ct)
    {
        var revision = point switch
        {
            PointInHistory.AtRevision at => at.Revision,
            PointInHistory.AtMoment at when at.Moment >= currentOrder.LastEventAt => currentOrder.Revision,
            PointInHistory.AtMoment at => await history.FindRevisionAt(tenant, currentOrder.Id, at.Moment, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (revision is null)
        {
            return new HistoricalOrder.BeforeCreation(currentOrder.CreatedAt);
        }

        if (revision == currentOrder.Revision)
        {
            return new HistoricalOrder.Found(currentOrder);
        }

        return revision is > 0 && revision <= currentOrder.Revision
            && await store.LoadRevision(tenant, currentOrder.Id, revision.Value, ct) is { } order
            ? new HistoricalOrder.Found(order)
            : new HistoricalOrder.RevisionNotFound(currentOrder.Revision);
    }

    /// <summary>One page of the history before a revision, newest first.</summary>
    /// <param name="before">The page starts before this revision; null starts at the newest.</param>
    public async Task<HistoryPage> ReadPage(
        TenantId tenant, Order currentOrder, long? before, int size, bool modificationsOnly, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<JournalEntry>();
        var to = Math.Min(before ?? long.MaxValue, currentOrder.Revision + 1) - 1;
        while (to > 0 && found.Count < size)
        {
            var from = Math.Max(1, to - Math.Max(ChunkSize, size) + 1);
            var entries = await history.ReadEntries(tenant, currentOrder.Id, from, to, ct);
            foreach (var entry in entries.Reverse().Where(e => !modificationsOnly || e.IsModification).Take(size - found.Count))
            {
                found.Add(entry);
            }

            to = from - 1;
        }
        var next = found.Count > 0 ? found[^1].Revision : 1;
        return new(found.ToImmutable(), found.Count == size && next > 1 ? next : null);
    }

    /// <summary>The modification at a revision, or why it cannot be undone.</summary>
    public async Task<UndoEligibility> CheckUndo(TenantId tenant, Order currentOrder, long revision, CancellationToken ct)
    {
        var entry = revision is > 0 && revision <= currentOrder.Revision
            ? (await history.ReadEntries(tenant, currentOrder.Id, revision, revision, ct)).SingleOrDefault()
            : null;
        return entry switch
        {
            null => new UndoEligibility.RevisionNotFound(currentOrder.Revision),
            { CanBeUndone: true, Before: { } before } => new UndoEligibility.Applied(new(revision, before, entry.After)),
            _ => new UndoEligibility.NotAModification(entry),
        };
    }

    /// <summary>The last entry after a revision that changed each field. Omits unchanged fields.</summary>
    public async Task<IReadOnlyDictionary<string, JournalEntry>> FindLastChanges(
        TenantId tenant, Order currentOrder, long after, IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        var found = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        for (var to = currentOrder.Revision; to > after && found.Count < paths.Count; to -= ChunkSize)
        {
            var entries = await history.ReadEntries(tenant, currentOrder.Id, Math.Max(after + 1, to - ChunkSize + 1), to, ct);
            foreach (var entry in entries.Reverse())
            {
                var touched = entry.Differences;
                foreach (var path in paths.Where(p => !found.ContainsKey(p) && touched.Any(d => OrderDiff.PathsOverlap(d.Path, p))))
                {
                    found[path] = entry;
                }
            }
        }
        return found;
    }
}

/// <summary>A point in the history of an order.</summary>
internal abstract record PointInHistory
{
    public sealed record AtRevision(long Revision) : PointInHistory;

    public sealed record AtMoment(DateTimeOffset Moment) : PointInHistory;
}

/// <summary>An earlier state of an order, or why it does not exist.</summary>
internal abstract record HistoricalOrder
{
    public sealed record Found(Order Order) : HistoricalOrder;

    /// <summary>The revision is not between 1 and <paramref name="Last"/>.</summary>
    public sealed record RevisionNotFound(long Last) : HistoricalOrder;

    /// <summary>The order was placed after the requested time.</summary>
    public sealed record BeforeCreation(DateTimeOffset Placed) : HistoricalOrder;
}

/// <summary>One page of the history.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="Next">The next page starts before this revision; null for the last page.</param>
internal sealed record HistoryPage(ImmutableArray<JournalEntry> Entries, long? Next);

/// <summary>Whether a revision can be undone.</summary>
internal abstract record UndoEligibility
{
    public sealed record Applied(AppliedModification Modification) : UndoEligibility;

    /// <summary>The revision is not between 1 and <paramref name="Last"/>.</summary>
    public sealed record RevisionNotFound(long Last) : UndoEligibility;

    /// <summary>The revision did not modify the order itself, for example a fulfillment action.</summary>
    public sealed record NotAModification(JournalEntry Entry) : UndoEligibility;
}
