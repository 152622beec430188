using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>The same for the rows of how long an order is kept.</summary>
internal static class RetentionViolationScenarios
{
    /// <summary>Cancelled so long ago that it may be forgotten.</summary>
    public static readonly Order Over = TestData.Order() with
    {
        Status = OrderStatus.Canceled,
        PickJobs = [],
        Plans = [],
        EndedAt = TestData.Noon.AddDays(-400),
    };

    private static readonly Order Forgotten = Over with { AnonymizedAt = TestData.Noon.AddDays(-300), PersonalData = PersonalData.Erased };

    public static ImmutableDictionary<string, RuleViolationScenario> Row => new Dictionary<string, RuleViolationScenario>
    {
        ["IN-8"] = new(
            TestData.Order() with { AnonymizedAt = TestData.Noon },
            To(Attribute("gift", "true")),
            TestData.Context),
        ["KP-1"] = new(Over, new OrderCommand.SetRetentionDates(null, TestData.Noon), TestData.Context with { Actor = TestData.Without(Permissions.ProcessWrite) }),
        ["KP-2"] = new(Forgotten, new OrderCommand.SetRetentionDates(TestData.Noon.AddDays(-301), null), TestData.Context),
        ["KP-3"] = new(Over, new OrderCommand.SetRetentionDates(TestData.Noon, TestData.Noon.AddDays(-1)), TestData.Context),
        ["KP-4"] = new(Over with { Status = OrderStatus.Open }, new OrderCommand.Anonymize(), TestData.Context),
        ["KP-5"] = new(Over with { EndedAt = TestData.Noon.AddDays(-29) }, new OrderCommand.Anonymize(), TestData.Context),
        ["KP-6"] = new(Over, new OrderCommand.Delete(), TestData.Context),
        ["KP-7"] = new(Forgotten with { DeleteAt = TestData.Noon.AddDays(1) }, new OrderCommand.Delete(), TestData.Context),
    }.ToImmutableDictionary();
}
