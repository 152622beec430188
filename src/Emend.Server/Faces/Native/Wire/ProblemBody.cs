using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Differences;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A problem (RFC 9457) with what Emend adds to it. Its <c>type</c> is stable: docs/problems.md tells each.</summary>
/// <param name="Code">The end of its type.</param>
/// <param name="Title">The same for every problem of the type, or nearly.</param>
/// <param name="Status">The status code.</param>
internal sealed record ProblemBody(string Code, string Title, int Status)
{
    /// <summary>What happened this time, and what would be right.</summary>
    public string? Detail { get; init; }

    /// <summary>Everything that is wrong with what was sent.</summary>
    public ImmutableArray<Problem> Errors { get; init; } = [];

    /// <summary>The rows that do not hold, with where in the body each of them points.</summary>
    public ImmutableArray<(Refusal Row, string? Pointer)> Refusals { get; init; } = [];

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

    public static void Write(Utf8JsonWriter json, ProblemBody problem)
    {
        json.WriteString("type", "/problems/" + problem.Code);
        json.WriteString("title", problem.Title);
        json.WriteNumber("status", problem.Status);
        json.Text("detail", problem.Detail);
        if (!problem.Errors.IsEmpty) json.Objects("errors", problem.Errors, Error);
        if (!problem.Refusals.IsEmpty)
            json.Objects("refusals", problem.Refusals, static (entry, refusal) => RefusalBody.Write(entry, refusal.Row, refusal.Pointer));
        if (problem.Current is { } current) json.WriteNumber("current", current);
        if (problem.Named is { } named) json.WriteNumber("named", named);
        if (!problem.Conflicts.IsEmpty) json.Objects("conflicts", problem.Conflicts, Conflict);
        if (!problem.Known.IsEmpty) json.Texts("known", problem.Known);
        problem.More?.Invoke(json);
    }

    private static void Error(Utf8JsonWriter json, Problem error)
    {
        json.WriteString("pointer", Pointers.Of(error.Path));
        json.WriteString("wrong", error.Wrong);
        json.WriteString("right", error.Right);
    }

    private static void Conflict(Utf8JsonWriter json, FieldConflict conflict)
    {
        json.WriteString("path", conflict.Path);
        json.WriteString("words", conflict.Words);
        json.Kept("then", conflict.Then);
        json.Kept("now", conflict.Now);
        json.Kept("wanted", conflict.Wanted);
    }
}
