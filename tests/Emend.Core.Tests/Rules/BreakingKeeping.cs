using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Rules;

/// <summary>The same for the rows of how long an order is kept.</summary>
internal static class BreakingKeeping
{
    /// <summary>Cancelled so long ago that it may be forgotten.</summary>
    public static readonly Order Over = Given.Order() with
    {
        Status = OrderStatus.Cancelled,
        PickJobs = [],
        Plans = [],
        EndedAt = Given.Noon.AddDays(-400),
    };

    private static readonly Order Forgotten = Over with { AnonymizedAt = Given.Noon.AddDays(-300), Personal = Personal.Erased };

    public static ImmutableDictionary<string, Scenario> Row => new Dictionary<string, Scenario>
    {
        ["IN-8"] = new(
            Given.Order() with { AnonymizedAt = Given.Noon },
            To(Attribute("gift", "true")),
            Given.Facts),
        ["KP-1"] = new(Over, new OrderCommand.Keep(null, Given.Noon), Given.Facts with { Actor = Given.Without(Permissions.ProcessWrite) }),
        ["KP-2"] = new(Forgotten, new OrderCommand.Keep(Given.Noon.AddDays(-301), null), Given.Facts),
        ["KP-3"] = new(Over, new OrderCommand.Keep(Given.Noon, Given.Noon.AddDays(-1)), Given.Facts),
        ["KP-4"] = new(Over with { Status = OrderStatus.Open }, new OrderCommand.Anonymize(), Given.Facts),
        ["KP-5"] = new(Over with { EndedAt = Given.Noon.AddDays(-29) }, new OrderCommand.Anonymize(), Given.Facts),
        ["KP-6"] = new(Over, new OrderCommand.Delete(), Given.Facts),
        ["KP-7"] = new(Forgotten with { DeleteAt = Given.Noon.AddDays(1) }, new OrderCommand.Delete(), Given.Facts),
    }.ToImmutableDictionary();
}
