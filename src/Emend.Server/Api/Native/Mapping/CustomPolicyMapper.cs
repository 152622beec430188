using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>Policies out of bodies that were checked, and what is wrong with them in the terms of those bodies.</summary>
internal static class CustomPolicyMapper
{
    private const int MaxNamed = 12;

    public static CustomPolicy Of(string name, JsonElement body) =>
        new(name, body.Text("base")!, 0, [.. body.Entries("rows").Select(ChoiceOf)]);

    public static PolicyAssignments UseOf(JsonElement body) => PolicyAssignments.None with
    {
        Default = body.Text("default"),
        Faces = (body.Part("faces")?.EnumerateObject() ?? default)
            .Where(face => face.Value.ValueKind is JsonValueKind.String)
            .ToImmutableSortedDictionary(face => face.Name, face => face.Value.GetString()!, StringComparer.Ordinal),
    };

    /// <param name="customPolicyError">What is wrong.</param>
    /// <param name="at">The member of the body in which the variant stands; empty where it is the body.</param>
    public static ValidationError ProblemOf(CustomPolicyError customPolicyError, string at)
    {
        var row = at + (customPolicyError.Row is { } index ? $"rows[{index}]." : "");
        var given = ValueFormatter.Short(customPolicyError.Given);
        return customPolicyError.Fault switch
        {
            CustomPolicyErrorCode.BadName when CustomPolicyBuilder.Find(customPolicyError.Given) is not null =>
                new("name", $"is {given}, which comes with the product", "must be another name; take this one as base"),
            CustomPolicyErrorCode.BadName => new("name", $"is {given}", "must be 1 to 64 small letters, digits and hyphens"),
            CustomPolicyErrorCode.UnknownBase => new(at + "base", $"is {given}, which is no built-in policy", Instead(customPolicyError)),
            CustomPolicyErrorCode.UnknownRow => new(row + "row", $"is {given}, which is no row of the base", Instead(customPolicyError)),
            CustomPolicyErrorCode.FixedRow => new(
                row + "row", $"is {given}, which is the same in every policy", "must be left out; the base tells which rows can change"),
            CustomPolicyErrorCode.NamedTwice => new(row + "row", $"is {given}, which was named before", "must be named once, with one stance"),
            CustomPolicyErrorCode.UnknownPermission => new(row + "permission", $"is {given}, which is no permission", Instead(customPolicyError)),
            CustomPolicyErrorCode.NoWayThrough => new(
                row + "stance", "does not go with permission and penalty", "must be soft with one of the two at least, else with none"),
            CustomPolicyErrorCode.BadPenalty =>
                new(row + "penalty", "is blank or too long", $"must be a text of 1 to {PolicySchemas.MaxPenalty} characters"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static ValidationError ProblemOf(PolicyAssignmentError policyAssignmentError)
    {
        var place = policyAssignmentError.Face is { } api ? $"faces.{api}" : "default";
        return policyAssignmentError.Policy is { } policy
            ? new(place, $"is {ValueFormatter.Short(policy)}, which is no policy here", Instead(policy, policyAssignmentError.Known))
            : new(place, "is no face", Instead(policyAssignmentError.Face!, policyAssignmentError.Known));
    }

    private static RuleSetting ChoiceOf(JsonElement row)
    {
        var (permission, penalty) = (row.Text("permission"), row.Text("penalty"));
        var soft = permission is null && penalty is null ? null : new OverrideOptions(permission, penalty);
        return new(row.Text("row")!, EnumWireNames.Find<RuleEnforcement>(row.Text("stance")!)!.Value, soft);
    }

    private static string Instead(CustomPolicyError customPolicyError) => Instead(customPolicyError.Given, customPolicyError.Known);

    private static string Instead(string given, ImmutableArray<string> known) =>
        NameSuggester.To(given, known) is { } meant ? $"did you mean {meant}?"
        : known.Length <= MaxNamed ? $"must be one of {string.Join(", ", known)}"
        : $"must be one of {string.Join(", ", known.Take(MaxNamed))} and {known.Length - MaxNamed} more";
}
