using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Configuration;

/// <summary>A configuration value that clients of a tenant share. Emend stores it and does not use it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Key">The tenant-defined key, unique in the tenant.</param>
/// <param name="Version">Starts at 1. Incremented by every change.</param>
/// <param name="Doc">A JSON object: value, type, groups and scopes.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ModifiedAt">The time of the last change.</param>
internal sealed record StoredRemoteConfiguration(
    string Id, string Key, long Version, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Configuration values that clients of a tenant share.</summary>
internal interface IRemoteConfigurationStore
{
    /// <summary>All values of a tenant, ordered by id.</summary>
    Task<ImmutableArray<StoredRemoteConfiguration>> List(TenantId tenant, CancellationToken ct);

    Task<StoredRemoteConfiguration?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<StoredRemoteConfiguration?> FindByKey(TenantId tenant, string key, CancellationToken ct);

    /// <summary>Returns Written, or AlreadyExists if the key exists.</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredRemoteConfiguration configuration, CancellationToken ct);

    /// <summary>
    /// Writes if the stored version is one less. Returns Written, or VersionConflict if the version differs or the value is deleted.
    /// </summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredRemoteConfiguration configuration, CancellationToken ct);

    Task Remove(TenantId tenant, string id, CancellationToken ct);
}
