using System.Collections.Frozen;
using Emend.Core.Rules;

namespace Emend.Server.Application.Policies;

/// <summary>The policies of a tenant in executable form.</summary>
internal sealed class TenantPolicies
{
    private readonly FrozenDictionary<string, Policy> _own;
    private readonly PolicyAssignments _use;

    public TenantPolicies(StoredPolicies storedPolicies)
    {
        _own = storedPolicies.Policies.Where(v => BuiltInPolicies.Find(v.Policy.Base) is not null)
            .ToFrozenDictionary(v => v.Policy.Name, v => CustomPolicyBuilder.Build(v.Policy), StringComparer.Ordinal);
        _use = storedPolicies.Assignments;
    }

    /// <summary>All policy names: custom policies first, then built-in policies.</summary>
    public IEnumerable<string> Names => _own.Keys.Order(StringComparer.Ordinal).Concat(BuiltInPolicies.All.Select(p => p.Name));

    /// <summary>The newest version of the named policy; null if it does not exist.</summary>
    public Policy? Find(string name) => _own.GetValueOrDefault(name) ?? BuiltInPolicies.Find(name);

    /// <summary>
    /// The policy of requests that name none: the policy assigned to the API, else the built-in policy of the API, else the default of the
    /// tenant.
    /// </summary>
    public Policy For(string api, Policy? own) =>
        (_use.Apis.TryGetValue(api, out var assigned) ? Find(assigned) : null)
        ?? own
        ?? (_use.Default is { } name ? Find(name) : null)
        ?? BuiltInPolicies.All[0];
}
