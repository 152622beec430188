using Emend.Core.Commands;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Issues reported for other systems that need a constructed order.</summary>
public sealed class ReportedIssueTests
{
    [Fact]
    public void Pain_6_A_canceled_order_cannot_be_edited_from_a_stale_page()
    {
        var canceled = TestData.Order() with { IsCanceled = true, Plans = [], PickJobs = [] };

        foreach (var command in (
            OrderCommand.Modify[])[Modify(Shirts(2)), Modify(Add(TestData.Shoes, 1)), Modify(SetEmail("b@example.org"))])
        {
            Assert.Contains("IN-1", canceled.Decide(command).ViolatedRuleIds());
            Assert.Equal(new Decision.VersionConflict(canceled.Version, 99), canceled.Decide(command with { Version = 99 }));
        }
    }
}
