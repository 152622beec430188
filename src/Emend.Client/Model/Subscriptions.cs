using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A webhook subscription.</summary>
public sealed record Subscription
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The API whose event names and bodies the receiver gets: native or fulfillmenttools.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The event name of the fulfillmenttools API, or the event types, separated by commas, or * for all.</summary>
    public string Event { get; init => field = value ?? ""; } = "";

    /// <summary>The types of the events; null for all events.</summary>
    public IReadOnlyList<EventType>? Types { get; init; }

    /// <summary>The URL of the receiver.</summary>
    public string CallbackUrl { get; init => field = value ?? ""; } = "";

    /// <summary>Only events of these facilities are delivered; empty for all facilities.</summary>
    public IReadOnlyList<string> Facilities { get; init => field = value ?? []; } = [];

    /// <summary>The creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of queued events that are not delivered yet.</summary>
    public long Pending { get; init; }

    /// <summary>The number of dead-lettered events.</summary>
    public long DeadLettered { get; init; }
}

/// <summary>A new webhook subscription.</summary>
public sealed record NewSubscription
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The URL of the receiver, http or https.</summary>
    public required string CallbackUrl { get; init; }

    /// <summary>
    /// The API whose event names and bodies the receiver gets. The value native sends CloudEvents with the native event and order. Null:
    /// fulfillmenttools.
    /// </summary>
    public string? Api { get; init; }

    /// <summary>The types of the events. Null: all events.</summary>
    public IReadOnlyList<EventType>? Types { get; init; }

    /// <summary>Only events of these facilities. Null: of all facilities.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    /// <summary>Headers of the requests to the receiver.</summary>
    public IReadOnlyList<CallbackHeader>? Headers { get; init; }
}

/// <summary>A header of the requests to a receiver.</summary>
/// <param name="Key">The name.</param>
/// <param name="Value">The value.</param>
public sealed record CallbackHeader(string Key, string Value);

/// <summary>The delivery of an event to a subscriber.</summary>
public sealed record EventDelivery
{
    /// <summary>The event id, as in the event feed.</summary>
    public string Event { get; init => field = value ?? ""; } = "";

    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The state of the delivery.</summary>
    public EventDeliveryState State { get; init; }

    /// <summary>The number of attempts.</summary>
    public long Attempts { get; init; }

    /// <summary>The time of the first attempt.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    /// <summary>The time of the last attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The earliest time of the next attempt.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last HTTP status code of the receiver.</summary>
    public long? Status { get; init; }

    /// <summary>The last error.</summary>
    public string? Failure { get; init; }

    /// <summary>True if an earlier event of the order was dead-lettered when this event was sent.</summary>
    public bool GapBefore { get; init; }
}

/// <summary>The state of an event delivery.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<EventDeliveryState>))]
public readonly record struct EventDeliveryState(string Name) : IExtensibleEnum<EventDeliveryState>
{
    /// <summary>Not delivered yet.</summary>
    public static EventDeliveryState Pending { get; } = new("PENDING");

    /// <summary>Delivered to the receiver.</summary>
    public static EventDeliveryState Delivered { get; } = new("DELIVERED");

    /// <summary>Abandoned after retries. Later events are still delivered.</summary>
    public static EventDeliveryState DeadLettered { get; } = new("DEAD_LETTERED");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static EventDeliveryState IExtensibleEnum<EventDeliveryState>.Create(string name) => new(name);
}
