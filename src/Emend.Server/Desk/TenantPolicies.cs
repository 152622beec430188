using System.Collections.Frozen;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>The policies of a tenant, ready to decide.</summary>
internal sealed class TenantPolicies
{
    private readonly FrozenDictionary<string, Policy> _own;
    private readonly PolicyUse _use;

    public TenantPolicies(KeptPolicies kept)
    {
        _own = kept.Variants.Where(v => Variants.Find(v.Variant.Base) is not null)
            .ToFrozenDictionary(v => v.Variant.Name, v => Variants.Build(v.Variant), StringComparer.Ordinal);
        _use = kept.Use;
    }

    /// <summary>All names there are, the tenant's own first.</summary>
    public IEnumerable<string> Names => _own.Keys.Order(StringComparer.Ordinal).Concat(Variants.BuiltIn.Select(p => p.Name));

    /// <summary>The policy of that name, in its newest version; null where there is none.</summary>
    public Policy? Find(string name) => _own.GetValueOrDefault(name) ?? Variants.Find(name);

    /// <summary>
    /// What decides where nobody named a policy: the one assigned to the face, else the face's own, else the tenant's default.
    /// </summary>
    public Policy For(string face, Policy? own) =>
        (_use.Faces.TryGetValue(face, out var assigned) ? Find(assigned) : null)
        ?? own
        ?? (_use.Default is { } name ? Find(name) : null)
        ?? Variants.BuiltIn[0];
}
