using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Searches reservations.</summary>
internal sealed class ReservationSearchIndex(Database database, TotalCountCache totals, ScanLimits limits)
    : SearchIndex<OwnedEntity<Reservation>>(database, totals, limits, SearchSource.Reservations)
{
    private readonly Database _database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (OwnedEntity<Reservation> Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> positions, CancellationToken ct)
    {
        var reservations = await ReadReservations(tenant, [.. positions.Select(position => (string)position.Values[0])], ct);
        var wanted = positions.ToHashSet();
        return reservations.Where(r => wanted.Contains(GetPosition(r))).ToDictionary(
            GetPosition, r => (r, FulfillmentSearchDocuments.Create(r)));
    }

    protected override async Task<IEnumerable<SearchHit<OwnedEntity<Reservation>>>?> FindByParent(
        TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (await FindLineIds(tenant, where, ct) is not { } lines)
        {
            return null;
        }

        var all = await ReadReservations(tenant, lines, ct);
        return all.Where(r => where.Matches(FulfillmentSearchDocuments.Create(r))).Select(
            r => new SearchHit<OwnedEntity<Reservation>>(GetPosition(r), r));
    }

    private static SortPosition GetPosition(OwnedEntity<Reservation> owned) => new([owned.Entity.Line.Value, owned.Entity.Facility.Value]);

    private async Task<string[]?> FindLineIds(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Id) is { } ids)
        {
            return [.. ids.Select(id => ReservationId.Split(new(id))[0])];
        }

        if (SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Order) is { } orders)
        {
            return await _database.ReadLineIds(tenant, orders, ct);
        }

        var (kind, entities) = SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.PickJob) is { } jobs
            ? (OrderProjection.PickJob, jobs)
            : (OrderProjection.Plan, SearchScope.GetAllowedValues(where, FulfillmentSearchDocuments.Plan));
        if (entities is null)
        {
            return null;
        }

        var found = await _database.List(
            Statement.From(
                $"SELECT o.order_id FROM orders o WHERE o.tenant_id = $1 AND {_database.HasEntityCondition(kind)}", tenant.Value, entities),
            row => row.Text(0),
            ct);
        return await _database.ReadLineIds(tenant, [.. found], ct);
    }

    private Task<List<OwnedEntity<Reservation>>> ReadReservations(TenantId tenant, string[] lines, CancellationToken ct) => _database.List(
        Statement.From(
            $"{OrderReader.SelectReservation} WHERE r.tenant_id = $1 AND {_database.Dialect.AnyOf("r.line_id", 2)}", tenant.Value, lines),
        OrderReader.ReadReservation,
        ct);
}
