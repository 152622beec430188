using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Mapping;

/// <summary>Policies out of bodies that were checked, and what is wrong with them in the terms of those bodies.</summary>
internal static class PolicyVariants
{
    private const int MostNamed = 12;

    public static Variant Of(string name, JsonElement body) =>
        new(name, body.Text("base")!, 0, [.. body.Entries("rows").Select(ChoiceOf)]);

    public static PolicyUse UseOf(JsonElement body) => PolicyUse.None with
    {
        Default = body.Text("default"),
        Faces = (body.Part("faces")?.EnumerateObject() ?? default)
            .Where(face => face.Value.ValueKind is JsonValueKind.String)
            .ToImmutableSortedDictionary(face => face.Name, face => face.Value.GetString()!, StringComparer.Ordinal),
    };

    /// <param name="problem">What is wrong.</param>
    /// <param name="at">The member of the body in which the variant stands; empty where it is the body.</param>
    public static Problem ProblemOf(VariantProblem problem, string at)
    {
        var row = at + (problem.Row is { } index ? $"rows[{index}]." : "");
        var given = Shown.Short(problem.Given);
        return problem.Fault switch
        {
            VariantFault.BadName when Variants.Find(problem.Given) is not null =>
                new("name", $"is {given}, which comes with the product", "must be another name; take this one as base"),
            VariantFault.BadName => new("name", $"is {given}", "must be 1 to 64 small letters, digits and hyphens"),
            VariantFault.UnknownBase => new(at + "base", $"is {given}, which is no built-in policy", Instead(problem)),
            VariantFault.UnknownRow => new(row + "row", $"is {given}, which is no row of the base", Instead(problem)),
            VariantFault.FixedRow => new(
                row + "row", $"is {given}, which is the same in every policy", "must be left out; the base tells which rows can change"),
            VariantFault.NamedTwice => new(row + "row", $"is {given}, which was named before", "must be named once, with one stance"),
            VariantFault.UnknownPermission => new(row + "permission", $"is {given}, which is no permission", Instead(problem)),
            VariantFault.NoWayThrough => new(
                row + "stance", "does not go with permission and penalty", "must be soft with one of the two at least, else with none"),
            VariantFault.BadPenalty =>
                new(row + "penalty", "is blank or too long", $"must be a text of 1 to {PolicyShapes.MostPenalty} characters"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static Problem ProblemOf(UseProblem problem)
    {
        var place = problem.Face is { } face ? $"faces.{face}" : "default";
        return problem.Policy is { } policy
            ? new(place, $"is {Shown.Short(policy)}, which is no policy here", Instead(policy, problem.Known))
            : new(place, "is no face", Instead(problem.Face!, problem.Known));
    }

    private static RowChoice ChoiceOf(JsonElement row)
    {
        var (permission, penalty) = (row.Text("permission"), row.Text("penalty"));
        var soft = permission is null && penalty is null ? null : new Softness(permission, penalty);
        return new(row.Text("row")!, States.Find<Stance>(row.Text("stance")!)!.Value, soft);
    }

    private static string Instead(VariantProblem problem) => Instead(problem.Given, problem.Known);

    private static string Instead(string given, ImmutableArray<string> known) =>
        Nearest.To(given, known) is { } meant ? $"did you mean {meant}?"
        : known.Length <= MostNamed ? $"must be one of {string.Join(", ", known)}"
        : $"must be one of {string.Join(", ", known.Take(MostNamed))} and {known.Length - MostNamed} more";
}
