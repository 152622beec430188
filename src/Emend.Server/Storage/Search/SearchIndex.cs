using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Searches items of one kind: selects candidates by columns and terms, then loads and checks each item.</summary>
internal abstract class SearchIndex<T>(
    Database database, TotalCountCache totals, ScanLimits limits, SearchSource searchSource) : ISearchIndex<T>
    where T : notnull
{
    public async Task<SearchPage<T>> Find(TenantId tenant, SearchRequest request, CancellationToken ct)
    {
        if (await FindByParent(tenant, request.Where, ct) is { } few)
        {
            return CreatePage([.. few], request);
        }

        var searchScanner = new SearchScanner(database, limits, tenant, FindSource(request.Where, request.Sort), request);
        var (found, from, read) = (new List<SearchHit<T>>(), request.From, 0);
        while (true)
        {
            // Reads one more than a page, to detect a next page.
            var wanted = request.Size + 1 - found.Count;
            var places = await searchScanner.Next(from, wanted, ct);
            found.AddRange(await Read(tenant, request.Where, places.Positions, ct));
            from = places.Next;
            read += places.Positions.Count;
            if (found.Count > request.Size)
            {
                found.RemoveAt(request.Size);
                from = found[^1].At;
                break;
            }

            if (from is null || places.Positions.Count < wanted || read > limits.MaxRead)
            {
                break;
            }
        }

        if (request.Backward)
        {
            found.Reverse();
        }

        return new(found, from);
    }

    public async Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (await FindByParent(tenant, where, ct) is { } few)
        {
            return new(few.Count(), null);
        }

        var searchCountQuery = new SearchCountQuery(database, limits, tenant, FindSource(where, null), where);
        if (searchCountQuery.IsExact)
        {
            return await totals.Get(tenant, searchCountQuery, ct);
        }

        var request = new SearchRequest(where, new(searchSource.AnySorting, true), limits.MaxRead);
        var all = await Find(tenant, request, ct);
        return all.End is null ? new(all.Items.Count, null) : null;
    }

    /// <summary>Loads the items at these positions with their search documents.</summary>
    protected abstract Task<IReadOnlyDictionary<SortPosition, (T Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> positions, CancellationToken ct);

    /// <summary>The source that has the columns of the criterion and the sort order.</summary>
    protected virtual SearchSource FindSource(Criterion where, SortOrder? sort) => searchSource;

    /// <summary>All matches if the criterion names their orders or other parents; otherwise null.</summary>
    protected virtual Task<IEnumerable<SearchHit<T>>?> FindByParent(TenantId tenant, Criterion where, CancellationToken ct) =>
        Task.FromResult<IEnumerable<SearchHit<T>>?>(null);

    private static SearchPage<T> CreatePage(List<SearchHit<T>> all, SearchRequest request)
    {
        var descending = request.Sort.Descending != request.Backward;
        all.Sort((one, other) => one.At.Compare(other.At) * (descending ? -1 : 1));
        var rest = all.Where(
            searchHit => request.From is null || searchHit.At.Compare(request.From) * (descending ? -1 : 1) > 0).ToList();
        var page = rest.Take(request.Size).ToList();
        SortPosition? end = rest.Count > page.Count ? page[^1].At : null;
        if (request.Backward)
        {
            page.Reverse();
        }

        return new(page, end);
    }

    // Drops items that changed after their row was read, and hash collisions.
    private async Task<IEnumerable<SearchHit<T>>> Read(
        TenantId tenant, Criterion where, IReadOnlyList<SortPosition> positions, CancellationToken ct)
    {
        if (positions.Count == 0)
        {
            return [];
        }

        var loaded = await Load(tenant, positions, ct);
        return positions.Where(position => loaded.TryGetValue(position, out var it) && where.Matches(it.Seen))
            .Select(position => new SearchHit<T>(position, loaded[position].Item));
    }
}
