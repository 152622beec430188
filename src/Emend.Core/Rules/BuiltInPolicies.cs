namespace Emend.Core.Rules;

/// <summary>The built-in policies by API. System commands use the policy of the API that placed the order.</summary>
public static class BuiltInPolicies
{
    /// <summary>The policy of an API, e.g. <c>fulfillmenttools</c>; the first policy for an unknown API.</summary>
    public static Policy ForApi(string api)
    {
        foreach (var policy in All)
        {
            if (policy.Name == api)
            {
                return policy;
            }
        }

        return All[0];
    }

    private static readonly Policy[] All = [FulfillmenttoolsPolicy.Policy];
}
