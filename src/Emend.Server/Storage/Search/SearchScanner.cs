using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Places of what could meet a search, and from where to look on; null where there is nothing behind them.</summary>
internal sealed record CandidateRows(IReadOnlyList<SortPosition> At, SortPosition? GoOn);

/// <summary>How much a search may look at.</summary>
/// <param name="First">Rows that are gone through in any case, and tell how frequent its terms are.</param>
/// <param name="More">Rows that are gone through after them; then a page ends.</param>
/// <param name="Hits">Rows that are looked up by rare terms and sorted.</param>
/// <param name="Read">Things that are read for one page beyond those that are told.</param>
/// <param name="Counted">Rows that are counted while somebody waits.</param>
internal sealed record ScanLimits(int First = 500, int More = 10_000, int Hits = 50_000, int Read = 1_000, int Counted = 10_000);

/// <summary>
/// Goes through a list in its order. What many have is met within the first rows; what few have is looked up by its terms. What is
/// neither is looked for among so many rows, and then it is told how far that was: no search can make the database look at everything.
/// </summary>
internal sealed class SearchScanner(Database database, ScanLimits bounds, TenantId tenant, SearchSource searchSource, SearchRequest searchRequest)
{
    /// <summary>At most one of so many rows is rare: of a million, a page is met after as many rows as there are hits to sort.</summary>
    private const int RareOneOf = 250;

    /// <summary>At most one of so many rows is rare enough, where going on through the list would hardly fill a page.</summary>
    private const int BearableOneOf = 25;

    private readonly SearchSqlBuilder walk = new(database.Dialect, tenant, searchSource, searchRequest);

    /// <summary>The next places, at most so many.</summary>
    public async Task<CandidateRows> Next(SortPosition? from, int wanted, CancellationToken ct)
    {
        var rare = walk.Reach.Covers.FirstOrDefault(requiredTerms => requiredTerms.Rare);
        if ((rare is not null || walk.SpanApart || walk.Reach.ByColumn) && await ScanByTerms(rare, from, wanted, ct) is { } apart) return apart;

        var first = await First(from, wanted, ct);
        if (first.At.Count == wanted || first.Last is null) return new(first.At, first.Last);
        if (first.IsRare && await ScanByTerms(first.Rarest, from, wanted, ct) is { } driven) return driven;
        return await Further(first.At, first.Last, wanted, ct);
    }

    private async Task<CandidateRows?> ScanByTerms(RequiredTerms? requiredTerms, SortPosition? from, int wanted, CancellationToken ct)
    {
        var hits = 0L;
        var keys = searchSource.Sortings[searchRequest.Sort.By].Length;
        var at = await database.List(
            walk.Driven(requiredTerms, from, bounds.Hits, wanted),
            row =>
            {
                hits = row.Long(keys);
                return walk.PositionOf(row);
            },
            ct);
        return hits >= bounds.Hits ? null : new(at, at.Count == wanted ? at[^1] : null);
    }

    // Whether its terms are rare costs as much to learn as to look, and is asked only where looking did not do.
    private async Task<ScanStart> First(SortPosition? from, int wanted, CancellationToken ct)
    {
        var at = await database.List(walk.First(from, bounds.First, wanted), walk.PositionOf, ct);
        if (at.Count == wanted) return new(at, at[^1], null, false);
        return await database.Read(
            [walk.Sample(from, bounds.First), walk.Last(from, bounds.First)],
            async (rows, token) =>
            {
                var requiredTermses = walk.Reach.Covers;
                var (all, have) = await rows.First(row => (row.Long(0), requiredTermses.Select((_, n) => row.Long(n + 1)).ToList()), token);
                await rows.Next(token);
                var last = await rows.First(walk.PositionOf, token);
                var rarest = requiredTermses.Zip(have!).OrderBy(cover => cover.Second).FirstOrDefault();
                return new ScanStart(at, last, rarest.First, rarest.First is not null && IsRare(rarest.Second, all, at.Count, wanted));
            },
            ct);
    }

    private bool IsRare(long have, long all, int met, int wanted)
    {
        var ahead = (long)met * bounds.More / bounds.First;
        return have * RareOneOf <= all || (have * BearableOneOf <= all && ahead < 2 * wanted);
    }

    private Task<CandidateRows> Further(IReadOnlyList<SortPosition> first, SortPosition from, int wanted, CancellationToken ct) => database.Read(
        [walk.First(from, bounds.More, wanted - first.Count), walk.Last(from, bounds.More)],
        async (row, token) =>
        {
            var more = await row.List(walk.PositionOf, token);
            await row.Next(token);
            var last = await row.First(walk.PositionOf, token);
            List<SortPosition> all = [.. first, .. more];
            return new CandidateRows(all, all.Count == wanted ? all[^1] : last);
        },
        ct);

    /// <param name="At">What the first rows have.</param>
    /// <param name="Last">The last of these rows; null where there are no more.</param>
    /// <param name="Rarest">The cover that fewest of them have.</param>
    /// <param name="IsRare">Whether so few have it that it is looked up.</param>
    private sealed record ScanStart(IReadOnlyList<SortPosition> At, SortPosition? Last, RequiredTerms? Rarest, bool IsRare);
}
