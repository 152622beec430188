using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Differences;
using Emend.Core.Rules;
using Emend.Server.Desk.Promises;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What a modification does, or would do: told alike before and after.</summary>
/// <param name="Order">The id of the order.</param>
/// <param name="Accepted">Whether it is done, or would be.</param>
/// <param name="Changed">Whether anything is otherwise afterwards.</param>
/// <param name="Consequences">What it does; null where nothing is done, or nobody can know.</param>
internal sealed record ToldOutcome(string Order, bool Accepted, bool Changed, Consequences? Consequences)
{
    /// <summary>The revision it made, or that stands; null in a preview.</summary>
    public long? Revision { get; init; }

    public (string Name, int Version)? Policy { get; init; }

    /// <summary>The rows that refuse it, and where each of them points.</summary>
    public ImmutableArray<(Refusal Row, string? Pointer)> Refusals { get; init; } = [];

    /// <summary>What a preview promises; null where nothing is.</summary>
    public SignedPromise? Promise { get; init; }

    /// <summary>What an undo does not bring back.</summary>
    public ImmutableArray<NotRestored> NotRestored { get; init; } = [];
}

/// <summary>Outcomes on the wire.</summary>
internal static class OutcomeBody
{
    public static void Write(Utf8JsonWriter json, ToldOutcome told)
    {
        json.WriteString("order", told.Order);
        json.WriteBoolean("accepted", told.Accepted);
        json.WriteBoolean("changed", told.Changed);
        if (told.Revision is { } revision) json.WriteNumber("revision", revision);
        if (told.Policy is { } policy)
        {
            json.WriteString("policy", policy.Name);
            json.WriteNumber("policyVersion", policy.Version);
        }

        json.Objects("refusals", told.Refusals, static (entry, refusal) => RefusalBody.Write(entry, refusal.Row, refusal.Pointer));
        if (told.Consequences is { } consequences) json.Object("consequences", consequences, Write);
        if (!told.NotRestored.IsEmpty) json.Objects("notRestored", told.NotRestored, NotRestored);
        if (told.Promise is not { } promise) return;
        json.WriteString("token", promise.Token);
        json.Moment("tokenExpires", promise.Expires);
    }

    public static void Write(Utf8JsonWriter json, Promise promise)
    {
        json.Objects("lines", promise.Lines, static (entry, line) =>
        {
            entry.WriteString("article", line.Article.Value);
            entry.Amount("quantity", line.Quantity);
        });
        OrderBody.Money(json, "total", promise.Total);
        json.Objects("units", promise.Units, static (entry, units) =>
        {
            entry.Text("facility", units.Facility?.Value);
            entry.WriteString("article", units.Article.Value);
            entry.Amount("quantity", units.Quantity);
        });
    }

    private static void Write(Utf8JsonWriter json, Consequences what)
    {
        json.Objects("lines", what.Lines, Line);
        json.Object("routing", what, static (routing, told) =>
        {
            routing.Objects("before", told.RoutedBefore, Routed);
            routing.Objects("after", told.RoutedAfter, Routed);
        });
        json.Object("reservations", what, static (reserved, told) =>
        {
            reserved.Objects("before", told.ReservedBefore, Reserved);
            reserved.Objects("after", told.ReservedAfter, Reserved);
        });
        json.Texts("ended", what.Ended.Select(e => e.Value));
        json.Objects("toPutBack", what.ToPutBack, Reserved);
        json.Texts("labelsLost", what.LabelsLost.Select(p => p.Value));
        json.Texts("events", what.Events);
        json.Object("money", what, static (money, told) =>
        {
            OrderBody.Money(money, "before", told.TotalBefore);
            OrderBody.Money(money, "after", told.TotalAfter);
            if (told is { TotalBefore: { } before, TotalAfter: { } after } && before.Currency == after.Currency)
                money.WriteNumber("delta", after.Amount - before.Amount);
        });
        json.Objects("passed", what.Passed, GroundBody.Write);
    }

    private static void Line(Utf8JsonWriter json, LineConsequence line)
    {
        json.Text("line", line.Line?.Value);
        json.WriteString("article", line.Article.Value);
        if (line.Before is { } before) json.Amount("before", before);
        if (line.After is { } after) json.Amount("after", after);
        json.WriteBoolean("articleChanged", line.ArticleChanged);
    }

    private static void Routed(Utf8JsonWriter json, RoutedUnits units)
    {
        json.Text("facility", units.Facility?.Value);
        json.Text("line", units.Line?.Value);
        json.WriteString("article", units.Article.Value);
        json.Amount("quantity", units.Quantity);
    }

    private static void Reserved(Utf8JsonWriter json, ReservedUnits units)
    {
        json.WriteString("facility", units.Facility.Value);
        json.WriteString("article", units.Article.Value);
        json.Amount("quantity", units.Quantity);
    }

    private static void NotRestored(Utf8JsonWriter json, NotRestored field)
    {
        json.WriteString("path", field.Path);
        json.WriteString("why", States.Of(field.Why));
        json.WriteString("words", field.Words);
        json.Kept("was", field.Was);
        json.Kept("now", field.Now);
        json.Objects("because", field.Because, static (entry, row) => RefusalBody.Write(entry, row, null));
    }
}
