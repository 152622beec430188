using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Search index of reservations. Adds the id of the stock to each reservation.</summary>
internal sealed class ReservationViewIndex(
    ISearchIndex<OwnedEntity<Reservation>> searchIndex, IStockBulkStore stocks) : ISearchIndex<ReservationView>
{
    public async Task<SearchPage<ReservationView>> Find(TenantId tenant, SearchRequest request, CancellationToken ct)
    {
        var found = await searchIndex.Find(tenant, request, ct);
        var views = await ToViews(tenant, [.. found.Items.Select(searchHit => searchHit.Item)], ct);
        return new(
            [.. found.Items.Zip(views, (searchHit, item) => new SearchHit<ReservationView>(searchHit.At, item))], found.End);
    }

    public Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct) => searchIndex.Count(tenant, where, ct);

    public async Task<IReadOnlyList<ReservationView>> ToViews(
        TenantId tenant, IReadOnlyList<OwnedEntity<Reservation>> reservations, CancellationToken ct)
    {
        var ids = new Dictionary<(FacilityId, ArticleId), string>();
        foreach (var at in reservations.Select(r => r.Entity).GroupBy(r => r.Facility))
        {
            var articles = at.Select(r => r.Article).Distinct().ToList();
            foreach (var stock in await stocks.ListAt(tenant, at.Key, articles, ct))
            {
                ids[(at.Key, stock.Level.Article)] = stock.Id;
            }
        }

        return [.. reservations.Select(r => new ReservationView(r, ids.GetValueOrDefault((r.Entity.Facility, r.Entity.Article), "")))];
    }
}
