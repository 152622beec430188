using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.Events;

/// <summary>One event of the feed. All listeners share the object.</summary>
internal sealed record FeedEvent
{
    // More than one entry can have: an event names an entity once, and an order has fewer entities.
    private const long MaxEventsPerEntry = 10_000;

    private byte[]? _payload;

    public required EventPosition Position { get; init; }

    public required OrderId Order { get; init; }

    public string? TenantOrderId { get; init; }

    public required long Revision { get; init; }

    public required long Version { get; init; }

    /// <summary>
    /// Number of the event in its order: later events of the order have higher numbers. It is the revision and the position in the entry.
    /// </summary>
    public long Sequence => (Revision * MaxEventsPerEntry) + Position.Index;

    /// <summary>The comment of the modification; null if there is none.</summary>
    public string? Comment { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Actor, API and policy. A setting of the tenant controls whether the APIs show the actor.</summary>
    public required Provenance Provenance { get; init; }

    public required IntegrationEvent Event { get; init; }

    /// <summary>The affected facilities: the facility of the entity, or all facilities with units of the order.</summary>
    public required ImmutableArray<FacilityId> Facilities { get; init; }

    /// <summary>The order before the event; null if the event created the order.</summary>
    public Order? Before { get; init; }

    /// <summary>The order after the event.</summary>
    public required Order After { get; init; }

    /// <summary>The domain events of the journal entry.</summary>
    public required ImmutableArray<OrderEvent> JournalEvents { get; init; }

    /// <summary>The rendered payload. Rendered once and cached for all listeners.</summary>
    public byte[] GetPayload(Func<FeedEvent, byte[]> render) => _payload ??= render(this);
}

/// <summary>Filter for events. Empty members match all events, and so do absent kinds.</summary>
internal sealed record EventFilter
{
    public static readonly EventFilter All = new();

    public FrozenSet<OrderId> Orders { get; init; } = [];

    /// <summary>The kinds; null matches all events, an empty set none.</summary>
    public FrozenSet<IntegrationEventKind>? Kinds { get; init; }

    public FrozenSet<string> Apis { get; init; } = [];

    public FrozenSet<FacilityId> Facilities { get; init; } = [];

    public FrozenSet<ArticleId> Articles { get; init; } = [];

    public bool Matches(FeedEvent feedEvent) =>
        (Orders.Count == 0 || Orders.Contains(feedEvent.Order))
        && (Kinds is null || Kinds.Contains(feedEvent.Event.Kind))
        && (Apis.Count == 0 || Apis.Contains(feedEvent.Provenance.Api))
        && (Facilities.Count == 0 || Any(Facilities, feedEvent.Facilities))
        && (Articles.Count == 0 || Any(Articles, feedEvent.Event.Articles));

    private static bool Any<T>(FrozenSet<T> wanted, ImmutableArray<T> there)
    {
        foreach (var one in there)
        {
            if (wanted.Contains(one))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>An item of the stream: an event, or a position up to which all events were read.</summary>
/// <param name="Position">The position for continuing.</param>
/// <param name="Event">The event; null if no event matched.</param>
internal readonly record struct FeedItem(EventPosition Position, FeedEvent? Event);
