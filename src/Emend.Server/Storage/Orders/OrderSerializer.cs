using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Storage.Orders;

/// <summary>A document with the number of its format. What is older is lifted here, when there is something older.</summary>
internal sealed record VersionedDocument<T>([property: JsonPropertyName("format")] int Format, [property: JsonPropertyName("value")] T Value);

/// <summary>One entry of the journal, beside its columns.</summary>
internal sealed record JournalEntryDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("actorName")] string ActorName,
    [property: JsonPropertyName("face")] string Face,
    [property: JsonPropertyName("policyVersion")] int PolicyVersion,
    [property: JsonPropertyName("events")] ImmutableArray<OrderEvent> Events,
    [property: JsonPropertyName("ground")] DecisionRecordDocument? Ground = null);

/// <summary>A label that a carrier made.</summary>
internal sealed record LabelDocument([property: JsonPropertyName("zpl")] string Zpl, [property: JsonPropertyName("page")] string Page);

/// <summary>What left an order at a revision, and how the routing of that revision was found.</summary>
internal sealed record EndedEntitiesDocument(
    [property: JsonPropertyName("plans")] ImmutableArray<RoutingPlan> Plans,
    [property: JsonPropertyName("pickJobs")] ImmutableArray<PickJob> PickJobs,
    [property: JsonPropertyName("routing")] RoutingLog? Routing,
    [property: JsonPropertyName("handoverJobs")] ImmutableArray<HandoverJob>? HandoverJobs = null,
    [property: JsonPropertyName("shipments")] ImmutableArray<Shipment>? Shipments = null,
    [property: JsonPropertyName("returnTasks")] ImmutableArray<ReturnTask>? ReturnTasks = null)
{
    public static EndedEntitiesDocument From(EndedEntities past, RoutingLog? routing) => new(
        past.Plans, past.PickJobs, routing, Some(past.HandoverJobs), Some(past.Shipments), Some(past.ReturnTasks));

    private static ImmutableArray<T>? Some<T>(ImmutableArray<T> entities) => entities.IsEmpty ? null : entities;
}

/// <summary>The documents of an order.</summary>
internal static class OrderSerializer
{
    public const int Format = 1;

    /// <summary>Of entries of the journal. Since 2 they say what a modification was decided on; what is older does not know.</summary>
    public const int EntryFormat = 2;

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(new VersionedDocument<T>(Format, value), OrderJsonOptions.Options);

    public static byte[] Write(JournalEntryDocument entry) => JsonSerializer.SerializeToUtf8Bytes(entry, OrderJsonOptions.Options);

    public static T Read<T>(byte[] doc)
    {
        var versionedDocument = JsonSerializer.Deserialize<VersionedDocument<T>>(doc, OrderJsonOptions.Options)!;
        Check(versionedDocument.Format);
        return versionedDocument.Value;
    }

    public static JournalEntryDocument Entry(byte[] doc)
    {
        var entry = JsonSerializer.Deserialize<JournalEntryDocument>(doc, OrderJsonOptions.Options)!;
        Check(entry.Format, EntryFormat);
        return entry with { Events = [.. entry.Events.Select(WithoutPersonal)] };
    }

    /// <summary>The order with its personal data; with none where that was erased.</summary>
    public static Order Order(byte[] doc, byte[]? personal) =>
        Read<Order>(doc) with { PersonalData = personal is null ? PersonalData.Erased : Read<PersonalData>(personal) };

    // It is kept apart; whoever needs it puts it in.
    private static OrderEvent WithoutPersonal(OrderEvent orderEvent) =>
        orderEvent is OrderEvent.PersonalDataReplaced replaced ? replaced with { Personal = PersonalData.None } : orderEvent;

    private static void Check(int format, int newest = Format)
    {
        if (format is < 1 || format > newest)
        {
            throw new FormatException($"A document has format {format}; this version reads up to {newest}.");
        }
    }
}
