using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A problem (RFC 9457) with what Emend adds to it. Its <c>type</c> is stable: docs/api/problems.md tells each.</summary>
/// <param name="Code">The end of its type.</param>
/// <param name="Title">The same for every problem of the type, or nearly.</param>
/// <param name="Status">The status code.</param>
internal sealed record ProblemDetailsWriter(string Code, string Title, int Status)
{
    /// <summary>What happened this time, and what would be right.</summary>
    public string? Detail { get; init; }

    /// <summary>Everything that is wrong with what was sent.</summary>
    public ImmutableArray<ValidationError> Errors { get; init; } = [];

    /// <summary>The rows that do not hold, with where in the body each of them points.</summary>
    public ImmutableArray<(RuleViolation Row, string? Pointer)> Refusals { get; init; } = [];

    /// <summary>The revision or version now, where it matters.</summary>
    public long? Current { get; init; }

    /// <summary>The one the request named.</summary>
    public long? Named { get; init; }

    /// <summary>The fields asked for that somebody else changed.</summary>
    public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>What is known instead.</summary>
    public ImmutableArray<string> Known { get; init; } = [];

    /// <summary>Members that only problems of this type have.</summary>
    public Action<Utf8JsonWriter>? More { get; init; }

    public static void Write(Utf8JsonWriter json, ProblemDetailsWriter problemDetailsWriter)
    {
        json.WriteString("type", "/problems/" + problemDetailsWriter.Code);
        json.WriteString("title", problemDetailsWriter.Title);
        json.WriteNumber("status", problemDetailsWriter.Status);
        json.Text("detail", problemDetailsWriter.Detail);
        if (!problemDetailsWriter.Errors.IsEmpty) json.Objects("errors", problemDetailsWriter.Errors, Error);
        if (!problemDetailsWriter.Refusals.IsEmpty)
            json.Objects("refusals", problemDetailsWriter.Refusals, static (entry, refusal) => RuleViolationWriter.Write(entry, refusal.Row, refusal.Pointer));
        if (problemDetailsWriter.Current is { } current) json.WriteNumber("current", current);
        if (problemDetailsWriter.Named is { } named) json.WriteNumber("named", named);
        if (!problemDetailsWriter.Conflicts.IsEmpty) json.Objects("conflicts", problemDetailsWriter.Conflicts, Conflict);
        if (!problemDetailsWriter.Known.IsEmpty) json.Texts("known", problemDetailsWriter.Known);
        problemDetailsWriter.More?.Invoke(json);
    }

    private static void Error(Utf8JsonWriter json, ValidationError error)
    {
        json.WriteString("pointer", JsonPointers.Of(error.Path));
        json.WriteString("wrong", error.Detail);
        json.WriteString("right", error.Expected);
    }

    private static void Conflict(Utf8JsonWriter json, FieldConflict conflict)
    {
        json.WriteString("path", conflict.Path);
        json.WriteString("words", conflict.Description);
        json.Kept("then", conflict.Base);
        json.Kept("now", conflict.Current);
        json.Kept("wanted", conflict.Requested);
    }
}
