using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>From the tenant's own names of facilities to ours.</summary>
internal static class FacilityNameResolver
{
    /// <summary>Those that are known.</summary>
    public static async Task<Dictionary<string, FacilityId>> Known(
        this IFacilityStore facilities, TenantId tenant, IEnumerable<string> names, CancellationToken ct)
    {
        var known = new Dictionary<string, FacilityId>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            if (await facilities.FindByTenantId(tenant, name, ct) is { } storedFacility)
                known[name] = storedFacility.Facility.Id;
        return known;
    }
}
