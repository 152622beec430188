using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Writes rule violations: one error entry per violation with the path, the rule id, the condition, and the remedy.</summary>
internal static class ViolationErrors
{
    public static Task Write(HttpContext context, ImmutableArray<RuleViolation> violations, Func<RuleViolation, string> getPath) =>
        FulfillmenttoolsErrors.Write(context, GetStatus(violations), violations.Select(r => ToEntry(r, getPath(r))));

    /// <summary>403 if a permission is missing (the decision then contains only permission rules), else 422.</summary>
    public static int GetStatus(ImmutableArray<RuleViolation> violations) =>
        violations.Any(r => r.Kind is RuleKind.Permission) ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;

    /// <summary>Describes all violations in one text.</summary>
    public static string ToSummary(ImmutableArray<RuleViolation> violations) =>
        string.Join(" ", violations.Select(r => $"Rule {r.RuleId} requires: {r.Condition}. {FulfillmenttoolsRules.ToText(r.Remedy)}"));

    private static ErrorEntry ToEntry(RuleViolation violation, string path) =>
        new(
            $"{(path.Length == 0 ? "Rule" : path + ": rule")} {violation.RuleId} requires: {violation.Condition}.",
            $"{FulfillmenttoolsRules.ToText(violation.Remedy)} (rule {violation.RuleId})");
}
