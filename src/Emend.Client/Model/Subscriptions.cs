using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Who is called when something happens.</summary>
public sealed record Subscription
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What it is called.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The event it is about.</summary>
    public string Event { get; init => field = value ?? ""; } = "";

    /// <summary>Where it is called.</summary>
    public string CallbackUrl { get; init => field = value ?? ""; } = "";

    /// <summary>Only what matters in these facilities; everything where empty.</summary>
    public IReadOnlyList<string> Facilities { get; init => field = value ?? []; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many events are still to be delivered, of those that were taken up.</summary>
    public long Pending { get; init; }

    /// <summary>How many were given up.</summary>
    public long DeadLettered { get; init; }
}

/// <summary>What became of an event.</summary>
public sealed record EventDelivery
{
    /// <summary>The id of the event, as the feed tells it.</summary>
    public string Event { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>Where it stands.</summary>
    public EventDeliveryState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public long Attempts { get; init; }

    /// <summary>When it was first tried.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When it is tried again, at the earliest.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What was answered last.</summary>
    public long? Status { get; init; }

    /// <summary>What was in the way the last time.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether an earlier event of the order was parked when it went.</summary>
    public bool GapBefore { get; init; }
}

/// <summary>Where a delivery stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<EventDeliveryState>))]
public readonly record struct EventDeliveryState(string Name) : IExtensibleEnum<EventDeliveryState>
{
    /// <summary>Still to be delivered.</summary>
    public static EventDeliveryState Pending { get; } = new("PENDING");

    /// <summary>The receiver has it.</summary>
    public static EventDeliveryState Delivered { get; } = new("DELIVERED");

    /// <summary>Given up; what came after it went on.</summary>
    public static EventDeliveryState Parked { get; } = new("PARKED");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static EventDeliveryState IExtensibleEnum<EventDeliveryState>.Of(string name) => new(name);
}
