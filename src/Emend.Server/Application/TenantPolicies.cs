using System.Collections.Frozen;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>The policies of a tenant, ready to decide.</summary>
internal sealed class TenantPolicies
{
    private readonly FrozenDictionary<string, Policy> _own;
    private readonly PolicyAssignments _use;

    public TenantPolicies(StoredPolicies storedPolicies)
    {
        _own = storedPolicies.Variants.Where(v => CustomPolicyBuilder.Find(v.Variant.Base) is not null)
            .ToFrozenDictionary(v => v.Variant.Name, v => CustomPolicyBuilder.Build(v.Variant), StringComparer.Ordinal);
        _use = storedPolicies.Use;
    }

    /// <summary>All names there are, the tenant's own first.</summary>
    public IEnumerable<string> Names => _own.Keys.Order(StringComparer.Ordinal).Concat(CustomPolicyBuilder.BuiltIn.Select(p => p.Name));

    /// <summary>The policy of that name, in its newest version; null where there is none.</summary>
    public Policy? Find(string name) => _own.GetValueOrDefault(name) ?? CustomPolicyBuilder.Find(name);

    /// <summary>
    /// What decides where nobody named a policy: the one assigned to the face, else the face's own, else the tenant's default.
    /// </summary>
    public Policy For(string api, Policy? own) =>
        (_use.Faces.TryGetValue(api, out var assigned) ? Find(assigned) : null)
        ?? own
        ?? (_use.Default is { } name ? Find(name) : null)
        ?? CustomPolicyBuilder.BuiltIn[0];
}
