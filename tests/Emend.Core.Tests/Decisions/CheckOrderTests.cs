using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Order of evaluation: permissions, version, no change, other rules. Source: docs/rules/README.md.</summary>
public sealed class CheckOrderTests
{
    private static readonly Order Canceled = TestData.Order() with { IsCanceled = true };
    private static readonly DecisionContext WithoutPermissions =
        TestData.Context with { Actor = TestData.ActorWithout([.. Permissions.All]) };

    [Fact]
    public void A_caller_without_permission_gets_no_other_violations()
    {
        var rejected = Assert.IsType<Decision.Rejected>(
            Canceled.Decide(
                Modify(Shirts(1.5m), Add(TestData.Shoes, 0), SetEmail("b@example.org")) with { Version = 7 }, WithoutPermissions));
        Assert.True(rejected.IsForbidden);
        Assert.Equal(["EL-1", "EL-2", "AL-1", "AL-2", "AL-3", "CO-1", "CO-2"], rejected.Violations.Select(r => r.RuleId));
        Assert.Equal(new int?[] { null, 0, null, null, null, null, null }, rejected.Violations.Select(r => r.Change));
    }

    [Fact]
    public void A_caller_without_permission_is_not_told_about_no_change() =>
        Assert.Equal(["CO-1", "CO-2"], TestData.Order().Decide(Modify(SetEmail("a@example.org")), WithoutPermissions).ViolatedRuleIds());

    [Fact]
    public void A_version_conflict_precedes_all_rules()
    {
        Assert.Equal(new Decision.VersionConflict(1, 7), Canceled.Decide(Modify(Shirts(1.5m)) with { Version = 7 }));
        Assert.Equal(new Decision.VersionConflict(1, 0), TestData.Order().Decide(Modify(Shirts(3)) with { Version = 0 }));
    }

    [Fact]
    public void The_current_version_and_no_version_are_accepted()
    {
        Assert.IsType<Decision.Accepted>(TestData.Order().Decide(Modify(Shirts(2)) with { Version = 1 }));
        Assert.IsType<Decision.Accepted>(TestData.Order().Decide(Modify(Shirts(2)) with { Version = null }));
    }

    [Fact]
    public void A_command_without_effect_is_not_rejected()
    {
        var off = TestData.Context with { Settings = TenantSettings.Default };
        Assert.IsType<Decision.NoChange>(Canceled.Decide(Modify(Shirts(3)), off));
    }

    [Fact]
    public void Result_rules_are_not_evaluated_after_a_violation()
    {
        var refused = TestData.Order().Decide(Modify(Shirts(0), Jeans(1.5m), Jeans(0)));
        Assert.Equal(["EL-8"], refused.ViolatedRuleIds());
    }

    [Fact]
    public void A_pick_also_checks_permission_then_version_then_state()
    {
        var closed =
            TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.Closed, Version = 4 }] };
        var may = TestData.Context;
        Assert.Equal(["PJ-1"], closed.Decide(UpdatePickJob(new PickJobAction.Start(), version: 1), WithoutPermissions).ViolatedRuleIds());
        Assert.Equal(new Decision.VersionConflict(4, 1), closed.Decide(UpdatePickJob(new PickJobAction.Start(), version: 1), may));
        Assert.IsType<Decision.NoChange>(closed.Decide(UpdatePickJob(new PickJobAction.Close(), version: 4), may));
        Assert.Equal(["PJ-5"], closed.Decide(UpdatePickJob(new PickJobAction.Start(), version: 4), may).ViolatedRuleIds());
    }

    [Fact]
    public void Placing_without_permission_reports_only_that()
    {
        var command = new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 0)));
        Assert.Equal(["PO-1"], Decider.Decide(null, command, WithoutPermissions).ViolatedRuleIds());
    }
}
