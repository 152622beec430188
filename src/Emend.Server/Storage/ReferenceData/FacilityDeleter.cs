using Emend.Core.Orders;
using Emend.Server.Catalog;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>
/// Deletes a facility without dependents. Locks the facility's row first; all writers of its stock and listings wait for that lock.
/// </summary>
internal sealed class FacilityDeleter(Database database) : IFacilityDeleter
{
    private const int Attempts = 10;
    private const string OfFacility = "WHERE tenant_id = $1 AND facility_id = $2";

    public async Task<FacilityDependents?> Remove(TenantId tenant, FacilityId facility, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (done, dependents) = await database.ExecuteLocked(tenant, session => RemoveOnce(session, tenant, facility, ct), ct);
            if (done)
            {
                return dependents;
            }
        }

        throw new TimeoutException("The database reported too many deadlocks or serialization failures.");
    }

    private static async Task<(bool Done, FacilityDependents? Dependents)> RemoveOnce(
        LockedSession session, TenantId tenant, FacilityId facility, CancellationToken ct)
    {
        if (!await Lock(session, tenant, facility, ct))
        {
            return (true, null);
        }

        var dependents = new FacilityDependents(
            await Count(session, "stock", OfFacility, tenant, facility, ct),
            await Count(session, "listings", OfFacility, tenant, facility, ct),
            await Count(session, "order_entities", OfFacility + " AND ended_at_revision IS NULL", tenant, facility, ct));
        if (dependents.Any)
        {
            return (true, dependents);
        }

        var result = await session.Write(
            [
                TenantVersionStatements.IncrementFacilitiesVersion(tenant),
                Statement.From($"DELETE FROM facility_carriers {OfFacility}", tenant.Value, facility.Value),
                Statement.One($"DELETE FROM facilities {OfFacility}", tenant.Value, facility.Value),
            ],
            ct);
        return (result.IsCommitted, dependents);
    }

    // Locks the tenant's row first, like every change of facilities.
    private static Task<bool> Lock(LockedSession session, TenantId tenant, FacilityId facility, CancellationToken ct) => session.Read(
        [
            Statement.From(session.ForUpdate("SELECT tenant_id FROM tenants WHERE tenant_id = $1"), tenant.Value),
            Statement.From(session.ForUpdate($"SELECT facility_id FROM facilities {OfFacility}"), tenant.Value, facility.Value),
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
