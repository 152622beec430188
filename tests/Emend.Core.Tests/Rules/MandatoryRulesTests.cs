using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>Rules that the implementation depends on, in policies with rule sets of their own.</summary>
public sealed class MandatoryRulesTests
{
    [Theory]
    [InlineData(ActionNames.PickJob, "PJ-2")]
    [InlineData(ActionNames.TaskReroute, "TR-2")]
    [InlineData(ActionNames.RemoveReservations, "RV-4")]
    [InlineData(ActionNames.ForceCancelOrder, "FC-2")]
    public void A_policy_that_offers_an_action_without_its_mandatory_rules_is_refused(string action, string rule)
    {
        var own = FulfillmenttoolsPolicy.Policy.Find(action)! with { Rules = [FulfillmenttoolsPolicy.Policy.Find(action)!.Rules[0]] };

        var refused = Assert.Throws<ArgumentException>(() => new PolicyRegistry(new Policy("own", 1, [own])));

        Assert.Contains($"Policy own offers {action} without ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Add them to its rule set.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_may_guard_changes_and_optional_conditions_with_rules_of_its_own()
    {
        var cancel = FulfillmenttoolsPolicy.Policy.Find(ActionNames.CancelOrder)!;
        var registry = new PolicyRegistry(
            SecondPolicy.Policy, new Policy("own", 1, [new(ActionNames.EditLineItems, []), cancel with { Rules = [] }]));

        Assert.Equal("second", registry.Default.Name);
    }

    [Fact]
    public void No_custom_policy_disables_a_mandatory_rule()
    {
        foreach (var policy in PolicyRegistry.BuiltIn.All)
        {
            foreach (var rule in policy.RuleSets.SelectMany(s => s.Rules.Where(r => s.IsMandatory || r.IsMandatory)))
            {
                var custom = new CustomPolicy("own", policy.Name, 0, [new(rule.Id, RuleEnforcement.Disabled)]);
                var error = Assert.Single(CustomPolicyBuilder.Validate(custom, PolicyRegistry.BuiltIn));
                Assert.Equal((CustomPolicyErrorCode.MandatoryRule, rule.Id), (error.Code, error.Value));
            }
        }
    }
}
