using System.Collections.Frozen;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Application.Policies;

/// <summary>The policies of a tenant in executable form.</summary>
internal sealed class TenantPolicies
{
    private readonly FrozenDictionary<string, Policy> _own;
    private readonly PolicyAssignments _use;

    /// <summary>Builds the policies. A custom policy whose base this version does not have is unknown.</summary>
    public TenantPolicies(StoredPolicies storedPolicies, PolicyRegistry registry)
    {
        Registry = registry;
        _own = storedPolicies.Policies.Where(v => registry.Find(v.Policy.Base) is not null)
            .ToFrozenDictionary(v => v.Policy.Name, v => CustomPolicyBuilder.Build(v.Policy, registry), StringComparer.Ordinal);
        _use = storedPolicies.Assignments;
    }

    /// <summary>The built-in policies.</summary>
    public PolicyRegistry Registry { get; }

    /// <summary>All policy names: custom policies first, then built-in policies.</summary>
    public IEnumerable<string> Names => _own.Keys.Order(StringComparer.Ordinal).Concat(Registry.All.Select(p => p.Name));

    /// <summary>The newest version of the named policy; null if it does not exist.</summary>
    public Policy? Find(string name) => _own.GetValueOrDefault(name) ?? Registry.Find(name);

    /// <summary>
    /// The policy of requests that name none: the policy assigned to the API, else the built-in policy of the API, else the default of the
    /// tenant, else the default policy.
    /// </summary>
    /// <exception cref="PolicyUnavailableException">This version does not have the assigned policy.</exception>
    public Policy For(string api) =>
        GetName(api) is var name && Find(name) is { } policy ? policy : throw new PolicyUnavailableException(name, api);

    /// <summary>The name of this policy, whether or not this version has it. An empty API has no policy of its own.</summary>
    public string GetName(string api) =>
        _use.Apis.TryGetValue(api, out var assigned) ? assigned : Registry.Find(api)?.Name ?? _use.Default ?? Registry.Default.Name;

    /// <summary>The policy of a request: the requested one, which exists, else the policy of the API.</summary>
    public Policy Select(string? requested, string api) => requested is null ? For(api) : Find(requested)!;
}
