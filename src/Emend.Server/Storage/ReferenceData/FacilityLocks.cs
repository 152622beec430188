using Emend.Core.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Facilities that nobody removes while something is written that lies there.</summary>
internal static class FacilityLocks
{
    /// <summary>Those of them that exist, and will until the end of the transaction.</summary>
    public static Task<HashSet<FacilityId>> Hold(
        LockedSession session, Dialect dialect, TenantId tenant, IEnumerable<FacilityId> facilities, CancellationToken ct)
    {
        string[] ids = [.. facilities.Select(f => f.Value).Distinct()];
        var sql = $"SELECT facility_id FROM facilities WHERE tenant_id = $1 AND {dialect.Among("facility_id", 2)}{dialect.ForKeyShare}";
        return session.Read(
            [Statement.From(sql, tenant.Value, ids)],
            async (rows, token) => (await rows.List(row => new FacilityId(row.Text(0)), token)).ToHashSet(),
            ct);
    }
}
