using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>
/// The built-in policies. An API with rules of its own has a policy with its name. The first policy is the default: it decides for an API
/// without rules of its own, unless the tenant has another default.
/// </summary>
public sealed class PolicyRegistry
{
    /// <summary>The policies of this version.</summary>
    public static readonly PolicyRegistry BuiltIn = new(FulfillmenttoolsPolicy.Policy, FlexiblePolicy.Policy);

    /// <summary>Creates a registry.</summary>
    /// <param name="policies">The policies; the first one is the default. Their names differ, and each action has its mandatory rules.</param>
    /// <exception cref="ArgumentException">There is no policy, a name is used twice, or a rule set lacks a mandatory rule.</exception>
    public PolicyRegistry(params ImmutableArray<Policy> policies)
    {
        if (policies.IsEmpty || policies.DistinctBy(p => p.Name).Count() < policies.Length)
        {
            throw new ArgumentException("A registry needs a policy, and the names of its policies must differ.", nameof(policies));
        }

        foreach (var policy in policies)
        {
            if (MandatoryRules.FindMissing(policy).ToList() is [var (action, _), ..] missing)
            {
                var ids = string.Join(", ", missing.Where(m => m.Action == action).Select(m => m.Rule.Id));
                throw new ArgumentException(
                    $"Policy {policy.Name} offers {action} without {ids}. The action depends on these rules. Add them to its rule set.",
                    nameof(policies));
            }
        }

        All = policies;
    }

    /// <summary>All policies.</summary>
    public ImmutableArray<Policy> All { get; }

    /// <summary>The default policy.</summary>
    public Policy Default => All[0];

    /// <summary>Finds the policy with this name, e.g. <c>fulfillmenttools</c>; null if there is none.</summary>
    public Policy? Find(string name)
    {
        foreach (var policy in All)
        {
            if (policy.Name == name)
            {
                return policy;
            }
        }

        return null;
    }
}
