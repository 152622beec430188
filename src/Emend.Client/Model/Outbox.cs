using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A request of an order to another system that has no response yet.</summary>
public sealed record OutboxEffect
{
    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>Rises within the order. Emend sends the requests of an order in this sequence.</summary>
    public long Position { get; init; }

    /// <summary>The idempotency key at the other system, after the id of the tenant and a slash. Every attempt has the same key.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What is requested, such as <c>REQUEST_LABEL</c>.</summary>
    public string Kind { get; init => field = value ?? ""; } = "";

    /// <summary>The state of the request.</summary>
    public OutboxState State { get; init; }

    /// <summary>The facility that the request belongs to.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The shipment of a label request.</summary>
    public string? Shipment { get; init; }

    /// <summary>The parcel of a label request.</summary>
    public string? Parcel { get; init; }

    /// <summary>The number of failed attempts.</summary>
    public long Attempts { get; init; }

    /// <summary>The time of the decision that caused the request.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last failed attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The earliest time of the next attempt.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Failure { get; init; }
}

/// <summary>A page of requests to other systems.</summary>
public sealed record OutboxPage
{
    /// <summary>The requests, by order and position.</summary>
    public IReadOnlyList<OutboxEffect> Effects { get; init => field = value ?? []; } = [];

    /// <summary>The number of waiting requests, in all pages.</summary>
    public long Waiting { get; init; }

    /// <summary>The number of dead-lettered requests, in all pages.</summary>
    public long DeadLettered { get; init; }

    /// <summary>Pass this value as <c>after</c> to read the next page. Null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>The state of a request to another system.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<OutboxState>))]
public readonly record struct OutboxState(string Name) : IExtensibleEnum<OutboxState>
{
    /// <summary>Waiting for its turn or for the next attempt.</summary>
    public static OutboxState Waiting { get; } = new("WAITING");

    /// <summary>Abandoned after its attempts. Later requests of the order continue.</summary>
    public static OutboxState DeadLettered { get; } = new("DEAD_LETTERED");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static OutboxState IExtensibleEnum<OutboxState>.Create(string name) => new(name);
}
