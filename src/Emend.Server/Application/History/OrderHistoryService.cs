using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Server.Application.History;

/// <summary>
/// What was: the order at an earlier point, the differences of any two, every change with who made it and why. Never decides; whoever
/// asks has read the order as it is now and may see it.
/// </summary>
internal sealed class OrderHistoryService(IOrderHistoryReader history, IOrderStore store)
{
    private const int Chunk = 50;

    /// <summary>The order at a point in time or at a revision.</summary>
    public async Task<HistoricalOrder> At(TenantId tenant, Order now, PointInHistory pointInHistory, CancellationToken ct)
    {
        var revision = pointInHistory switch
        {
            PointInHistory.AtRevision at => at.Revision,
            PointInHistory.AtMoment at when at.Moment >= now.LastEventAt => now.Revision,
            PointInHistory.AtMoment at => await history.RevisionAt(tenant, now.Id, at.Moment, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (revision is null)
            return new HistoricalOrder.BeforeCreation(now.CreatedAt);
        if (revision == now.Revision)
            return new HistoricalOrder.Found(now);
        return revision is > 0 && revision <= now.Revision && await store.AsOf(tenant, now.Id, revision.Value, ct) is { } order
            ? new HistoricalOrder.Found(order)
            : new HistoricalOrder.RevisionNotFound(now.Revision);
    }

    /// <summary>What happened before a revision, newest first.</summary>
    /// <param name="before">The revision before which to begin; null for the newest.</param>
    public async Task<HistoryPage> Page(
        TenantId tenant, Order now, long? before, int size, bool modificationsOnly, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<JournalEntry>();
        var to = Math.Min(before ?? long.MaxValue, now.Revision + 1) - 1;
        while (to > 0 && found.Count < size)
        {
            var from = Math.Max(1, to - Math.Max(Chunk, size) + 1);
            var entries = await history.Entries(tenant, now.Id, from, to, ct);
            foreach (var entry in entries.Reverse().Where(e => !modificationsOnly || e.IsModification).Take(size - found.Count))
                found.Add(entry);
            to = from - 1;
        }
        var next = found.Count > 0 ? found[^1].Revision : 1;
        return new(found.ToImmutable(), found.Count == size && next > 1 ? next : null);
    }

    /// <summary>A modification that an undo can speak of, or why there is none.</summary>
    public async Task<UndoEligibility> Modification(TenantId tenant, Order now, long revision, CancellationToken ct)
    {
        var entry = revision is > 0 && revision <= now.Revision
            ? (await history.Entries(tenant, now.Id, revision, revision, ct)).SingleOrDefault()
            : null;
        return entry switch
        {
            null => new UndoEligibility.RevisionNotFound(now.Revision),
            { CanBeUndone: true, Before: { } before } => new UndoEligibility.Applied(new(revision, before, entry.After)),
            _ => new UndoEligibility.NotAModification(entry),
        };
    }

    /// <summary>Who touched each of these fields last after a revision; nothing of a field that nobody touched.</summary>
    public async Task<IReadOnlyDictionary<string, JournalEntry>> LastTouched(
        TenantId tenant, Order now, long after, IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        var found = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        for (var to = now.Revision; to > after && found.Count < paths.Count; to -= Chunk)
        {
            var entries = await history.Entries(tenant, now.Id, Math.Max(after + 1, to - Chunk + 1), to, ct);
            foreach (var entry in entries.Reverse())
            {
                var touched = entry.Differences;
                foreach (var path in paths.Where(p => !found.ContainsKey(p) && touched.Any(d => OrderDiff.Overlap(d.Path, p))))
                    found[path] = entry;
            }
        }
        return found;
    }
}

/// <summary>When an order is looked at.</summary>
internal abstract record PointInHistory
{
    public sealed record AtRevision(long Revision) : PointInHistory;

    public sealed record AtMoment(DateTimeOffset Moment) : PointInHistory;
}

/// <summary>An order as it was, or why it was not.</summary>
internal abstract record HistoricalOrder
{
    public sealed record Found(Order Order) : HistoricalOrder;

    /// <summary>Revisions go from 1 to the last.</summary>
    public sealed record RevisionNotFound(long Last) : HistoricalOrder;

    /// <summary>The order was placed later than that.</summary>
    public sealed record BeforeCreation(DateTimeOffset Placed) : HistoricalOrder;
}

/// <summary>Part of a history.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">The revision before which the next page begins; null where this was the last.</param>
internal sealed record HistoryPage(ImmutableArray<JournalEntry> Entries, long? Next);

/// <summary>Whether a revision can be undone at all.</summary>
internal abstract record UndoEligibility
{
    public sealed record Applied(Core.Orders.AppliedModification Modification) : UndoEligibility;

    /// <summary>Revisions go from 1 to the last.</summary>
    public sealed record RevisionNotFound(long Last) : UndoEligibility;

    /// <summary>At that revision something else happened, be it a change of how the order is fulfilled.</summary>
    public sealed record NotAModification(JournalEntry Entry) : UndoEligibility;
}
