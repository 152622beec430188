using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>From the tenant's own names of facilities to ours.</summary>
internal static class NamedFacilities
{
    /// <summary>Those that are known.</summary>
    public static async Task<Dictionary<string, FacilityId>> Known(
        this IFacilityStore facilities, TenantId tenant, IEnumerable<string> names, CancellationToken ct)
    {
        var known = new Dictionary<string, FacilityId>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            if (await facilities.FindByTenantId(tenant, name, ct) is { } found)
                known[name] = found.Facility.Id;
        return known;
    }
}
