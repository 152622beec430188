using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>
/// A period of the event feed between two restores of the database, or since the tenant came from another one. Event ids contain the epoch.
/// </summary>
/// <param name="Id">A random number. It is the same on all nodes.</param>
/// <param name="After">The epoch contains the events after this position.</param>
internal sealed record FeedEpoch(long Id, EventPosition After)
{
    /// <summary>The events before the first recorded epoch.</summary>
    public static readonly FeedEpoch First = new(0, EventPosition.Beginning);
}

/// <summary>The epochs of the event feed.</summary>
internal interface IFeedEpochs
{
    /// <summary>
    /// All epochs of the feed of a tenant in order. The first one is <see cref="FeedEpoch.First"/>, unless the tenant came from another
    /// database: then it is the one that began with the arrival.
    /// </summary>
    ValueTask<IReadOnlyList<FeedEpoch>> Read(TenantId tenant, CancellationToken ct);
}
