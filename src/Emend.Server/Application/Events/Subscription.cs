using System.Collections.Immutable;
using Emend.Core.Diffing;
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
/// The name of one event in the API of the subscription; for a subscription to several kinds of events the native names, separated by
/// commas, or an asterisk for all events.
/// </param>
/// <param name="Facilities">Only events of these facilities; empty = all.</param>
internal sealed record Subscription(
    TenantId Tenant, string Id, string Name, string Event, Uri Callback, ImmutableArray<FacilityId> Facilities)
{
    /// <summary>The id of the message broker subscription of every tenant. Stored: do not rename.</summary>
    public const string Broker = "rabbitmq";

    /// <summary>The event of a subscription to all events.</summary>
    public const string AllEvents = "*";

    /// <summary>The API of subscriptions that name none, such as those of earlier versions. Stored: do not change.</summary>
    public const string DefaultApi = "fulfillmenttools";

    /// <summary>The API that the subscription belongs to: the receiver gets its event names and bodies.</summary>
    public string Api { get; init; } = DefaultApi;

    /// <summary>The kinds of a subscription to several kinds of events; empty for one named event, and for all events.</summary>
    public ImmutableArray<IntegrationEventKind> Kinds { get; init; } = [];

    /// <summary>Whether all kinds of the subscription are of a newer version of Emend. This version sends none of its events.</summary>
    public bool HasOnlyUnknownKinds { get; init; }

    /// <summary>Whether the subscription is to one event, by its name in the API of the subscription.</summary>
    public bool HasNamedEvent => Kinds.IsEmpty && !HasOnlyUnknownKinds && Event != AllEvents;

    /// <summary>Whether this is the subscription of the message broker, which receives all events.</summary>
    public bool IsBroker => IsBrokerId(Id);

    public ImmutableArray<CallbackHeader> Headers { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required SigningSecrets Secrets { get; init; }

    public static Subscription CreateBroker(TenantId tenant, string api, DateTimeOffset now) =>
        new(tenant, Broker, "RabbitMQ", AllEvents, new("rabbitmq:events"), [])
        {
            Api = api,
            CreatedAt = now,
            Secrets = new([], null, DateTimeOffset.UnixEpoch),
        };

    public static bool IsBrokerId(string id) => id == Broker;

    /// <summary>The kinds of the events that the subscription receives. An API reports only the kinds that it has a name for.</summary>
    /// <param name="format">The format of the API of the subscription.</param>
    public IEnumerable<IntegrationEventKind> GetKinds(IApiEventFormat format) =>
        from kind in Kinds.IsEmpty ? [.. Enum.GetValues<IntegrationEventKind>()] : Kinds
        let name = format.FindName(kind)
        where !HasOnlyUnknownKinds && (HasNamedEvent ? name == Event : name is not null)
        select kind;

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
    /// subscriptions, or if the id exists.
    /// </summary>
    /// <param name="maxPerEvent">The maximum number; null if there is none. Subscriptions without a maximum do not count.</param>
    Task<bool> Add(Subscription subscription, EventPosition from, int? maxPerEvent, CancellationToken ct);

    /// <summary>All subscriptions of a tenant, ordered by id.</summary>
    Task<IReadOnlyList<Subscription>> List(TenantId tenant, CancellationToken ct);

    Task<Subscription?> Find(TenantId tenant, string id, CancellationToken ct);

    /// <summary>Tenants without a broker subscription.</summary>
    Task<IReadOnlyList<TenantId>> ListTenantsWithoutBroker(CancellationToken ct);

    /// <summary>Sets the API of the broker subscriptions of all tenants.</summary>
    Task SetBrokerApi(string api, CancellationToken ct);

    Task Remove(TenantId tenant, string id, CancellationToken ct);

    /// <summary>Returns false if the subscription does not exist.</summary>
    Task<bool> SetSecrets(TenantId tenant, string id, SigningSecrets secrets, CancellationToken ct);
}
