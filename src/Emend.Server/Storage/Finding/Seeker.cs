using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>Places of what could meet a search, and from where to look on; null where there is nothing behind them.</summary>
internal sealed record Places(IReadOnlyList<Position> At, Position? GoOn);

/// <summary>How much a search may look at.</summary>
/// <param name="First">Rows that are gone through in any case.</param>
/// <param name="More">Rows that are gone through where no index helps; then a page ends.</param>
/// <param name="Hits">Rows that are looked up by rare terms and sorted.</param>
/// <param name="Read">Things that are read for one page beyond those that are told.</param>
/// <param name="Counted">Rows that are counted while somebody waits.</param>
internal sealed record Bounds(int First = 2_000, int More = 10_000, int Hits = 50_000, int Read = 1_000, int Counted = 10_000);

/// <summary>
/// Goes through a list in its order. What many have is met within the first rows; what few have is looked up by its terms. What is
/// neither is looked for among so many rows, and then it is told how far that was: no search can make the database look at everything.
/// </summary>
internal sealed class Seeker(Database database, Bounds bounds, TenantId tenant, Source source, Search search)
{
    /// <summary>One of so many rows at most: rarer is looked up by its terms.</summary>
    private const int RareOneOf = 25;

    private readonly Walk walk = new(database.Dialect, tenant, source, search);

    /// <summary>The next places, at most so many.</summary>
    public async Task<Places> Next(Position? from, int wanted, CancellationToken ct)
    {
        var rare = walk.Reach.Covers.FirstOrDefault(cover => cover.Rare);
        if ((rare is not null || walk.SpanApart) && await Driven(rare, from, wanted, ct) is { } driven) return driven;

        var first = await database.List(walk.First(from, bounds.First, wanted), walk.PositionOf, ct);
        if (first.Count == wanted) return new(first, first[^1]);
        var (rows, cover, last) = await Sample(from, ct);
        if (rows < bounds.First) return new(first, null);
        if (cover is not null && await Driven(cover, from, wanted, ct) is { } found) return found;
        return await Further(first, last!, wanted, ct);
    }

    private async Task<Places?> Driven(Cover? cover, Position? from, int wanted, CancellationToken ct)
    {
        var hits = 0L;
        var keys = source.Sortings[search.Sort.By].Length;
        var at = await database.List(
            walk.Driven(cover, from, bounds.Hits, wanted),
            row =>
            {
                hits = row.Long(keys);
                return walk.PositionOf(row);
            },
            ct);
        return hits >= bounds.Hits ? null : new(at, at.Count == wanted ? at[^1] : null);
    }

    private Task<(long Rows, Cover? Cover, Position? Last)> Sample(Position? from, CancellationToken ct) => database.Read(
        [walk.Sample(from, bounds.First), walk.Last(from, bounds.First)],
        async (rows, token) =>
        {
            var covers = walk.Reach.Covers;
            var (all, have) = await rows.First(
                row => (row.Long(0), covers.Select((cover, at) => (cover, row.Long(at + 1))).ToList()), token);
            await rows.Next(token);
            var last = await rows.First(walk.PositionOf, token);
            var rarest = have.Where(h => h.Item2 * RareOneOf <= all).OrderBy(h => h.Item2).Select(h => h.cover).FirstOrDefault();
            return (all, rarest, last);
        },
        ct);

    private Task<Places> Further(List<Position> first, Position from, int wanted, CancellationToken ct) => database.Read(
        [walk.First(from, bounds.More, wanted - first.Count), walk.Last(from, bounds.More)],
        async (rows, token) =>
        {
            var more = await rows.List(walk.PositionOf, token);
            await rows.Next(token);
            var last = await rows.First(walk.PositionOf, token);
            List<Position> all = [.. first, .. more];
            return new Places(all, all.Count == wanted ? all[^1] : last);
        },
        ct);
}
