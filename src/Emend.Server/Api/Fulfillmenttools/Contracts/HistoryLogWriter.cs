using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>What is told beside the entries themselves.</summary>
/// <param name="TellsActor">Whether the tenant lets it be told who did it.</param>
/// <param name="Facilities">The names of facilities.</param>
/// <param name="Reasons">The tenant's reasons for cancelling and for rerouting.</param>
internal sealed record HistoryLogContext(
    bool TellsActor, IReadOnlyDictionary<FacilityId, string> Facilities, IReadOnlyList<StoredReason> Reasons);

/// <summary>Entries of the history log, ours to theirs.</summary>
internal static class HistoryLogWriter
{
    public static void Write(Utf8JsonWriter json, (HistoryLogEntry Entry, HistoryLogContext Around) told)
    {
        var (entry, around) = told;
        json.WriteString("id", entry.Id);
        json.WriteString("type", entry.Type);
        json.WriteString("eventType", entry.Type);
        json.WriteString("domain", entry.Domain);
        json.WriteString("domainRef", entry.Ref);
        if (entry.Status is { } status) json.WriteString("status", status);
        else json.WriteNull("status");
        json.WriteNumber("version", entry.At.Revision);
        json.Moment("timestamp", entry.At.At);
        if (around.TellsActor) json.Object("user", entry.At.Provenance, User);
        json.Object("payload", told, Payload);
    }

    private static void User(Utf8JsonWriter json, Provenance by)
    {
        json.WriteString("userRef", by.Actor.Value);
        json.WriteString("username", by.ActorName);
    }

    private static void Payload(Utf8JsonWriter json, (HistoryLogEntry Entry, HistoryLogContext Around) told)
    {
        var (entry, around) = told;
        if (entry.Facility is { } facility)
            json.Object(entry.Domain is HistoryLogMapper.Order ? "targetFacility" : "facility", (facility, around), Facility);
        if (!entry.Articles.IsEmpty) json.Objects("articles", entry.Articles, Article);
        if (entry.Addresses is { } addresses) json.Objects("changes", addresses, Address);
        if (entry.Preferred is var (before, after))
        {
            Preferred(json, "previousPreferredHandlingTime", before);
            Preferred(json, "newPreferredHandlingTime", after);
        }

        if (entry.Cancelation is { } reason) json.Object("cancelationReason", (reason.Id, reason.Text, around), Reason);
        json.Text("errorMessage", entry.Failure);
        if (entry.At.Comment is not { } comment) return;
        if (entry.Domain is HistoryLogMapper.Modification) json.WriteString("reason", comment);
        else if (around.Reasons.FirstOrDefault(r => r.Text == comment) is { } described && entry.Domain is HistoryLogMapper.Order)
            json.Object("rerouteDescription", (described.Id, described.Text, around), Reason);
    }

    private static void Preferred(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } moment) json.Moment(name, moment);
        else json.WriteNull(name);
    }

    private static void Facility(Utf8JsonWriter json, (FacilityId Id, HistoryLogContext Around) told)
    {
        json.WriteString("facilityRef", told.Id.Value);
        json.Text("name", told.Around.Facilities.GetValueOrDefault(told.Id));
    }

    private static void Article(Utf8JsonWriter json, (Line Line, Quantity Before, Quantity After) told)
    {
        json.WriteString("title", told.Line.Properties.Title);
        json.Amount("previousQuantity", told.Before);
        json.Amount("newQuantity", told.After);
    }

    private static void Address(Utf8JsonWriter json, (AddressKind? Kind, System.Collections.Immutable.ImmutableArray<string> Members) told)
    {
        if (told.Kind is { } kind) json.WriteString("addressType", FulfillmenttoolsStatusNames.Of(kind));
        json.Texts("changedFields", told.Members);
    }

    // A reason that was removed since is told as it was, and its version is the first.
    private static void Reason(Utf8JsonWriter json, (string Id, string Text, HistoryLogContext Around) told)
    {
        json.WriteString("id", told.Id);
        json.WriteNumber("version", told.Around.Reasons.FirstOrDefault(r => r.Id == told.Id)?.Version ?? 1);
        json.WriteString("reason", told.Text);
    }
}
