using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>Places of what could meet a search, and from where to look on; null where there is nothing behind them.</summary>
internal sealed record Places(IReadOnlyList<Position> At, Position? GoOn);

/// <summary>How much a search may look at.</summary>
/// <param name="First">Rows that are gone through in any case, and tell how frequent its terms are.</param>
/// <param name="More">Rows that are gone through after them; then a page ends.</param>
/// <param name="Hits">Rows that are looked up by rare terms and sorted.</param>
/// <param name="Read">Things that are read for one page beyond those that are told.</param>
/// <param name="Counted">Rows that are counted while somebody waits.</param>
internal sealed record Bounds(int First = 500, int More = 10_000, int Hits = 50_000, int Read = 1_000, int Counted = 10_000);

/// <summary>
/// Goes through a list in its order. What many have is met within the first rows; what few have is looked up by its terms. What is
/// neither is looked for among so many rows, and then it is told how far that was: no search can make the database look at everything.
/// </summary>
internal sealed class Seeker(Database database, Bounds bounds, TenantId tenant, Source source, Search search)
{
    /// <summary>At most one of so many rows is rare: of a million, a page is met after as many rows as there are hits to sort.</summary>
    private const int RareOneOf = 250;

    /// <summary>At most one of so many rows is rare enough, where going on through the list would hardly fill a page.</summary>
    private const int BearableOneOf = 25;

    private readonly Walk walk = new(database.Dialect, tenant, source, search);

    /// <summary>The next places, at most so many.</summary>
    public async Task<Places> Next(Position? from, int wanted, CancellationToken ct)
    {
        var rare = walk.Reach.Covers.FirstOrDefault(cover => cover.Rare);
        if ((rare is not null || walk.SpanApart || walk.Reach.ByColumn) && await Driven(rare, from, wanted, ct) is { } apart) return apart;

        var first = await First(from, wanted, ct);
        if (first.At.Count == wanted || first.Last is null) return new(first.At, first.Last);
        if (first.IsRare && await Driven(first.Rarest, from, wanted, ct) is { } driven) return driven;
        return await Further(first.At, first.Last, wanted, ct);
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

    // Whether its terms are rare costs as much to learn as to look, and is asked only where looking did not do.
    private async Task<Start> First(Position? from, int wanted, CancellationToken ct)
    {
        var at = await database.List(walk.First(from, bounds.First, wanted), walk.PositionOf, ct);
        if (at.Count == wanted) return new(at, at[^1], null, false);
        return await database.Read(
            [walk.Sample(from, bounds.First), walk.Last(from, bounds.First)],
            async (rows, token) =>
            {
                var covers = walk.Reach.Covers;
                var (all, have) = await rows.First(row => (row.Long(0), covers.Select((_, n) => row.Long(n + 1)).ToList()), token);
                await rows.Next(token);
                var last = await rows.First(walk.PositionOf, token);
                var rarest = covers.Zip(have!).OrderBy(cover => cover.Second).FirstOrDefault();
                return new Start(at, last, rarest.First, rarest.First is not null && IsRare(rarest.Second, all, at.Count, wanted));
            },
            ct);
    }

    private bool IsRare(long have, long all, int met, int wanted)
    {
        var ahead = (long)met * bounds.More / bounds.First;
        return have * RareOneOf <= all || (have * BearableOneOf <= all && ahead < 2 * wanted);
    }

    private Task<Places> Further(IReadOnlyList<Position> first, Position from, int wanted, CancellationToken ct) => database.Read(
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

    /// <param name="At">What the first rows have.</param>
    /// <param name="Last">The last of these rows; null where there are no more.</param>
    /// <param name="Rarest">The cover that fewest of them have.</param>
    /// <param name="IsRare">Whether so few have it that it is looked up.</param>
    private sealed record Start(IReadOnlyList<Position> At, Position? Last, Cover? Rarest, bool IsRare);
}
