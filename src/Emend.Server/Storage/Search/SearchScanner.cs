using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Positions of candidates, and the position to continue from; null if there are no more rows.</summary>
internal sealed record CandidateRows(IReadOnlyList<SortPosition> Positions, SortPosition? Next);

/// <summary>Limits of a search.</summary>
/// <param name="FirstRows">Rows to scan first. They also show how frequent the terms are.</param>
/// <param name="FurtherRows">Rows to scan after them. Then the page ends.</param>
/// <param name="MaxHits">Maximum number of rows to look up by rare terms and sort.</param>
/// <param name="MaxRead">Maximum number of items to read for one page in addition to its results.</param>
/// <param name="MaxCounted">Maximum number of rows to count within a request.</param>
internal sealed record ScanLimits(
    int FirstRows = 500, int FurtherRows = 10_000, int MaxHits = 50_000, int MaxRead = 1_000, int MaxCounted = 10_000);

/// <summary>
/// Scans a list in sort order. The first rows contain matches of frequent terms. Rare terms are looked up in the index. All other searches
/// scan a limited number of rows and return the position to continue from, so no search scans the whole table.
/// </summary>
internal sealed class SearchScanner(Database database, ScanLimits limits, TenantId tenant, SearchSource searchSource, SearchRequest request)
{
    /// <summary>
    /// A term is rare if at most one of this many rows has it. Then a lookup costs no more than a scan of a million rows.
    /// </summary>
    private const int RareOneOf = 250;

    /// <summary>Limit for rare terms if a further scan would not fill a page.</summary>
    private const int FallbackRareOneOf = 25;

    private readonly SearchSqlBuilder _sqlBuilder = new(database.Dialect, tenant, searchSource, request);

    /// <summary>Reads the next candidates, up to a maximum number.</summary>
    public async Task<CandidateRows> Next(SortPosition? from, int wanted, CancellationToken ct)
    {
        var rare = _sqlBuilder.Scope.TermSets.FirstOrDefault(requiredTerms => requiredTerms.IsRare);
        if ((rare is not null || _sqlBuilder.NeedsTimeSpanLookup || _sqlBuilder.Scope.HasSelectiveColumn)
            && await ScanByTerms(rare, from, wanted, ct) is { } byTerms)
        {
            return byTerms;
        }

        var first = await ScanFirstRows(from, wanted, ct);
        if (first.At.Count == wanted || first.Last is null)
        {
            return new(first.At, first.Last);
        }

        if (first.IsRare && await ScanByTerms(first.Rarest, from, wanted, ct) is { } byRarest)
        {
            return byRarest;
        }

        return await ScanFurtherRows(first.At, first.Last, wanted, ct);
    }

    private async Task<CandidateRows?> ScanByTerms(RequiredTerms? requiredTerms, SortPosition? from, int wanted, CancellationToken ct)
    {
        var hits = 0L;
        var keys = searchSource.Sortings[request.Sort.By].Length;
        var at = await database.List(
            _sqlBuilder.SelectByTerms(requiredTerms, from, limits.MaxHits, wanted),
            row =>
            {
                hits = row.Long(keys);
                return _sqlBuilder.ReadPosition(row);
            },
            ct);
        return hits >= limits.MaxHits ? null : new(at, at.Count == wanted ? at[^1] : null);
    }

    // The frequency of terms costs as much as a scan. It is read only if the first scan did not fill the page.
    private async Task<ScanStart> ScanFirstRows(SortPosition? from, int wanted, CancellationToken ct)
    {
        var at = await database.List(_sqlBuilder.SelectFirst(from, limits.FirstRows, wanted), _sqlBuilder.ReadPosition, ct);
        if (at.Count == wanted)
        {
            return new(at, at[^1], null, false);
        }

        return await database.Read(
            [_sqlBuilder.SelectFrequencies(from, limits.FirstRows), _sqlBuilder.SelectLast(from, limits.FirstRows)],
            async (rows, token) =>
            {
                var allRequiredTerms = _sqlBuilder.Scope.TermSets;
                var (all, have) = await rows.First(
                    row => (row.Long(0), allRequiredTerms.Select((_, n) => row.Long(n + 1)).ToList()), token);
                await rows.Next(token);
                var last = await rows.First(_sqlBuilder.ReadPosition, token);
                var rarest = allRequiredTerms.Zip(have!).OrderBy(cover => cover.Second).FirstOrDefault();
                return new ScanStart(at, last, rarest.First, rarest.First is not null && IsRare(rarest.Second, all, at.Count, wanted));
            },
            ct);
    }

    private bool IsRare(long have, long all, int met, int wanted)
    {
        var expected = (long)met * limits.FurtherRows / limits.FirstRows;
        return have * RareOneOf <= all || (have * FallbackRareOneOf <= all && expected < 2 * wanted);
    }

    private Task<CandidateRows> ScanFurtherRows(
        IReadOnlyList<SortPosition> first, SortPosition from, int wanted, CancellationToken ct) => database.Read(
        [_sqlBuilder.SelectFirst(from, limits.FurtherRows, wanted - first.Count), _sqlBuilder.SelectLast(from, limits.FurtherRows)],
        async (row, token) =>
        {
            var more = await row.List(_sqlBuilder.ReadPosition, token);
            await row.Next(token);
            var last = await row.First(_sqlBuilder.ReadPosition, token);
            List<SortPosition> all = [.. first, .. more];
            return new CandidateRows(all, all.Count == wanted ? all[^1] : last);
        },
        ct);

    /// <param name="At">Candidates in the first rows.</param>
    /// <param name="Last">The last of these rows; null if there are no more rows.</param>
    /// <param name="Rarest">The required terms with the fewest matches in these rows.</param>
    /// <param name="IsRare">Whether these terms are rare enough for a lookup.</param>
    private sealed record ScanStart(IReadOnlyList<SortPosition> At, SortPosition? Last, RequiredTerms? Rarest, bool IsRare);
}
