using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Rows that do not hold, as this face tells them: all of them, each with its id, where it applies, and the way out.</summary>
internal static class ViolationErrors
{
    public static Task Write(HttpContext context, ImmutableArray<RuleViolation> because, Func<RuleViolation, string> pathOf) =>
        FulfillmenttoolsErrors.Write(context, Status(because), because.Select(r => Entry(r, pathOf(r))));

    /// <summary>Permissions first: where one is missing, the rows tell of nothing else.</summary>
    public static int Status(ImmutableArray<RuleViolation> because) =>
        because.Any(r => r.Kind is RuleKind.Permission) ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;

    private static ErrorWriter Entry(RuleViolation violation, string path) =>
        new($"{(path.Length == 0 ? "" : path + ": ")}it must hold that {violation.Condition}.", $"{violation.Remedy} (row {violation.RuleId})");
}
