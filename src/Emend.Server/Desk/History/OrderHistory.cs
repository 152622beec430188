using System.Collections.Immutable;
using Emend.Core.Differences;
using Emend.Core.Orders;

namespace Emend.Server.Desk.History;

/// <summary>
/// What was: the order at an earlier point, the differences of any two, every change with who made it and why. Never decides; whoever
/// asks has read the order as it is now and may see it.
/// </summary>
internal sealed class OrderHistory(IOrderHistory history, IOrderStore store)
{
    private const int Chunk = 50;

    /// <summary>The order at a point in time or at a revision.</summary>
    public async Task<Past> At(TenantId tenant, Order now, Point point, CancellationToken ct)
    {
        var revision = point switch
        {
            Point.AtRevision at => at.Revision,
            Point.AtMoment at when at.Moment >= now.TouchedAt => now.Revision,
            Point.AtMoment at => await history.RevisionAt(tenant, now.Id, at.Moment, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (revision is null)
            return new Past.BeforeItExisted(now.CreatedAt);
        if (revision == now.Revision)
            return new Past.Found(now);
        return revision is > 0 && revision <= now.Revision && await store.AsOf(tenant, now.Id, revision.Value, ct) is { } order
            ? new Past.Found(order)
            : new Past.NoSuchRevision(now.Revision);
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
    public async Task<Undoable> Modification(TenantId tenant, Order now, long revision, CancellationToken ct)
    {
        var entry = revision is > 0 && revision <= now.Revision
            ? (await history.Entries(tenant, now.Id, revision, revision, ct)).SingleOrDefault()
            : null;
        return entry switch
        {
            null => new Undoable.NoSuchRevision(now.Revision),
            { CanBeUndone: true, Before: { } before } => new Undoable.Applied(new(revision, before, entry.After)),
            _ => new Undoable.NoModification(entry),
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
                foreach (var path in paths.Where(p => !found.ContainsKey(p) && touched.Any(d => Differing.Overlap(d.Path, p))))
                    found[path] = entry;
            }
        }
        return found;
    }
}

/// <summary>When an order is looked at.</summary>
internal abstract record Point
{
    public sealed record AtRevision(long Revision) : Point;

    public sealed record AtMoment(DateTimeOffset Moment) : Point;
}

/// <summary>An order as it was, or why it was not.</summary>
internal abstract record Past
{
    public sealed record Found(Order Order) : Past;

    /// <summary>Revisions go from 1 to the last.</summary>
    public sealed record NoSuchRevision(long Last) : Past;

    /// <summary>The order was placed later than that.</summary>
    public sealed record BeforeItExisted(DateTimeOffset Placed) : Past;
}

/// <summary>Part of a history.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">The revision before which the next page begins; null where this was the last.</param>
internal sealed record HistoryPage(ImmutableArray<JournalEntry> Entries, long? Next);

/// <summary>Whether a revision can be undone at all.</summary>
internal abstract record Undoable
{
    public sealed record Applied(Core.Orders.Applied Modification) : Undoable;

    /// <summary>Revisions go from 1 to the last.</summary>
    public sealed record NoSuchRevision(long Last) : Undoable;

    /// <summary>At that revision something else happened, be it a change of how the order is fulfilled.</summary>
    public sealed record NoModification(JournalEntry Entry) : Undoable;
}
