using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Application.Search;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Reservations with the ids of the stock they are on.</summary>
internal sealed class ReservationHitWriter(ISearchIndex<OwnedEntity<Reservation>> searchIndex, IStockBulkStore stocks) : ISearchIndex<ReservationView>
{
    public async Task<SearchPage<ReservationView>> Find(TenantId tenant, SearchRequest searchRequest, CancellationToken ct)
    {
        var found = await searchIndex.Find(tenant, searchRequest, ct);
        var reservationViews = await Of(tenant, [.. found.Items.Select(searchHit => searchHit.Item)], ct);
        return new([.. found.Items.Zip(reservationViews, (searchHit, item) => new SearchHit<ReservationView>(searchHit.At, item))], found.End);
    }

    public Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct) => searchIndex.Count(tenant, where, ct);

    public async Task<IReadOnlyList<ReservationView>> Of(
        TenantId tenant, IReadOnlyList<OwnedEntity<Reservation>> held, CancellationToken ct)
    {
        var ids = new Dictionary<(FacilityId, ArticleId), string>();
        foreach (var at in held.Select(r => r.Entity).GroupBy(r => r.Facility))
        {
            var articles = at.Select(r => r.Article).Distinct().ToList();
            foreach (var stock in await stocks.At(tenant, at.Key, articles, ct)) ids[(at.Key, stock.Level.Article)] = stock.Id;
        }

        return [.. held.Select(r => new ReservationView(r, ids.GetValueOrDefault((r.Entity.Facility, r.Entity.Article), "")))];
    }
}
