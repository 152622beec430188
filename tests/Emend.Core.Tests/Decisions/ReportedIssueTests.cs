using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>What hurts the users of other systems, where only a constructed order can show it.</summary>
public sealed class ReportedIssueTests
{
    [Fact]
    public void Pain_6_A_cancelled_order_is_edited_from_no_tab_however_old()
    {
        var cancelled = TestData.Order() with { Status = OrderStatus.Canceled, Plans = [], PickJobs = [] };

        foreach (var command in (OrderCommand.Modify[])[To(Shirts(2)), To(Add(TestData.Shoes, 1)), To(Mail("b@example.org"))])
        {
            Assert.Contains("IN-1", cancelled.Asks(command).RefusedBy());
            Assert.Equal(new Decision.VersionConflict(cancelled.Version, 99), cancelled.Asks(command with { Version = 99 }));
        }
    }
}
