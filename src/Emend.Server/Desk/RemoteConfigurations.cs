using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Desk;

/// <summary>Something that clients of a tenant share among themselves. Emend keeps it, and does nothing by it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">The tenant's own name of it, unique.</param>
/// <param name="Version">Counts every change, from 1.</param>
/// <param name="Doc">A JSON object: value, its type, groups and scopes.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record KeptRemoteConfiguration(
    string Id, string Key, long Version, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>What clients of a tenant share among themselves.</summary>
internal interface IRemoteConfigurationStore
{
    /// <summary>All of a tenant, by id.</summary>
    Task<ImmutableArray<KeptRemoteConfiguration>> List(TenantId tenant, CancellationToken ct);

    Task<KeptRemoteConfiguration?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<KeptRemoteConfiguration?> FindByKey(TenantId tenant, string key, CancellationToken ct);

    /// <summary>Written, or Taken where another has the key.</summary>
    Task<KeepOutcome> Add(TenantId tenant, KeptRemoteConfiguration configuration, CancellationToken ct);

    /// <summary>Writes where the stored version is one less: Written, or Stale, also where it is gone.</summary>
    Task<KeepOutcome> Replace(TenantId tenant, KeptRemoteConfiguration configuration, CancellationToken ct);

    Task Remove(TenantId tenant, string id, CancellationToken ct);
}
