using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application;

/// <summary>A routing strategy as kept. Its version counts every change; every version stays readable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">From 1.</param>
/// <param name="InUse">Whether the tenant routes by it now.</param>
/// <param name="Strategy">How it routes.</param>
/// <param name="Doc">Names and what else the face gave, a JSON object that is given back as it came.</param>
/// <param name="CreatedAt">When its first version was made.</param>
/// <param name="ModifiedAt">When this version was made.</param>
internal sealed record StoredStrategy(
    string Id, long Version, bool InUse, RoutingStrategy Strategy, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Routing strategies. Every write that changes how a tenant routes steps its settings version in the same transaction.</summary>
internal interface IStrategyStore
{
    Task<StoreWriteResult> Add(TenantId tenant, StoredStrategy strategy, CancellationToken ct);

    /// <summary>The current version, or the one named; null where there is none.</summary>
    Task<StoredStrategy?> Find(TenantId tenant, string id, long? version, CancellationToken ct);

    /// <summary>Whether one of the tenant's own is in use.</summary>
    Task<bool> AnyInUse(TenantId tenant, CancellationToken ct);

    Task<Page<StoredStrategy>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct);

    /// <summary>Writes a new version where the stored one is one less: Written, Missing or Stale.</summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredStrategy strategy, CancellationToken ct);

    /// <summary>
    /// Makes it the one in use, and no other; null: the one that everybody has. Written, or Stale where it is in no such version.
    /// </summary>
    Task<StoreWriteResult> Use(TenantId tenant, StrategyRef? strategy, CancellationToken ct);
}

/// <summary>A carrier as kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its well-known name.</param>
/// <param name="Active">Whether it counts.</param>
/// <param name="SameDay">Whether it delivers the same day.</param>
/// <param name="Version">Counts every change, from 1.</param>
/// <param name="Doc">Everything else, a JSON object that is given back as it came.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record StoredCarrier(
    string Id,
    string Key,
    bool Active,
    bool SameDay,
    long Version,
    JsonText Doc,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt);

/// <summary>A carrier that comes to a facility, as kept.</summary>
/// <param name="Facility">To which.</param>
/// <param name="Carrier">Which.</param>
/// <param name="Active">Whether it does now.</param>
/// <param name="Cutoff">The minute of the day until which it takes what is to go today; null = all day.</param>
/// <param name="Version">Counts every change, from 1.</param>
/// <param name="Doc">Everything else, a JSON object that is given back as it came.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record StoredCarrierConnection(
    FacilityId Facility,
    StoredCarrier Carrier,
    bool Active,
    int? Cutoff,
    long Version,
    JsonText Doc,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt);

/// <summary>Carriers, and the facilities they come to. Every write steps the tenant's facilities version in the same transaction.</summary>
internal interface ICarrierStore
{
    Task<StoreWriteResult> Add(TenantId tenant, StoredCarrier carrier, CancellationToken ct);

    Task<StoredCarrier?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<Page<StoredCarrier>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct);

    /// <summary>Written, or Taken where the facility has the carrier already.</summary>
    Task<StoreWriteResult> Connect(TenantId tenant, StoredCarrierConnection connection, CancellationToken ct);

    /// <summary>Writes where the stored version is one less: Written or Stale.</summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredCarrierConnection connection, CancellationToken ct);

    Task<StoredCarrierConnection?> Connection(TenantId tenant, FacilityId facility, string carrier, CancellationToken ct);

    /// <summary>The carriers that come to a facility.</summary>
    Task<IReadOnlyList<StoredCarrierConnection>> Connections(TenantId tenant, FacilityId facility, CancellationToken ct);
}

/// <summary>How a tenant routes.</summary>
/// <param name="Strategy">The strategy in use.</param>
/// <param name="InfiniteStock">Whether everything is available everywhere.</param>
internal sealed record RoutingSettings(RoutingStrategy Strategy, bool InfiniteStock)
{
    /// <summary>Of a tenant that set nothing.</summary>
    public static readonly RoutingSettings Default = new(RoutingStrategy.Default, false);
}

/// <summary>How much waits in a facility.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Orders">So many orders have something set aside there.</param>
/// <param name="Units">So much in all.</param>
internal readonly record struct FacilityWorkload(FacilityId Facility, long Orders, Quantity Units);

/// <summary>How a run of the router was decided.</summary>
/// <param name="Log">The decision log.</param>
/// <param name="At">When.</param>
internal sealed record StoredRoutingRun(RoutingLog Log, DateTimeOffset At);
