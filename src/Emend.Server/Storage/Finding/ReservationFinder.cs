using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Finding;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Finding;

/// <summary>Finds reservations.</summary>
internal sealed class ReservationFinder(Database database, Totals totals, Bounds bounds)
    : Finder<Owned<Reservation>>(database, totals, bounds, Source.Reservations)
{
    private readonly Database database = database;

    protected override async Task<IReadOnlyDictionary<Position, (Owned<Reservation> Item, Findable Seen)>> Load(
        TenantId tenant, IReadOnlyList<Position> at, CancellationToken ct)
    {
        var held = await Of(tenant, [.. at.Select(place => (string)place.Values[0])], ct);
        var wanted = at.ToHashSet();
        return held.Where(r => wanted.Contains(PlaceOf(r))).ToDictionary(PlaceOf, r => (r, FindableWork.Of(r)));
    }

    protected override async Task<IEnumerable<Hit<Owned<Reservation>>>?> Rooted(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (await LinesOf(tenant, where, ct) is not { } lines) return null;
        var all = await Of(tenant, lines, ct);
        return all.Where(r => where.HoldsFor(FindableWork.Of(r))).Select(r => new Hit<Owned<Reservation>>(PlaceOf(r), r));
    }

    private static Position PlaceOf(Owned<Reservation> held) => new([held.Entity.Line.Value, held.Entity.Facility.Value]);

    private async Task<string[]?> LinesOf(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (Reach.Wanted(where, FindableWork.Id) is { } ids) return [.. ids.Select(id => ReservationId.Parts(new(id))[0])];
        if (Reach.Wanted(where, FindableWork.Order) is { } orders) return await database.LinesOf(tenant, orders, ct);
        var (kind, entities) = Reach.Wanted(where, FindableWork.PickJob) is { } jobs
            ? (Projection.PickJob, jobs)
            : (Projection.Plan, Reach.Wanted(where, FindableWork.Plan));
        if (entities is null) return null;
        var found = await database.List(
            Statement.Of($"SELECT o.order_id FROM orders o WHERE o.tenant_id = $1 AND {database.OrdersOf(kind)}", tenant.Value, entities),
            row => row.Text(0),
            ct);
        return await database.LinesOf(tenant, [.. found], ct);
    }

    private Task<List<Owned<Reservation>>> Of(TenantId tenant, string[] lines, CancellationToken ct) => database.List(
        Statement.Of(
            $"{OrderReads.SelectReservation} WHERE r.tenant_id = $1 AND {database.Dialect.Among("r.line_id", 2)}", tenant.Value, lines),
        OrderReads.ReservationOf,
        ct);
}
