using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>An error response (RFC 9457) with the members that Emend adds. docs/api/problems.md lists the stable types.</summary>
/// <param name="Code">The last segment of <c>type</c>.</param>
/// <param name="Title">Almost always the same for all problems of one type.</param>
/// <param name="Status">The HTTP status code.</param>
internal sealed record ProblemDetailsWriter(string Code, string Title, int Status)
{
    /// <summary>The cause of this error and its fix.</summary>
    public string? Detail { get; init; }

    /// <summary>All validation errors of the request.</summary>
    public ImmutableArray<ValidationError> Errors { get; init; } = [];

    public ImmutableArray<RuleViolationView> Violations { get; init; } = [];

    /// <summary>The current revision or version.</summary>
    public long? Current { get; init; }

    /// <summary>The revision or version that the request expects.</summary>
    public long? Expected { get; init; }

    /// <summary>The fields that this request and another request changed.</summary>
    public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>The names of the known policies.</summary>
    public ImmutableArray<string> KnownPolicies { get; init; } = [];

    /// <summary>The names of the known actions.</summary>
    public ImmutableArray<string> KnownActions { get; init; } = [];

    /// <summary>Writes the members that only this problem type has.</summary>
    public Action<Utf8JsonWriter>? WriteMembers { get; init; }

    public static void Write(Utf8JsonWriter json, ProblemDetailsWriter problem)
    {
        json.WriteString("type", "/problems/" + problem.Code);
        json.WriteString("title", problem.Title);
        json.WriteNumber("status", problem.Status);
        json.WriteText("detail", problem.Detail);
        if (!problem.Errors.IsEmpty)
        {
            json.WriteObjects("errors", problem.Errors, WriteError);
        }

        if (!problem.Violations.IsEmpty)
        {
            json.WriteViews("violations", problem.Violations);
        }

        if (problem.Current is { } current)
        {
            json.WriteNumber("current", current);
        }

        if (problem.Expected is { } expected)
        {
            json.WriteNumber("expected", expected);
        }

        if (!problem.Conflicts.IsEmpty)
        {
            json.WriteObjects("conflicts", problem.Conflicts, WriteConflict);
        }

        if (!problem.KnownPolicies.IsEmpty)
        {
            json.WriteTexts("knownPolicies", problem.KnownPolicies);
        }

        if (!problem.KnownActions.IsEmpty)
        {
            json.WriteTexts("knownActions", problem.KnownActions);
        }

        problem.WriteMembers?.Invoke(json);
    }

    private static void WriteError(Utf8JsonWriter json, ValidationError error)
    {
        json.WriteString("pointer", JsonPointers.FromPath(error.Path));
        json.WriteString("detail", error.Detail);
        json.WriteString("expected", error.Expected);
    }

    private static void WriteConflict(Utf8JsonWriter json, FieldConflict conflict)
    {
        json.WriteString("path", conflict.Path);
        json.WriteString("description", conflict.Description);
        json.WriteJson("base", conflict.Base);
        json.WriteJson("current", conflict.Current);
        json.WriteJson("requested", conflict.Requested);
    }
}
