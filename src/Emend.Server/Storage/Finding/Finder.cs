using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>Finds things of one kind: places by rows and terms, and then each thing is looked at.</summary>
internal abstract class Finder<T>(Database database, Totals totals, Bounds bounds, Source source) : IFinder<T>
    where T : notnull
{
    public async Task<Found<T>> Find(TenantId tenant, Search search, CancellationToken ct)
    {
        if (await Rooted(tenant, search.Where, ct) is { } few) return Page([.. few], search);
        var seeker = new Seeker(database, bounds, tenant, source, search);
        var (found, from, read) = (new List<Hit<T>>(), search.From, 0);
        while (true)
        {
            // One more than a page: it tells that there is another page.
            var wanted = search.Size + 1 - found.Count;
            var places = await seeker.Next(from, wanted, ct);
            found.AddRange(await Read(tenant, search.Where, places.At, ct));
            from = places.GoOn;
            read += places.At.Count;
            if (found.Count > search.Size)
            {
                found.RemoveAt(search.Size);
                from = found[^1].At;
                break;
            }

            if (from is null || places.At.Count < wanted || read > bounds.Read) break;
        }

        if (search.Backward) found.Reverse();
        return new(found, from);
    }

    public async Task<Total?> Count(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (await Rooted(tenant, where, ct) is { } few) return new(few.Count(), null);
        var counting = new Counting(database, bounds, tenant, source, where);
        if (counting.Exact) return await totals.Of(tenant, counting, ct);

        var search = new Search(where, new(source.AnySorting, true), bounds.Read);
        var all = await Find(tenant, search, ct);
        return all.End is null ? new(all.Items.Count, null) : null;
    }

    /// <summary>The things at these places, with what a search sees of each.</summary>
    protected abstract Task<IReadOnlyDictionary<Position, (T Item, Findable Seen)>> Load(
        TenantId tenant, IReadOnlyList<Position> at, CancellationToken ct);

    /// <summary>All that meets it, where it names what they belong to; else null.</summary>
    protected virtual Task<IEnumerable<Hit<T>>?> Rooted(TenantId tenant, Criterion where, CancellationToken ct) =>
        Task.FromResult<IEnumerable<Hit<T>>?>(null);

    private static Found<T> Page(List<Hit<T>> all, Search search)
    {
        var down = search.Sort.Descending != search.Backward;
        all.Sort((one, other) => one.At.Against(other.At) * (down ? -1 : 1));
        var rest = all.Where(hit => search.From is null || hit.At.Against(search.From) * (down ? -1 : 1) > 0).ToList();
        var page = rest.Take(search.Size).ToList();
        Position? end = rest.Count > page.Count ? page[^1].At : null;
        if (search.Backward) page.Reverse();
        return new(page, end);
    }

    // What changed since its row was read, or only shares a number with what is looked for, falls out.
    private async Task<IEnumerable<Hit<T>>> Read(TenantId tenant, Criterion where, IReadOnlyList<Position> at, CancellationToken ct)
    {
        if (at.Count == 0) return [];
        var loaded = await Load(tenant, at, ct);
        return at.Where(place => loaded.TryGetValue(place, out var it) && where.HoldsFor(it.Seen))
            .Select(place => new Hit<T>(place, loaded[place].Item));
    }
}
