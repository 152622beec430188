using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>One event, as a listener gets it. One object for all listeners.</summary>
internal sealed record FeedEvent
{
    private byte[]? rendered;

    public required EventPosition Position { get; init; }

    public required OrderId Order { get; init; }

    public string? TenantOrderId { get; init; }

    public required long Revision { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who did it. Whether that is shown, is a setting of the tenant.</summary>
    public required Provenance Provenance { get; init; }

    public required IntegrationEvent Event { get; init; }

    /// <summary>Where it matters: the facility it happened at, or all that the order has units at.</summary>
    public required ImmutableArray<FacilityId> Facilities { get; init; }

    /// <summary>The order before it; null where it begins with it.</summary>
    public Order? Before { get; init; }

    /// <summary>The order as of it.</summary>
    public required Order After { get; init; }

    /// <summary>What the journal has of it.</summary>
    public required ImmutableArray<OrderEvent> Happened { get; init; }

    /// <summary>The text of it, made by the first who asks: however many listen, it is written once.</summary>
    public byte[] Rendered(Func<FeedEvent, byte[]> render) => rendered ??= render(this);
}

/// <summary>Which events a listener wants; what is empty or null asks for nothing in particular.</summary>
internal sealed record EventFilter
{
    public static readonly EventFilter All = new();

    public FrozenSet<OrderId> Orders { get; init; } = [];

    public FrozenSet<string> Kinds { get; init; } = [];

    public FrozenSet<string> Faces { get; init; } = [];

    public FrozenSet<FacilityId> Facilities { get; init; } = [];

    public FrozenSet<ArticleId> Articles { get; init; } = [];

    public bool Wants(FeedEvent told) =>
        (Orders.Count == 0 || Orders.Contains(told.Order))
        && (Kinds.Count == 0 || Kinds.Contains(told.Event.Kind))
        && (Faces.Count == 0 || Faces.Contains(told.Provenance.Face))
        && (Facilities.Count == 0 || Any(Facilities, told.Facilities))
        && (Articles.Count == 0 || Any(Articles, told.Event.Articles));

    private static bool Any<T>(FrozenSet<T> wanted, ImmutableArray<T> there)
    {
        foreach (var one in there)
            if (wanted.Contains(one))
                return true;
        return false;
    }
}

/// <summary>What a listener gets: an event, or word that everything up to a position was looked at.</summary>
/// <param name="Position">From here to go on.</param>
/// <param name="Event">Null where nothing it wants happened.</param>
internal readonly record struct FeedItem(EventPosition Position, FeedEvent? Event);
