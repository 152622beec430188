using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>
/// The built-in policies: one per API that has rules of its own, with the name of the API, and the policy <c>flexible</c>, which a tenant
/// assigns to an API.
/// </summary>
public static class BuiltInPolicies
{
    /// <summary>All built-in policies. The first one is the default.</summary>
    public static readonly ImmutableArray<Policy> All = [FulfillmenttoolsPolicy.Policy, FlexiblePolicy.Policy];

    /// <summary>
    /// Finds the built-in policy with this name, e.g. <c>fulfillmenttools</c>; null if there is none. Used for names from clients and from
    /// storage, and where an API without a policy of its own uses the default of the tenant.
    /// </summary>
    public static Policy? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>
    /// Returns the policy of an API, or the default policy if the API has none. Used for system commands and bulk jobs, which need a policy
    /// even if the API has none.
    /// </summary>
    public static Policy GetForApiOrDefault(string api) => Find(api) ?? All[0];
}
