namespace Emend.Core.Rules;

/// <summary>Which policy decides where nobody came through a face: that of the face the order was placed through.</summary>
public static class BuiltInPolicies
{
    /// <summary>The policy of a face, e.g. <c>fulfillmenttools</c>.</summary>
    public static Policy Of(string api)
    {
        foreach (var policy in All)
            if (policy.Name == api)
                return policy;
        return All[0];
    }

    private static readonly Policy[] All = [FulfillmenttoolsPolicy.Policy];
}
