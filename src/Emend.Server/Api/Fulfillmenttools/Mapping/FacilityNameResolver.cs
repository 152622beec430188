using Emend.Core.Orders;
using Emend.Server.Catalog;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Resolves the tenant's own facility ids.</summary>
internal static class FacilityNameResolver
{
    /// <summary>Returns the ids of known facilities by tenant facility id. Skips unknown ids.</summary>
    public static async Task<Dictionary<string, FacilityId>> ResolveTenantIds(
        this IFacilityStore facilities, TenantId tenant, IEnumerable<string> names, CancellationToken ct)
    {
        var known = new Dictionary<string, FacilityId>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (await facilities.FindByTenantId(tenant, name, ct) is { } facility)
            {
                known[name] = facility.Facility.Id;
            }
        }

        return known;
    }
}
