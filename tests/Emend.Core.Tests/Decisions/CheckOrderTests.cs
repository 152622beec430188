using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Permission, then version, then no change, then the other rows: docs/rules/README.md.</summary>
public sealed class CheckOrderTests
{
    private static readonly Order Cancelled = TestData.Order() with { Status = OrderStatus.Canceled };
    private static readonly DecisionContext NobodyMay = TestData.Context with { Actor = TestData.Without([.. Permissions.All]) };

    [Fact]
    public void Who_may_not_is_told_nothing_else()
    {
        var refused = Assert.IsType<Decision.Rejected>(
            Cancelled.Asks(To(Shirts(1.5m), Add(TestData.Shoes, 0), Mail("b@example.org")) with { Version = 7 }, NobodyMay));
        Assert.True(refused.IsForbidden);
        Assert.Equal(["EL-1", "EL-2", "AL-1", "AL-2", "AL-3", "CO-1", "CO-2"], refused.Violations.Select(r => r.RuleId));
        Assert.Equal(new int?[] { null, 0, null, null, null, null, null }, refused.Violations.Select(r => r.Change));
    }

    [Fact]
    public void Who_may_not_is_not_told_that_nothing_would_change() =>
        Assert.Equal(["CO-1", "CO-2"], TestData.Order().Asks(To(Mail("a@example.org")), NobodyMay).RefusedBy());

    [Fact]
    public void A_stale_version_is_told_before_anything_of_the_order()
    {
        Assert.Equal(new Decision.VersionConflict(1, 7), Cancelled.Asks(To(Shirts(1.5m)) with { Version = 7 }));
        Assert.Equal(new Decision.VersionConflict(1, 0), TestData.Order().Asks(To(Shirts(3)) with { Version = 0 }));
    }

    [Fact]
    public void The_current_version_and_none_are_taken()
    {
        Assert.IsType<Decision.Accepted>(TestData.Order().Asks(To(Shirts(2)) with { Version = 1 }));
        Assert.IsType<Decision.Accepted>(TestData.Order().Asks(To(Shirts(2)) with { Version = null }));
    }

    [Fact]
    public void What_changes_nothing_is_not_refused()
    {
        var off = TestData.Context with { Settings = TenantSettings.Default };
        Assert.IsType<Decision.NoChange>(Cancelled.Asks(To(Shirts(3)), off));
    }

    [Fact]
    public void The_result_is_not_looked_at_after_a_refusal()
    {
        var refused = TestData.Order().Asks(To(Shirts(0), Jeans(1.5m), Jeans(0)));
        Assert.Equal(["EL-8"], refused.RefusedBy());
    }

    [Fact]
    public void A_pick_too_asks_for_permission_then_version_then_state()
    {
        var closed = TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.Closed, Version = 4 }] };
        var may = TestData.Context;
        Assert.Equal(["PJ-1"], closed.Asks(Pick(new PickJobAction.Start(), version: 1), NobodyMay).RefusedBy());
        Assert.Equal(new Decision.VersionConflict(4, 1), closed.Asks(Pick(new PickJobAction.Start(), version: 1), may));
        Assert.IsType<Decision.NoChange>(closed.Asks(Pick(new PickJobAction.Close(), version: 4), may));
        Assert.Equal(["PJ-5"], closed.Asks(Pick(new PickJobAction.Start(), version: 4), may).RefusedBy());
    }

    [Fact]
    public void Placing_tells_only_of_permission_where_that_is_missing()
    {
        var command = new OrderCommand.Place(TestData.Draft((TestData.Shirt, 0)));
        Assert.Equal(["PO-1"], Decider.Decide(null, command, NobodyMay).RefusedBy());
    }
}
