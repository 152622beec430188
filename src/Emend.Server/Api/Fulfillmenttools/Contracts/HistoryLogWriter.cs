using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Data that history log entries refer to.</summary>
/// <param name="ShowsActor">Whether responses contain the actor. False if the tenant anonymizes actors.</param>
/// <param name="Facilities">Names of facilities.</param>
/// <param name="Reasons">The tenant's cancellation reasons and reroute descriptions.</param>
internal sealed record HistoryLogContext(
    bool ShowsActor, IReadOnlyDictionary<FacilityId, string> Facilities, IReadOnlyList<StoredReason> Reasons);

/// <summary>Writes history log entries.</summary>
internal static class HistoryLogWriter
{
    public static void Write(Utf8JsonWriter json, (HistoryLogEntry Entry, HistoryLogContext Around) item)
    {
        var (entry, logContext) = item;
        json.WriteString("id", entry.Id);
        json.WriteString("type", entry.Type);
        json.WriteString("eventType", entry.Type);
        json.WriteString("domain", entry.Domain);
        json.WriteString("domainRef", entry.Ref);
        if (entry.Status is { } status)
        {
            json.WriteString("status", status);
        }
        else
        {
            json.WriteNull("status");
        }

        json.WriteNumber("version", entry.JournalEntry.Revision);
        json.WriteTimestamp("timestamp", entry.JournalEntry.At);
        if (logContext.ShowsActor)
        {
            json.WriteObject("user", entry.JournalEntry.Provenance, WriteUser);
        }

        json.WriteObject("payload", item, WritePayload);
    }

    private static void WriteUser(Utf8JsonWriter json, Provenance by)
    {
        json.WriteString("userRef", by.Actor.Value);
        json.WriteString("username", by.ActorName);
    }

    private static void WritePayload(Utf8JsonWriter json, (HistoryLogEntry Entry, HistoryLogContext Around) item)
    {
        var (entry, logContext) = item;
        if (entry.Facility is { } facility)
        {
            json.WriteObject(entry.Domain is HistoryLogMapper.Order ? "targetFacility" : "facility", (facility, logContext), WriteFacility);
        }

        if (!entry.Articles.IsEmpty)
        {
            json.WriteObjects("articles", entry.Articles, WriteArticle);
        }

        if (entry.Addresses is { } addresses)
        {
            json.WriteObjects("changes", addresses, WriteAddress);
        }

        if (entry.PreferredTime is var (before, after))
        {
            WritePreferredTime(json, "previousPreferredHandlingTime", before);
            WritePreferredTime(json, "newPreferredHandlingTime", after);
        }

        if (entry.CancellationReason is { } reason)
        {
            json.WriteObject("cancelationReason", (reason.Id, reason.Text, logContext), WriteReason);
        }

        json.WriteText("errorMessage", entry.ErrorMessage);
        if (entry.JournalEntry.Comment is not { } comment)
        {
            return;
        }

        if (entry.Domain is HistoryLogMapper.Modification)
        {
            json.WriteString("reason", comment);
        }
        else if (logContext.Reasons.FirstOrDefault(r => r.Text == comment) is { } described && entry.Domain is HistoryLogMapper.Order)
        {
            json.WriteObject("rerouteDescription", (described.Id, described.Text, logContext), WriteReason);
        }
    }

    private static void WritePreferredTime(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } moment)
        {
            json.WriteTimestamp(name, moment);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteFacility(Utf8JsonWriter json, (FacilityId Id, HistoryLogContext Around) item)
    {
        json.WriteString("facilityRef", item.Id.Value);
        json.WriteText("name", item.Around.Facilities.GetValueOrDefault(item.Id));
    }

    private static void WriteArticle(Utf8JsonWriter json, (Line Line, Quantity Before, Quantity After) item)
    {
        json.WriteString("title", item.Line.Properties.Title);
        json.WriteQuantity("previousQuantity", item.Before);
        json.WriteQuantity("newQuantity", item.After);
    }

    private static void WriteAddress(
        Utf8JsonWriter json, (AddressKind? Kind, System.Collections.Immutable.ImmutableArray<string> Members) item)
    {
        if (item.Kind is { } kind)
        {
            json.WriteString("addressType", FulfillmenttoolsStatusNames.ToWireName(kind));
        }

        json.WriteTexts("changedFields", item.Members);
    }

    // A deleted reason is written with its stored text and version 1.
    private static void WriteReason(Utf8JsonWriter json, (string Id, string Text, HistoryLogContext Around) item)
    {
        json.WriteString("id", item.Id);
        json.WriteNumber("version", item.Around.Reasons.FirstOrDefault(r => r.Id == item.Id)?.Version ?? 1);
        json.WriteString("reason", item.Text);
    }
}
