using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>Scenarios of the retention rules.</summary>
internal static class RetentionViolationScenarios
{
    /// <summary>An order that was canceled long enough ago to be anonymized.</summary>
    public static readonly Order Ended = TestData.Order() with
    {
        IsCanceled = true,
        PickJobs = [],
        Plans = [],
        EndedAt = TestData.Noon.AddDays(-400),
    };

    private static readonly Order Anonymized =
        Ended with { AnonymizedAt = TestData.Noon.AddDays(-300), PersonalData = PersonalData.Erased };

    public static ImmutableDictionary<string, RuleViolationScenario> ByRuleId => new Dictionary<string, RuleViolationScenario>
    {
        ["IN-8"] = new(
            TestData.Order() with { AnonymizedAt = TestData.Noon },
            Modify(SetAttribute("gift", "true")),
            TestData.Context),
        ["KP-1"] = new(Ended, new OrderCommand.SetRetentionDates(null, TestData.Noon),
            TestData.Context with { Actor = TestData.ActorWithout(Permissions.ProcessWrite) }),
        ["KP-2"] = new(Anonymized, new OrderCommand.SetRetentionDates(TestData.Noon.AddDays(-301), null), TestData.Context),
        ["KP-3"] = new(Ended, new OrderCommand.SetRetentionDates(TestData.Noon, TestData.Noon.AddDays(-1)), TestData.Context),
        ["KP-4"] = new(Ended with { IsCanceled = false }, new OrderCommand.Anonymize(), TestData.Context),
        ["KP-5"] = new(Ended with { EndedAt = TestData.Noon.AddDays(-29) }, new OrderCommand.Anonymize(), TestData.Context),
        ["KP-6"] = new(Ended, new OrderCommand.Delete(), TestData.Context),
        ["KP-7"] = new(Anonymized with { DeleteAt = TestData.Noon.AddDays(1) }, new OrderCommand.Delete(), TestData.Context),
    }.ToImmutableDictionary();
}
