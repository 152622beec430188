using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

/// <summary>
/// Removes a facility that nothing hangs on. Its row is locked first, which every writer of its stocks and listings waits for.
/// </summary>
internal sealed class FacilityRemoval(Database database) : IFacilityRemoval
{
    private const int Attempts = 10;
    private const string Here = "WHERE tenant_id = $1 AND facility_id = $2";

    public async Task<FacilityTies?> Remove(TenantId tenant, FacilityId facility, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (done, ties) = await database.Locked(session => RemoveOnce(session, tenant, facility, ct), ct);
            if (done) return ties;
        }

        throw new TimeoutException("The database asked too often to try again.");
    }

    private static async Task<(bool Done, FacilityTies? Ties)> RemoveOnce(
        LockedSession session, TenantId tenant, FacilityId facility, CancellationToken ct)
    {
        if (!await Lock(session, tenant, facility, ct)) return (true, null);
        var ties = new FacilityTies(
            await Count(session, "stock", Here, tenant, facility, ct),
            await Count(session, "listings", Here, tenant, facility, ct),
            await Count(session, "order_index", Here + " AND past_revision IS NULL", tenant, facility, ct));
        if (ties.Any) return (true, ties);
        var result = await session.Write(
            [
                TenantVersion.OfFacilities(tenant),
                Statement.Of($"DELETE FROM facility_carriers {Here}", tenant.Value, facility.Value),
                Statement.One($"DELETE FROM facilities {Here}", tenant.Value, facility.Value),
            ],
            ct);
        return (result.Written, ties);
    }

    // The tenant's row first, as everybody does who changes facilities.
    private static Task<bool> Lock(LockedSession session, TenantId tenant, FacilityId facility, CancellationToken ct) => session.Read(
        [
            Statement.Of(session.ForUpdate("SELECT tenant_id FROM tenants WHERE tenant_id = $1"), tenant.Value),
            Statement.Of(session.ForUpdate($"SELECT facility_id FROM facilities {Here}"), tenant.Value, facility.Value),
        ],
        async (rows, token) =>
        {
            await rows.Read(token);
            await rows.Next(token);
            return await rows.Read(token);
        },
        ct);

    private static Task<long> Count(
        LockedSession session, string table, string where, TenantId tenant, FacilityId facility, CancellationToken ct) => session.Read(
        [Statement.Of($"SELECT count(*) FROM {table} {where}", tenant.Value, facility.Value)],
        (rows, token) => rows.First(row => row.Long(0), token),
        ct);
}
