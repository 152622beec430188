using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application.Events;

/// <summary>A custom header of webhook requests.</summary>
internal readonly record struct CallbackHeader(string Key, string Value);

/// <summary>The secrets that sign deliveries.</summary>
/// <param name="Current">The current secret.</param>
/// <param name="Previous">The previous secret, which also signs for a while; null if there is none.</param>
/// <param name="PreviousUntil">When the previous secret expires.</param>
internal sealed record SigningSecrets(byte[] Current, byte[]? Previous, DateTimeOffset PreviousUntil)
{
    /// <summary>The secrets that are valid at a time.</summary>
    public IEnumerable<byte[]> ActiveAt(DateTimeOffset now) =>
        Previous is { } former && PreviousUntil > now ? [Current, former] : [Current];
}

/// <summary>A subscription to events: Emend calls the callback for every matching event.</summary>
/// <param name="Event">
/// The event name of the fulfillmenttools API; for a subscription of the native API its event types, separated by commas, or an asterisk.
/// </param>
/// <param name="Facilities">Only events of these facilities; empty = all.</param>
internal sealed record Subscription(
    TenantId Tenant, string Id, string Name, string Event, Uri Callback, ImmutableArray<FacilityId> Facilities)
{
    /// <summary>The maximum number of subscriptions per event name and tenant.</summary>
    public const int MaxPerEvent = 5;

    /// <summary>The id of the message broker subscription of every tenant. Stored: do not rename.</summary>
    public const string Broker = "rabbitmq";

    /// <summary>The event of a subscription to all events.</summary>
    public const string AllEvents = "*";

    /// <summary>The event types of a subscription of the native API; empty for all types, and for other subscriptions.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Whether the subscription belongs to the native API or to the message broker: it can have several event types.</summary>
    public bool IsNative => !Types.IsEmpty || Event == AllEvents;

    /// <summary>Whether this is the subscription of the message broker, which receives all events.</summary>
    public bool IsBroker => IsBrokerId(Id);

    public ImmutableArray<CallbackHeader> Headers { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required SigningSecrets Secrets { get; init; }

    public static Subscription CreateBroker(TenantId tenant, DateTimeOffset now) =>
        new(tenant, Broker, "RabbitMQ", AllEvents, new("rabbitmq:events"), [])
        {
            CreatedAt = now,
            Secrets = new([], null, DateTimeOffset.UnixEpoch),
        };

    public static bool IsBrokerId(string id) => id == Broker;

    /// <summary>The event types of the subscription; empty for all types.</summary>
    public ImmutableArray<string> GetTypes(IEventPayloadWriter names) => IsNative ? Types : names.FindKinds(Event);

    /// <summary>
    /// Whether the actor can access the subscription. Actors with facility restrictions need access to all its facilities.
    /// </summary>
    public bool IsAccessibleBy(Actor actor) => actor.Facilities.IsEmpty || (!Facilities.IsEmpty && Facilities.All(actor.CanAccessFacility));
}

/// <summary>Stores subscriptions.</summary>
internal interface ISubscriptionStore
{
    /// <summary>
    /// Adds a subscription that receives all events after <paramref name="from"/>. Returns false if the event has the maximum number of
    /// subscriptions.
    /// </summary>
    Task<bool> Add(Subscription subscription, EventPosition from, CancellationToken ct);

    /// <summary>All subscriptions of a tenant, ordered by id.</summary>
    Task<IReadOnlyList<Subscription>> List(TenantId tenant, CancellationToken ct);

    Task<Subscription?> Find(TenantId tenant, string id, CancellationToken ct);

    /// <summary>Tenants without a broker subscription.</summary>
    Task<IReadOnlyList<TenantId>> ListTenantsWithoutBroker(CancellationToken ct);

    Task Remove(TenantId tenant, string id, CancellationToken ct);

    /// <summary>Returns false if the subscription does not exist.</summary>
    Task<bool> SetSecrets(TenantId tenant, string id, SigningSecrets secrets, CancellationToken ct);
}

/// <summary>Writes webhook payloads in the format of the API of the subscription.</summary>
internal interface IEventPayloadWriter
{
    /// <summary>The integration event kinds with this event name; empty if the name is unknown.</summary>
    ImmutableArray<string> FindKinds(string name);

    /// <summary>The event name of a kind; the kind itself if the API has no name for it.</summary>
    string ToEventName(string kind);

    /// <summary>Renders the payload with the order or the entity after the event.</summary>
    Task<byte[]> WritePayload(TenantId tenant, FeedEvent feedEvent, string id, CancellationToken ct);
}
