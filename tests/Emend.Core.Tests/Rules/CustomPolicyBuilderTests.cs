using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

public sealed class CustomPolicyBuilderTests
{
    private const string Fee = "5 EUR for late changes";

    private static readonly Order Started =
        TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };

    [Fact]
    public void A_disabled_rule_is_not_evaluated_and_all_others_are()
    {
        var off = WithDisabled("EL-4");
        Assert.Equal(["EL-4"], Started.Decide(Modify(Shirts(4))).ViolatedRuleIds());
        Assert.IsType<Decision.Accepted>(Started.Decide(Modify(Shirts(4)), off));
        Assert.Equal(["AL-5"], Started.Decide(Modify(Add(TestData.Shoes, 1)), off).ViolatedRuleIds());
        Assert.Equal(["IN-7"], Started.Decide(Modify(Shirts(2)), off).ViolatedRuleIds());
    }

    [Fact]
    public void An_overridable_rule_is_overridden_by_accepting_its_penalty()
    {
        var context = WithOverridable("EL-4", null, Fee);
        var rejected = Assert.IsType<Decision.Rejected>(Started.Decide(Modify(Shirts(4)), context));
        Assert.Equal(new OverrideOptions(null, Fee), Assert.Single(rejected.Violations).Override);
        Assert.Equal(TestData.Units(4), rejected.ResultIfAllowed!.After.Lines[0].Quantity);

        var overrides = Started.Accept(Modify(Shirts(4)) with { AcceptedPenalties = ["EL-4"] }, context).Overrides;
        Assert.Equal(new RuleOverride("EL-4", null, Fee), Assert.Single(overrides));
        Assert.Equal(["EL-4"], Started.Decide(Modify(Shirts(4)) with { AcceptedPenalties = ["EL-3"] }, context).ViolatedRuleIds());
    }

    [Fact]
    public void An_overridable_rule_is_overridden_only_by_its_permission()
    {
        var context = WithOverridable("EL-4", Permissions.OrderForceCancel, null);
        Assert.Equal(new RuleOverride("EL-4", Permissions.OrderForceCancel, null),
            Assert.Single(Started.Accept(Modify(Shirts(4)), context).Overrides));
        var other = context with { Actor = TestData.ActorWithout(Permissions.OrderForceCancel) };
        Assert.Equal(["EL-4"], Started.Decide(Modify(Shirts(4)) with { AcceptedPenalties = ["EL-4"] }, other).ViolatedRuleIds());
    }

    [Fact]
    public void With_another_violation_both_are_reported_and_no_result_is_known()
    {
        var rejected = Assert.IsType<Decision.Rejected>(Started.Decide(Modify(Shirts(4.5m)), WithOverridable("EL-4", null, Fee)));
        Assert.Equal([("EL-4", true), ("EL-8", false)], rejected.Violations.Select(r => (r.RuleId, r.Override is not null)));
        Assert.Null(rejected.ResultIfAllowed);
    }

    [Fact]
    public void An_override_is_reported_once()
    {
        var overrides =
            Started.Accept(Modify(Shirts(4), Jeans(3)) with { AcceptedPenalties = ["EL-4"] }, WithOverridable("EL-4", null, Fee)).Overrides;
        Assert.Single(overrides);
    }

    [Fact]
    public void A_custom_policy_has_its_name_version_and_base()
    {
        var policy = CustomPolicyBuilder.Build(new("late", "fulfillmenttools", 7, []), PolicyRegistry.BuiltIn);
        Assert.Equal(("late", 7, FulfillmenttoolsPolicy.Policy), (policy.Name, policy.Version, policy.Base));
    }

    [Fact]
    public void All_errors_of_a_custom_policy_are_reported()
    {
        var errors = CustomPolicyBuilder.Validate(new("Late!", "fulfillmenttools", 1,
        [
            new("EL-44", RuleEnforcement.Disabled), new("EL-1", RuleEnforcement.Disabled), new("IN-1", RuleEnforcement.Disabled),
                new("RT-1", RuleEnforcement.Disabled), new("PJ-5", RuleEnforcement.Disabled),
            new("EL-5", RuleEnforcement.Disabled), new("EL-4", RuleEnforcement.Overridable),
                new("EL-4", RuleEnforcement.Required), new("AL-4", RuleEnforcement.Overridable, new("ORDER_RIGHT", " ")),
            new("AL-5", RuleEnforcement.Disabled, new(null, Fee)),
                new("EL-9", RuleEnforcement.Required), new("UN-1", RuleEnforcement.Disabled),
        ]), PolicyRegistry.BuiltIn);
        Assert.Equal(
            [
                (CustomPolicyErrorCode.InvalidName, null), (CustomPolicyErrorCode.UnknownRule, 0),
                    (CustomPolicyErrorCode.MandatoryRule, 1), (CustomPolicyErrorCode.MandatoryRule, 2),
                (CustomPolicyErrorCode.MandatoryRule, 3), (CustomPolicyErrorCode.MandatoryRule, 4),
                    (CustomPolicyErrorCode.MandatoryRule, 5), (CustomPolicyErrorCode.InvalidOverride, 6),
                (CustomPolicyErrorCode.DuplicateRule, 7), (CustomPolicyErrorCode.UnknownPermission, 8),
                    (CustomPolicyErrorCode.InvalidPenalty, 8),
                (CustomPolicyErrorCode.InvalidOverride, 9), (CustomPolicyErrorCode.MandatoryRule, 11),
            ],
            errors.Select(p => (p.Code, p.RuleIndex)));
    }

    [Fact]
    public void A_custom_policy_needs_a_built_in_base_and_a_name_of_its_own()
    {
        Assert.Equal(
            CustomPolicyErrorCode.UnknownBase,
            Assert.Single(CustomPolicyBuilder.Validate(new("late", "vtecks", 1, []), PolicyRegistry.BuiltIn)).Code);
        Assert.Equal(
            CustomPolicyErrorCode.BuiltInName,
            Assert.Single(CustomPolicyBuilder.Validate(new("fulfillmenttools", "fulfillmenttools", 1, []), PolicyRegistry.BuiltIn)).Code);
    }

    [Fact]
    public void A_registry_has_a_default_and_unique_names()
    {
        Assert.Equal(FulfillmenttoolsPolicy.Policy, PolicyRegistry.BuiltIn.Default);
        Assert.Null(PolicyRegistry.BuiltIn.Find("vtecks"));
        Assert.Throws<ArgumentException>(() => new PolicyRegistry());
        Assert.Throws<ArgumentException>(() => new PolicyRegistry(FulfillmenttoolsPolicy.Policy, FulfillmenttoolsPolicy.Policy));
    }

    private static DecisionContext WithDisabled(string ruleId) => WithSetting(new(ruleId, RuleEnforcement.Disabled));

    private static DecisionContext WithOverridable(string ruleId, string? permission, string? penalty) =>
        WithSetting(new(ruleId, RuleEnforcement.Overridable, new(permission, penalty)));

    private static DecisionContext WithSetting(RuleSetting setting)
    {
        var policy = new CustomPolicy("late", "fulfillmenttools", 1, [setting]);
        Assert.Empty(CustomPolicyBuilder.Validate(policy, PolicyRegistry.BuiltIn));
        return TestData.Context with { Policy = CustomPolicyBuilder.Build(policy, PolicyRegistry.BuiltIn) };
    }
}
