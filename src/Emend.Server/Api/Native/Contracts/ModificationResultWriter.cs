using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Quotes;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>The result of a modification or of its preview.</summary>
/// <param name="Order">The id of the order.</param>
/// <param name="Accepted">True if the request is accepted, or a preview would be.</param>
/// <param name="Changed">True if the request changes the order, or a preview would.</param>
/// <param name="Consequences">Null if nothing changes or the consequences are unknown.</param>
internal sealed record ModificationResultView(string Order, bool Accepted, bool Changed, Consequences? Consequences)
{
    /// <summary>The new revision, or the current revision if nothing changed. Null in a preview.</summary>
    public long? Revision { get; init; }

    public (string Name, int Version)? Policy { get; init; }

    /// <summary>The rule violations, each with its JSON pointer into the request body.</summary>
    public ImmutableArray<(RuleViolation Violation, string? Pointer)> Violations { get; init; } = [];

    /// <summary>The quote of a preview; null if there is none.</summary>
    public SignedQuote? Quote { get; init; }

    /// <summary>The fields that an undo does not restore.</summary>
    public ImmutableArray<UnrestoredField> UnrestoredFields { get; init; } = [];
}

/// <summary>Writes modification results and quotes.</summary>
internal static class ModificationResultWriter
{
    public static void Write(Utf8JsonWriter json, ModificationResultView result)
    {
        json.WriteString("order", result.Order);
        json.WriteBoolean("accepted", result.Accepted);
        json.WriteBoolean("changed", result.Changed);
        if (result.Revision is { } revision)
        {
            json.WriteNumber("revision", revision);
        }

        if (result.Policy is { } policy)
        {
            json.WriteString("policy", policy.Name);
            json.WriteNumber("policyVersion", policy.Version);
        }

        json.WriteObjects(
            "violations", result.Violations, static (entry, item) => RuleViolationWriter.Write(entry, item.Violation, item.Pointer));
        if (result.Consequences is { } consequences)
        {
            json.WriteObject("consequences", consequences, Write);
        }

        if (!result.UnrestoredFields.IsEmpty)
        {
            json.WriteObjects("unrestoredFields", result.UnrestoredFields, WriteUnrestoredField);
        }

        if (result.Quote is not { } signedQuote)
        {
            return;
        }

        json.WriteString("quoteToken", signedQuote.Token);
        json.WriteTimestamp("quoteTokenExpiresAt", signedQuote.Expires);
    }

    public static void Write(Utf8JsonWriter json, Quote quote)
    {
        json.WriteObjects("lines", quote.Lines, static (entry, line) =>
        {
            entry.WriteString("article", line.Article.Value);
            entry.WriteQuantity("quantity", line.Quantity);
        });
        WriteMoney(json, "total", quote.Total);
        json.WriteObjects("units", quote.Units, static (entry, units) =>
        {
            entry.WriteText("facility", units.Facility?.Value);
            entry.WriteString("article", units.Article.Value);
            entry.WriteQuantity("quantity", units.Quantity);
        });
        json.WriteText("policy", quote.Policy);
        json.WriteObjects(
            "penalties", quote.Penalties, static (entry, penalty) =>
            {
                entry.WriteString("rule", penalty.Key);
                entry.WriteString("penalty", penalty.Value);
            });
    }

    private static void Write(Utf8JsonWriter json, Consequences consequences)
    {
        json.WriteObjects("lines", consequences.Lines, WriteLine);
        json.WriteObject("routing", consequences, static (routing, values) =>
        {
            routing.WriteObjects("before", values.RoutedBefore, WriteRoutedUnits);
            routing.WriteObjects("after", values.RoutedAfter, WriteRoutedUnits);
        });
        json.WriteObject("reservations", consequences, static (reserved, values) =>
        {
            reserved.WriteObjects("before", values.ReservedBefore, WriteReservedUnits);
            reserved.WriteObjects("after", values.ReservedAfter, WriteReservedUnits);
        });
        json.WriteTexts("endedEntities", consequences.EndedEntities.Select(e => e.Value));
        json.WriteObjects("unitsToRestock", consequences.UnitsToRestock, WriteReservedUnits);
        json.WriteObjects("handedOver", consequences.HandedOver, WriteHandedOver);
        json.WriteTexts("obsoleteLabels", consequences.ObsoleteLabels.Select(p => p.Value));
        json.WriteTexts("events", consequences.Events);
        json.WriteObject("total", consequences, static (money, values) =>
        {
            WriteMoney(money, "before", values.TotalBefore);
            WriteMoney(money, "after", values.TotalAfter);
            if (values is { TotalBefore: { } before, TotalAfter: { } after } && before.Currency == after.Currency)
            {
                money.WriteNumber("delta", after.Amount - before.Amount);
            }
        });
        json.WriteObjects("overrides", consequences.Overrides, DecisionRecordWriter.Write);
    }

    private static void WriteMoney(Utf8JsonWriter json, string name, Money? money)
    {
        if (MoneyView.From(money) is { } view)
        {
            json.WriteView(name, view);
        }
    }

    private static void WriteLine(Utf8JsonWriter json, LineConsequence line)
    {
        json.WriteText("line", line.Line?.Value);
        json.WriteString("article", line.Article.Value);
        if (line.Before is { } before)
        {
            json.WriteQuantity("before", before);
        }

        if (line.After is { } after)
        {
            json.WriteQuantity("after", after);
        }

        json.WriteBoolean("articleChanged", line.HasArticleChanged);
    }

    private static void WriteRoutedUnits(Utf8JsonWriter json, RoutedUnits units)
    {
        json.WriteText("facility", units.Facility?.Value);
        json.WriteText("line", units.Line?.Value);
        json.WriteString("article", units.Article.Value);
        json.WriteQuantity("quantity", units.Quantity);
    }

    private static void WriteReservedUnits(Utf8JsonWriter json, ReservedUnits units)
    {
        json.WriteString("facility", units.Facility.Value);
        json.WriteString("article", units.Article.Value);
        json.WriteQuantity("quantity", units.Quantity);
    }

    private static void WriteHandedOver(Utf8JsonWriter json, HandedOverGoods goods)
    {
        json.WriteString("handoverJob", goods.HandoverJob.Value);
        json.WriteString("facility", goods.Facility.Value);
        json.WriteText("shipment", goods.Shipment?.Value);
        json.WriteText("carrier", goods.Carrier);
        json.WriteTexts("trackingNumbers", goods.TrackingNumbers);
        json.WriteObjects("lines", goods.Lines, static (entry, line) =>
        {
            entry.WriteString("line", line.Line.Value);
            entry.WriteQuantity("quantity", line.Quantity);
        });
    }

    private static void WriteUnrestoredField(Utf8JsonWriter json, UnrestoredField field)
    {
        json.WriteString("path", field.Path);
        json.WriteString("reason", EnumWireNames.ToName(field.Reason));
        json.WriteString("description", field.Description);
        json.WriteJson("original", field.Original);
        json.WriteJson("current", field.Current);
        json.WriteObjects("violations", field.Violations, static (entry, violation) => RuleViolationWriter.Write(entry, violation, null));
    }
}
