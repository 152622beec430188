using Emend.Core.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Prevents the deletion of facilities while their stock or listings are written.</summary>
internal static class FacilityLocks
{
    /// <summary>Locks the facilities until the end of the transaction. Returns the ids that exist.</summary>
    public static Task<HashSet<FacilityId>> Lock(
        LockedSession session, Dialect dialect, TenantId tenant, IEnumerable<FacilityId> facilities, CancellationToken ct)
    {
        string[] ids = [.. facilities.Select(f => f.Value).Distinct()];
        var sql = $"SELECT facility_id FROM facilities WHERE tenant_id = $1 AND {dialect.AnyOf("facility_id", 2)}{dialect.ForKeyShare}";
        return session.Read(
            [Statement.From(sql, tenant.Value, ids)],
            async (rows, token) => (await rows.List(row => new FacilityId(row.Text(0)), token)).ToHashSet(),
            ct);
    }
}
