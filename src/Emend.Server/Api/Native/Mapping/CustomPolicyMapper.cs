using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Policies;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>Converts validated request bodies to policies, and policy errors to validation errors of the request body.</summary>
internal static class CustomPolicyMapper
{
    private const int MaxSuggestions = 12;

    public static CustomPolicy ReadPolicy(string name, JsonElement body) =>
        new(name, body.ReadText("base")!, 0, [.. body.ReadEntries("ruleSettings").Select(ReadRuleSetting)]);

    public static PolicyAssignments ReadAssignments(JsonElement body) => PolicyAssignments.None with
    {
        Default = body.ReadText("default"),
        Apis = (body.ReadMember("apis")?.EnumerateObject() ?? default)
            .Where(api => api.Value.ValueKind is JsonValueKind.String)
            .ToImmutableSortedDictionary(api => api.Name, api => api.Value.GetString()!, StringComparer.Ordinal),
    };

    /// <param name="error">The error.</param>
    /// <param name="at">The path of the policy in the body with a trailing dot; empty if the policy is the body.</param>
    public static ValidationError ToValidationError(CustomPolicyError error, string at)
    {
        var setting = at + (error.RuleIndex is { } index ? $"ruleSettings[{index}]." : "");
        var value = ValueFormatter.Truncate(error.Value);
        return error.Code switch
        {
            CustomPolicyErrorCode.BuiltInName =>
                new("name", $"is {value}, which is a built-in policy", "must be another name; use the built-in policy as base"),
            CustomPolicyErrorCode.InvalidName => new("name", $"is {value}", "must be 1 to 64 lowercase letters, digits and hyphens"),
            CustomPolicyErrorCode.UnknownBase =>
                new(at + "base", $"is {value}, which is not a built-in policy", Suggest(error)),
            CustomPolicyErrorCode.UnknownRule =>
                new(setting + "rule", $"is {value}, which is not a rule of the base policy", Suggest(error)),
            CustomPolicyErrorCode.MandatoryRule => new(
                setting + "rule", $"is {value}, which is not configurable", "omit it; the base policy lists the configurable rules"),
            CustomPolicyErrorCode.DuplicateRule =>
                new(setting + "rule", $"is {value}, which is a duplicate", "must occur once, with one enforcement"),
            CustomPolicyErrorCode.UnknownPermission =>
                new(setting + "permission", $"is {value}, which is not a permission", Suggest(error)),
            CustomPolicyErrorCode.InvalidOverride => new(
                setting + "enforcement",
                "does not match permission and penalty",
                "must be overridable with at least one of them, otherwise with none"),
            CustomPolicyErrorCode.InvalidPenalty =>
                new(setting + "penalty", "is blank or too long", $"must be a text of 1 to {PolicySchemas.MaxPenalty} characters"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static ValidationError ToValidationError(PolicyAssignmentError error)
    {
        var path = error.Api is { } api ? $"apis.{api}" : "default";
        return error.Policy is { } policy
            ? new(
                path,
                $"is {ValueFormatter.Truncate(policy)}, which is not a policy of this tenant",
                Suggest(policy, error.Known))
            : new(path, "is not an API", Suggest(error.Api!, error.Known));
    }

    private static RuleSetting ReadRuleSetting(JsonElement setting)
    {
        var (permission, penalty) = (setting.ReadText("permission"), setting.ReadText("penalty"));
        var options = permission is null && penalty is null ? null : new OverrideOptions(permission, penalty);
        return new(setting.ReadText("rule")!, EnumWireNames.Find<RuleEnforcement>(setting.ReadText("enforcement")!)!.Value, options);
    }

    private static string Suggest(CustomPolicyError error) => Suggest(error.Value, error.Expected);

    private static string Suggest(string value, ImmutableArray<string> known) =>
        NameSuggester.Suggest(value, known) is { } similar ? $"did you mean {similar}?"
        : known.Length <= MaxSuggestions ? $"must be one of {string.Join(", ", known)}"
        : $"must be one of {string.Join(", ", known.Take(MaxSuggestions))} and {known.Length - MaxSuggestions} more";
}
