using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

public sealed class CustomPolicyBuilderTests
{
    private const string Fee = "5 EUR for late changes";

    private static readonly Order Begun =
        TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };

    [Fact]
    public void A_row_switched_off_is_not_looked_at_and_all_others_are()
    {
        var off = Off("EL-4");
        Assert.Equal(["EL-4"], Begun.Asks(To(Shirts(4))).RefusedBy());
        Assert.IsType<Decision.Accepted>(Begun.Asks(To(Shirts(4)), off));
        Assert.Equal(["AL-5"], Begun.Asks(To(Add(TestData.Shoes, 1)), off).RefusedBy());
        Assert.Equal(["IN-7"], Begun.Asks(To(Shirts(2)), off).RefusedBy());
    }

    [Fact]
    public void A_soft_row_is_passed_by_naming_it_and_the_penalty_is_told()
    {
        var context = Soft("EL-4", null, Fee);
        var refused = Assert.IsType<Decision.Rejected>(Begun.Asks(To(Shirts(4)), context));
        Assert.Equal(new OverrideOptions(null, Fee), Assert.Single(refused.Violations).Soft);
        Assert.Equal(TestData.Of(4), refused.ResultIfAllowed!.After.Lines[0].Quantity);

        var override_s = Begun.Does(To(Shirts(4)) with { AcceptedPenalties = ["EL-4"] }, context).Overrides;
        Assert.Equal(new RuleOverride("EL-4", null, Fee), Assert.Single(override_s));
        Assert.Equal(["EL-4"], Begun.Asks(To(Shirts(4)) with { AcceptedPenalties = ["EL-3"] }, context).RefusedBy());
    }

    [Fact]
    public void A_soft_row_is_passed_by_whoever_has_the_permission_and_by_nobody_else()
    {
        var context = Soft("EL-4", Permissions.OrderForceCancel, null);
        Assert.Equal(new RuleOverride("EL-4", Permissions.OrderForceCancel, null), Assert.Single(Begun.Does(To(Shirts(4)), context).Overrides));
        var other = context with { Actor = TestData.Without(Permissions.OrderForceCancel) };
        Assert.Equal(["EL-4"], Begun.Asks(To(Shirts(4)) with { AcceptedPenalties = ["EL-4"] }, other).RefusedBy());
    }

    [Fact]
    public void Where_a_hard_row_fails_too_both_are_told_and_nobody_knows_what_would_be_done()
    {
        var refused = Assert.IsType<Decision.Rejected>(Begun.Asks(To(Shirts(4.5m)), Soft("EL-4", null, Fee)));
        Assert.Equal([("EL-4", true), ("EL-8", false)], refused.Violations.Select(r => (r.RuleId, r.Soft is not null)));
        Assert.Null(refused.ResultIfAllowed);
    }

    [Fact]
    public void What_was_passed_once_is_told_once()
    {
        var override_s = Begun.Does(To(Shirts(4), Jeans(3)) with { AcceptedPenalties = ["EL-4"] }, Soft("EL-4", null, Fee)).Overrides;
        Assert.Single(override_s);
    }

    [Fact]
    public void A_variant_carries_its_name_its_version_and_its_base()
    {
        var policy = CustomPolicyBuilder.Build(new("late", "fulfillmenttools", 7, []));
        Assert.Equal(("late", 7, FulfillmenttoolsPolicy.Policy), (policy.Name, policy.Version, policy.Base));
    }

    [Fact]
    public void All_that_is_wrong_with_a_variant_is_told()
    {
        var customPolicyErrors = CustomPolicyBuilder.Check(new("Late!", "fulfillmenttools", 1,
        [
            new("EL-44", RuleEnforcement.Disabled), new("EL-1", RuleEnforcement.Disabled), new("IN-1", RuleEnforcement.Disabled), new("RT-1", RuleEnforcement.Disabled), new("PJ-5", RuleEnforcement.Disabled),
            new("EL-5", RuleEnforcement.Disabled), new("EL-4", RuleEnforcement.Overridable), new("EL-4", RuleEnforcement.Required), new("AL-4", RuleEnforcement.Overridable, new("ORDER_RIGHT", " ")),
            new("AL-5", RuleEnforcement.Disabled, new(null, Fee)), new("EL-9", RuleEnforcement.Required), new("UN-1", RuleEnforcement.Disabled),
        ]));
        Assert.Equal(
            [
                (CustomPolicyErrorCode.BadName, null), (CustomPolicyErrorCode.UnknownRow, 0), (CustomPolicyErrorCode.FixedRow, 1), (CustomPolicyErrorCode.FixedRow, 2),
                (CustomPolicyErrorCode.FixedRow, 3), (CustomPolicyErrorCode.FixedRow, 4), (CustomPolicyErrorCode.FixedRow, 5), (CustomPolicyErrorCode.NoWayThrough, 6),
                (CustomPolicyErrorCode.NamedTwice, 7), (CustomPolicyErrorCode.UnknownPermission, 8), (CustomPolicyErrorCode.BadPenalty, 8),
                (CustomPolicyErrorCode.NoWayThrough, 9), (CustomPolicyErrorCode.FixedRow, 11),
            ],
            customPolicyErrors.Select(p => (p.Fault, p.Row)));
        Assert.Equal(CustomPolicyErrorCode.UnknownBase, Assert.Single(CustomPolicyBuilder.Check(new("late", "vtecks", 1, []))).Fault);
        Assert.Equal(CustomPolicyErrorCode.BadName, Assert.Single(CustomPolicyBuilder.Check(new("fulfillmenttools", "fulfillmenttools", 1, []))).Fault);
    }

    private static DecisionContext Off(string row) => With(new(row, RuleEnforcement.Disabled));

    private static DecisionContext Soft(string row, string? permission, string? penalty) => With(new(row, RuleEnforcement.Overridable, new(permission, penalty)));

    private static DecisionContext With(RuleSetting choice)
    {
        var policy = new CustomPolicy("late", "fulfillmenttools", 1, [choice]);
        Assert.Empty(CustomPolicyBuilder.Check(policy));
        return TestData.Context with { Policy = CustomPolicyBuilder.Build(policy) };
    }
}
