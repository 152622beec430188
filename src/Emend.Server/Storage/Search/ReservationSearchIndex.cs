using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Finds reservations.</summary>
internal sealed class ReservationSearchIndex(Database database, TotalCountCache totals, ScanLimits bounds)
    : SearchIndex<OwnedEntity<Reservation>>(database, totals, bounds, SearchSource.Reservations)
{
    private readonly Database database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (OwnedEntity<Reservation> Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> at, CancellationToken ct)
    {
        var held = await Of(tenant, [.. at.Select(place => (string)place.Values[0])], ct);
        var wanted = at.ToHashSet();
        return held.Where(r => wanted.Contains(PlaceOf(r))).ToDictionary(PlaceOf, r => (r, FulfillmentSearchDocuments.Of(r)));
    }

    protected override async Task<IEnumerable<SearchHit<OwnedEntity<Reservation>>>?> Rooted(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (await LinesOf(tenant, where, ct) is not { } lines) return null;
        var all = await Of(tenant, lines, ct);
        return all.Where(r => where.HoldsFor(FulfillmentSearchDocuments.Of(r))).Select(r => new SearchHit<OwnedEntity<Reservation>>(PlaceOf(r), r));
    }

    private static SortPosition PlaceOf(OwnedEntity<Reservation> owned) => new([owned.Entity.Line.Value, owned.Entity.Facility.Value]);

    private async Task<string[]?> LinesOf(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (SearchScope.Wanted(where, FulfillmentSearchDocuments.Id) is { } ids) return [.. ids.Select(id => ReservationId.Parts(new(id))[0])];
        if (SearchScope.Wanted(where, FulfillmentSearchDocuments.Order) is { } orders) return await database.LinesOf(tenant, orders, ct);
        var (kind, entities) = SearchScope.Wanted(where, FulfillmentSearchDocuments.PickJob) is { } jobs
            ? (OrderProjection.PickJob, jobs)
            : (OrderProjection.Plan, SearchScope.Wanted(where, FulfillmentSearchDocuments.Plan));
        if (entities is null) return null;
        var found = await database.List(
            Statement.From($"SELECT o.order_id FROM orders o WHERE o.tenant_id = $1 AND {database.OrdersOf(kind)}", tenant.Value, entities),
            row => row.Text(0),
            ct);
        return await database.LinesOf(tenant, [.. found], ct);
    }

    private Task<List<OwnedEntity<Reservation>>> Of(TenantId tenant, string[] lines, CancellationToken ct) => database.List(
        Statement.From(
            $"{OrderReader.SelectReservation} WHERE r.tenant_id = $1 AND {database.Dialect.Among("r.line_id", 2)}", tenant.Value, lines),
        OrderReader.ReservationOf,
        ct);
}
