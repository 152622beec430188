using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Common;

namespace Emend.Server.Configuration;

/// <summary>A stored routing strategy. All versions stay readable.</summary>
/// <param name="Id">The id.</param>
/// <param name="Version">Starts at 1. Incremented by every change.</param>
/// <param name="InUse">Whether it is the active strategy of the tenant.</param>
/// <param name="Strategy">The routing parameters.</param>
/// <param name="Doc">Names and other members: a JSON object that is returned unchanged.</param>
/// <param name="CreatedAt">When the first version was created.</param>
/// <param name="ModifiedAt">When this version was created.</param>
internal sealed record StoredStrategy(
    string Id, long Version, bool InUse, RoutingStrategy Strategy, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Routing strategies. Writes that change the active strategy increment the settings version in the same transaction.</summary>
internal interface IStrategyStore
{
    Task<StoreWriteResult> Add(TenantId tenant, StoredStrategy strategy, CancellationToken ct);

    /// <summary>The current version, or the named version; null if it does not exist.</summary>
    Task<StoredStrategy?> Find(TenantId tenant, string id, long? version, CancellationToken ct);

    /// <summary>Whether the tenant has activated one of its strategies.</summary>
    Task<bool> HasActive(TenantId tenant, CancellationToken ct);

    Task<Page<StoredStrategy>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct);

    /// <summary>Writes a new version if the stored version is one less. Returns Written, NotFound or VersionConflict.</summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredStrategy strategy, CancellationToken ct);

    /// <summary>
    /// Makes the strategy the only active one; null activates the default strategy. Returns Written, or VersionConflict if the strategy
    /// does not have this version.
    /// </summary>
    Task<StoreWriteResult> Activate(TenantId tenant, StrategyRef? strategy, CancellationToken ct);
}
