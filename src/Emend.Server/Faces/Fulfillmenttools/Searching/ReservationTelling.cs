using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Fulfillmenttools.Wire;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>Reservations with the ids of the stock they are on.</summary>
internal sealed class ReservationTelling(IFinder<Owned<Reservation>> finder, IStockBulk stocks) : IFinder<ToldReservation>
{
    public async Task<Found<ToldReservation>> Find(TenantId tenant, Search search, CancellationToken ct)
    {
        var found = await finder.Find(tenant, search, ct);
        var told = await Of(tenant, [.. found.Items.Select(hit => hit.Item)], ct);
        return new([.. found.Items.Zip(told, (hit, item) => new Hit<ToldReservation>(hit.At, item))], found.End);
    }

    public Task<Total?> Count(TenantId tenant, Criterion where, CancellationToken ct) => finder.Count(tenant, where, ct);

    public async Task<IReadOnlyList<ToldReservation>> Of(
        TenantId tenant, IReadOnlyList<Owned<Reservation>> held, CancellationToken ct)
    {
        var ids = new Dictionary<(FacilityId, ArticleId), string>();
        foreach (var at in held.Select(r => r.Entity).GroupBy(r => r.Facility))
        {
            var articles = at.Select(r => r.Article).Distinct().ToList();
            foreach (var stock in await stocks.At(tenant, at.Key, articles, ct)) ids[(at.Key, stock.Level.Article)] = stock.Id;
        }

        return [.. held.Select(r => new ToldReservation(r, ids.GetValueOrDefault((r.Entity.Facility, r.Entity.Article), "")))];
    }
}
