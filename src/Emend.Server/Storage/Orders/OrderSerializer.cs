using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Storage.Orders;

/// <summary>A document with its format number. Conversions from older formats belong here.</summary>
internal sealed record VersionedDocument<T>(
    [property: JsonPropertyName("format")] int Format, [property: JsonPropertyName("value")] T Value);

/// <summary>Document of a journal entry.</summary>
internal sealed record JournalEntryDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("actorName")] string ActorName,
    [property: JsonPropertyName("face")] string Api,
    [property: JsonPropertyName("policyVersion")] int PolicyVersion,
    [property: JsonPropertyName("events")] ImmutableArray<OrderEvent> Events,
    [property: JsonPropertyName("ground")] DecisionRecordDocument? DecisionRecord = null);

/// <summary>A label from a carrier.</summary>
internal sealed record LabelDocument(
    [property: JsonPropertyName("zpl")] string Zpl,
    [property: JsonPropertyName("page")] string Page,
    [property: JsonPropertyName("pdf")] byte[]? Pdf = null);

/// <summary>Entities of an order that ended at a revision, and the routing log of that revision.</summary>
internal sealed record EndedEntitiesDocument(
    [property: JsonPropertyName("plans")] ImmutableArray<RoutingPlan> Plans,
    [property: JsonPropertyName("pickJobs")] ImmutableArray<PickJob> PickJobs,
    [property: JsonPropertyName("routing")] RoutingLog? Routing,
    [property: JsonPropertyName("handoverJobs")] ImmutableArray<HandoverJob>? HandoverJobs = null,
    [property: JsonPropertyName("shipments")] ImmutableArray<Shipment>? Shipments = null,
    [property: JsonPropertyName("returnTasks")] ImmutableArray<ReturnTask>? ReturnTasks = null)
{
    public static EndedEntitiesDocument From(EndedEntities endedEntities, RoutingLog? routing) => new(
        endedEntities.Plans, endedEntities.PickJobs, routing, NullIfEmpty(endedEntities.HandoverJobs), NullIfEmpty(endedEntities.Shipments),
        NullIfEmpty(endedEntities.ReturnTasks));

    public EndedEntities ToEndedEntities() => new(Plans, PickJobs)
    {
        HandoverJobs = HandoverJobs ?? [],
        Shipments = Shipments ?? [],
        ReturnTasks = ReturnTasks ?? [],
    };

    private static ImmutableArray<T>? NullIfEmpty<T>(ImmutableArray<T> entities) => entities.IsEmpty ? null : entities;
}

/// <summary>Reads and writes the documents of an order.</summary>
internal static class OrderSerializer
{
    public const int Format = 1;

    /// <summary>Format of journal entries. Format 2 added the decision record.</summary>
    public const int EntryFormat = 2;

    public static byte[] Write<T>(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(new VersionedDocument<T>(Format, value), OrderJsonOptions.Options);

    public static byte[] Write(JournalEntryDocument entry) => JsonSerializer.SerializeToUtf8Bytes(entry, OrderJsonOptions.Options);

    public static T Read<T>(byte[] doc)
    {
        var versionedDocument = JsonSerializer.Deserialize<VersionedDocument<T>>(doc, OrderJsonOptions.Options)!;
        CheckFormat(versionedDocument.Format);
        return versionedDocument.Value;
    }

    public static JournalEntryDocument ReadJournalEntry(byte[] doc)
    {
        var entry = JsonSerializer.Deserialize<JournalEntryDocument>(doc, OrderJsonOptions.Options)!;
        CheckFormat(entry.Format, EntryFormat);
        return entry with { Events = [.. entry.Events.Select(WithoutPersonalData)] };
    }

    /// <summary>Reads an order with its personal data, or without if the personal data is erased.</summary>
    public static Order ReadOrder(byte[] doc, byte[]? personal) =>
        Read<Order>(doc) with { PersonalData = personal is null ? PersonalData.Erased : Read<PersonalData>(personal) };

    // Personal data is stored separately. Callers that need it add it.
    private static OrderEvent WithoutPersonalData(OrderEvent orderEvent) =>
        orderEvent is OrderEvent.PersonalDataReplaced replaced ? replaced with { Personal = PersonalData.None } : orderEvent;

    private static void CheckFormat(int format, int newest = Format)
    {
        if (format is < 1 || format > newest)
        {
            throw new FormatException($"Unknown document format {format}. This version reads formats up to {newest}.");
        }
    }
}
