using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application.Events;

/// <summary>A header that a receiver asked for.</summary>
internal readonly record struct CallbackHeader(string Key, string Value);

/// <summary>What deliveries are signed with.</summary>
/// <param name="Current">The secret now.</param>
/// <param name="Previous">The one before, which signs along for a while; null where there is none.</param>
/// <param name="FormerUntil">For how long.</param>
internal sealed record SigningSecrets(byte[] Current, byte[]? Previous, DateTimeOffset FormerUntil)
{
    /// <summary>Those that count at a time.</summary>
    public IEnumerable<byte[]> At(DateTimeOffset now) => Previous is { } former && FormerUntil > now ? [Current, former] : [Current];
}

/// <summary>Somebody wants to be called when something happens.</summary>
/// <param name="Event">As the face calls it.</param>
/// <param name="Facilities">Only what matters there; everything where empty.</param>
internal sealed record Subscription(
    TenantId Tenant, string Id, string Name, string Event, Uri Callback, ImmutableArray<FacilityId> Facilities)
{
    /// <summary>How many an event may have, per tenant.</summary>
    public const int MaxPerEvent = 5;

    /// <summary>The id of the broker's subscription at every tenant. Stored: never renamed.</summary>
    public const string Broker = "rabbitmq";

    /// <summary>Whether it is the broker's own, which hears everything.</summary>
    public bool IsBroker => IsOfBroker(Id);

    public ImmutableArray<CallbackHeader> Headers { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required SigningSecrets Secrets { get; init; }

    public static Subscription OfBroker(TenantId tenant, DateTimeOffset now) =>
        new(tenant, Broker, "RabbitMQ", "*", new("rabbitmq:events"), [])
        {
            CreatedAt = now,
            Secrets = new([], null, DateTimeOffset.UnixEpoch),
        };

    public static bool IsOfBroker(string id) => id == Broker;

    /// <summary>Whether somebody reaches it: who is bound to facilities has to do with what is told of those alone.</summary>
    public bool IsWithin(Actor actor) => actor.Facilities.IsEmpty || (!Facilities.IsEmpty && Facilities.All(actor.CanAccessFacility));
}

/// <summary>Subscriptions of tenants.</summary>
internal interface ISubscriptionStore
{
    /// <summary>False where the event has all that it may have. What is settled after the position will be delivered.</summary>
    Task<bool> Add(Subscription subscription, EventPosition from, CancellationToken ct);

    /// <summary>All of a tenant by id.</summary>
    Task<IReadOnlyList<Subscription>> List(TenantId tenant, CancellationToken ct);

    Task<Subscription?> Find(TenantId tenant, string id, CancellationToken ct);

    /// <summary>Tenants whose events the broker has not subscribed to.</summary>
    Task<IReadOnlyList<TenantId>> WithoutBroker(CancellationToken ct);

    Task Remove(TenantId tenant, string id, CancellationToken ct);

    /// <summary>False where it is gone.</summary>
    Task<bool> SetSecrets(TenantId tenant, string id, SigningSecrets secrets, CancellationToken ct);
}

/// <summary>What is told to those who subscribed, in the words of their face.</summary>
internal interface IEventPayloadWriter
{
    /// <summary>Which kinds of happenings have that name; none where it is unknown.</summary>
    ImmutableArray<string> KindsOf(string name);

    /// <summary>What a kind of happening is called; its own name where the face has none for it.</summary>
    string NameOf(string kind);

    /// <summary>What is sent, rendered from the order as of the event.</summary>
    byte[] Body(FeedEvent told, string id);
}
