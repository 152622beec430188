using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Storage.Messaging;

/// <summary>Stored form of subscriptions. Stored names never change.</summary>
internal static class SubscriptionSerializer
{
    private const int Format = 1;

    public static byte[] Write(Subscription subscription) => JsonSerializer.SerializeToUtf8Bytes(
        new SubscriptionDocument(
            Format,
            subscription.Callback.OriginalString,
            [.. subscription.Headers.Select(h => new CallbackHeaderDocument(h.Key, h.Value))],
            [.. subscription.Facilities.Select(f => f.Value)])
        {
            Types = subscription.Kinds.IsEmpty ? null : [.. subscription.Kinds.Select(kind => StoredEventKinds.Names[kind])],
            Api = subscription.Api == Subscription.DefaultApi ? null : subscription.Api,
        },
        SubscriptionJsonContext.Default.SubscriptionDocument);

    public static StoredSubscription Read(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, SubscriptionJsonContext.Default.SubscriptionDocument)!;
        if (stored.Format != Format)
        {
            throw new FormatException($"Unknown subscription format {stored.Format}. This version reads format {Format}.");
        }

        // A newer version may have stored kinds that this version does not know.
        ImmutableArray<IntegrationEventKind> kinds =
            [.. (stored.Types ?? []).Select(StoredEventKinds.Names.Find).OfType<IntegrationEventKind>()];
        return new(
            new(stored.Callback),
            [.. stored.Headers.Select(h => new CallbackHeader(h.Key, h.Value))],
            [.. stored.Facilities.Select(f => new FacilityId(f))],
            kinds,
            stored.Api ?? Subscription.DefaultApi)
        {
            HasOnlyUnknownKinds = stored.Types is { Length: > 0 } && kinds.IsEmpty,
        };
    }
}

/// <summary>The members of a subscription that are stored as a document.</summary>
internal sealed record StoredSubscription(
    Uri Callback, ImmutableArray<CallbackHeader> Headers, ImmutableArray<FacilityId> Facilities, ImmutableArray<IntegrationEventKind> Kinds,
    string Api)
{
    /// <summary>Whether this version knows none of the stored kinds.</summary>
    public bool HasOnlyUnknownKinds { get; init; }
}

internal sealed record SubscriptionDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("callback")] string Callback,
    [property: JsonPropertyName("headers")] CallbackHeaderDocument[] Headers,
    [property: JsonPropertyName("facilities")] string[] Facilities)
{
    /// <summary>The kinds of a subscription to several kinds of events; null for one named event, and for all events.</summary>
    [JsonPropertyName("types")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Types { get; init; }

    /// <summary>The API of the subscription; null for the API of the subscriptions of earlier versions.</summary>
    [JsonPropertyName("api")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Api { get; init; }
}

internal sealed record CallbackHeaderDocument(
    [property: JsonPropertyName("key")] string Key, [property: JsonPropertyName("value")] string Value);

[JsonSerializable(typeof(SubscriptionDocument))]
internal sealed partial class SubscriptionJsonContext : JsonSerializerContext;
