using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>Something that clients of a tenant share among themselves. Emend keeps it, and does nothing by it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">The tenant's own name of it, unique.</param>
/// <param name="Version">Counts every change, from 1.</param>
/// <param name="Doc">A JSON object: value, its type, groups and scopes.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record StoredRemoteConfiguration(
    string Id, string Key, long Version, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>What clients of a tenant share among themselves.</summary>
internal interface IRemoteConfigurationStore
{
    /// <summary>All of a tenant, by id.</summary>
    Task<ImmutableArray<StoredRemoteConfiguration>> List(TenantId tenant, CancellationToken ct);

    Task<StoredRemoteConfiguration?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<StoredRemoteConfiguration?> FindByKey(TenantId tenant, string key, CancellationToken ct);

    /// <summary>Written, or Taken where another has the key.</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredRemoteConfiguration configuration, CancellationToken ct);

    /// <summary>Writes where the stored version is one less: Written, or Stale, also where it is gone.</summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredRemoteConfiguration configuration, CancellationToken ct);

    Task Remove(TenantId tenant, string id, CancellationToken ct);
}
