using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Finds things of one kind: places by rows and terms, and then each thing is looked at.</summary>
internal abstract class SearchIndex<T>(Database database, TotalCountCache totals, ScanLimits bounds, SearchSource searchSource) : ISearchIndex<T>
    where T : notnull
{
    public async Task<SearchPage<T>> Find(TenantId tenant, SearchRequest searchRequest, CancellationToken ct)
    {
        if (await Rooted(tenant, searchRequest.Where, ct) is { } few) return Page([.. few], searchRequest);
        var searchScanner = new SearchScanner(database, bounds, tenant, searchSource, searchRequest);
        var (found, from, read) = (new List<SearchHit<T>>(), searchRequest.From, 0);
        while (true)
        {
            // One more than a page: it tells that there is another page.
            var wanted = searchRequest.Size + 1 - found.Count;
            var places = await searchScanner.Next(from, wanted, ct);
            found.AddRange(await Read(tenant, searchRequest.Where, places.At, ct));
            from = places.GoOn;
            read += places.At.Count;
            if (found.Count > searchRequest.Size)
            {
                found.RemoveAt(searchRequest.Size);
                from = found[^1].At;
                break;
            }

            if (from is null || places.At.Count < wanted || read > bounds.Read) break;
        }

        if (searchRequest.Backward) found.Reverse();
        return new(found, from);
    }

    public async Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (await Rooted(tenant, where, ct) is { } few) return new(few.Count(), null);
        var searchCountQuery = new SearchCountQuery(database, bounds, tenant, searchSource, where);
        if (searchCountQuery.Exact) return await totals.Of(tenant, searchCountQuery, ct);

        var searchRequest = new SearchRequest(where, new(searchSource.AnySorting, true), bounds.Read);
        var all = await Find(tenant, searchRequest, ct);
        return all.End is null ? new(all.Items.Count, null) : null;
    }

    /// <summary>The things at these places, with what a search sees of each.</summary>
    protected abstract Task<IReadOnlyDictionary<SortPosition, (T Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> at, CancellationToken ct);

    /// <summary>All that meets it, where it names what they belong to; else null.</summary>
    protected virtual Task<IEnumerable<SearchHit<T>>?> Rooted(TenantId tenant, Criterion where, CancellationToken ct) =>
        Task.FromResult<IEnumerable<SearchHit<T>>?>(null);

    private static SearchPage<T> Page(List<SearchHit<T>> all, SearchRequest searchRequest)
    {
        var down = searchRequest.Sort.Descending != searchRequest.Backward;
        all.Sort((one, other) => one.At.Against(other.At) * (down ? -1 : 1));
        var rest = all.Where(searchHit => searchRequest.From is null || searchHit.At.Against(searchRequest.From) * (down ? -1 : 1) > 0).ToList();
        var page = rest.Take(searchRequest.Size).ToList();
        SortPosition? end = rest.Count > page.Count ? page[^1].At : null;
        if (searchRequest.Backward) page.Reverse();
        return new(page, end);
    }

    // What changed since its row was read, or only shares a number with what is looked for, falls out.
    private async Task<IEnumerable<SearchHit<T>>> Read(TenantId tenant, Criterion where, IReadOnlyList<SortPosition> at, CancellationToken ct)
    {
        if (at.Count == 0) return [];
        var loaded = await Load(tenant, at, ct);
        return at.Where(place => loaded.TryGetValue(place, out var it) && where.HoldsFor(it.Seen))
            .Select(place => new SearchHit<T>(place, loaded[place].Item));
    }
}
