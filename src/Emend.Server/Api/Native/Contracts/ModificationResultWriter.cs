using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Diffing;
using Emend.Core.Rules;
using Emend.Server.Application.Quotes;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What a modification does, or would do: told alike before and after.</summary>
/// <param name="Order">The id of the order.</param>
/// <param name="Accepted">Whether it is done, or would be.</param>
/// <param name="Changed">Whether anything is otherwise afterwards.</param>
/// <param name="Consequences">What it does; null where nothing is done, or nobody can know.</param>
internal sealed record ModificationResultView(string Order, bool Accepted, bool Changed, Consequences? Consequences)
{
    /// <summary>The revision it made, or that stands; null in a preview.</summary>
    public long? Revision { get; init; }

    public (string Name, int Version)? Policy { get; init; }

    /// <summary>The rows that refuse it, and where each of them points.</summary>
    public ImmutableArray<(RuleViolation Row, string? Pointer)> Refusals { get; init; } = [];

    /// <summary>What a preview promises; null where nothing is.</summary>
    public SignedQuote? Promise { get; init; }

    /// <summary>What an undo does not bring back.</summary>
    public ImmutableArray<UnrestoredField> NotRestored { get; init; } = [];
}

/// <summary>Outcomes on the wire.</summary>
internal static class ModificationResultWriter
{
    public static void Write(Utf8JsonWriter json, ModificationResultView modificationResultView)
    {
        json.WriteString("order", modificationResultView.Order);
        json.WriteBoolean("accepted", modificationResultView.Accepted);
        json.WriteBoolean("changed", modificationResultView.Changed);
        if (modificationResultView.Revision is { } revision) json.WriteNumber("revision", revision);
        if (modificationResultView.Policy is { } policy)
        {
            json.WriteString("policy", policy.Name);
            json.WriteNumber("policyVersion", policy.Version);
        }

        json.Objects("refusals", modificationResultView.Refusals, static (entry, refusal) => RuleViolationWriter.Write(entry, refusal.Row, refusal.Pointer));
        if (modificationResultView.Consequences is { } consequences) json.Object("consequences", consequences, Write);
        if (!modificationResultView.NotRestored.IsEmpty) json.Objects("notRestored", modificationResultView.NotRestored, NotRestored);
        if (modificationResultView.Promise is not { } signedQuote) return;
        json.WriteString("token", signedQuote.Token);
        json.Moment("tokenExpires", signedQuote.Expires);
    }

    public static void Write(Utf8JsonWriter json, Quote quote)
    {
        json.Objects("lines", quote.Lines, static (entry, line) =>
        {
            entry.WriteString("article", line.Article.Value);
            entry.Amount("quantity", line.Quantity);
        });
        NativeOrderWriter.Money(json, "total", quote.Total);
        json.Objects("units", quote.Units, static (entry, units) =>
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
        json.Texts("ended", what.EndedEntities.Select(e => e.Value));
        json.Objects("toPutBack", what.UnitsToRestock, Reserved);
        json.Texts("labelsLost", what.ObsoleteLabels.Select(p => p.Value));
        json.Texts("events", what.Events);
        json.Object("money", what, static (money, told) =>
        {
            NativeOrderWriter.Money(money, "before", told.TotalBefore);
            NativeOrderWriter.Money(money, "after", told.TotalAfter);
            if (told is { TotalBefore: { } before, TotalAfter: { } after } && before.Currency == after.Currency)
                money.WriteNumber("delta", after.Amount - before.Amount);
        });
        json.Objects("passed", what.Overrides, DecisionRecordWriter.Write);
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

    private static void NotRestored(Utf8JsonWriter json, UnrestoredField field)
    {
        json.WriteString("path", field.Path);
        json.WriteString("why", EnumWireNames.Of(field.Reason));
        json.WriteString("words", field.Description);
        json.Kept("was", field.Original);
        json.Kept("now", field.Current);
        json.Objects("because", field.Because, static (entry, violation) => RuleViolationWriter.Write(entry, violation, null));
    }
}
