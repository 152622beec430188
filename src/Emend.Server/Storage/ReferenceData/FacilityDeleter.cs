using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>
/// Removes a facility that nothing hangs on. Its row is locked first, which every writer of its stocks and listings waits for.
/// </summary>
internal sealed class FacilityDeleter(Database database) : IFacilityDeleter
{
    private const int Attempts = 10;
    private const string Here = "WHERE tenant_id = $1 AND facility_id = $2";

    public async Task<FacilityDependents?> Remove(TenantId tenant, FacilityId facility, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (done, ties) = await database.Locked(session => RemoveOnce(session, tenant, facility, ct), ct);
            if (done) return ties;
        }

        throw new TimeoutException("The database asked too often to try again.");
    }

    private static async Task<(bool Done, FacilityDependents? Ties)> RemoveOnce(
        LockedSession session, TenantId tenant, FacilityId facility, CancellationToken ct)
    {
        if (!await Lock(session, tenant, facility, ct)) return (true, null);
        var ties = new FacilityDependents(
            await Count(session, "stock", Here, tenant, facility, ct),
            await Count(session, "listings", Here, tenant, facility, ct),
            await Count(session, "order_index", Here + " AND past_revision IS NULL", tenant, facility, ct));
        if (ties.Any) return (true, ties);
        var result = await session.Write(
            [
                TenantVersionStatements.OfFacilities(tenant),
                Statement.From($"DELETE FROM facility_carriers {Here}", tenant.Value, facility.Value),
                Statement.One($"DELETE FROM facilities {Here}", tenant.Value, facility.Value),
            ],
            ct);
        return (result.Written, ties);
    }

    // The tenant's row first, as everybody does who changes facilities.
    private static Task<bool> Lock(LockedSession session, TenantId tenant, FacilityId facility, CancellationToken ct) => session.Read(
        [
            Statement.From(session.ForUpdate("SELECT tenant_id FROM tenants WHERE tenant_id = $1"), tenant.Value),
            Statement.From(session.ForUpdate($"SELECT facility_id FROM facilities {Here}"), tenant.Value, facility.Value),
        ],
        async (row, token) =>
        {
            await row.Read(token);
            await row.Next(token);
            return await row.Read(token);
        },
        ct);

    private static Task<long> Count(
        LockedSession session, string table, string where, TenantId tenant, FacilityId facility, CancellationToken ct) => session.Read(
        [Statement.From($"SELECT count(*) FROM {table} {where}", tenant.Value, facility.Value)],
        (rows, token) => rows.First(row => row.Long(0), token),
        ct);
}
