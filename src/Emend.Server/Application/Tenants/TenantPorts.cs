using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Configuration;
using Emend.Server.Identity;

namespace Emend.Server.Application.Tenants;

/// <summary>The state of a tenant.</summary>
internal enum TenantState
{
    /// <summary>Requests are answered and background work runs.</summary>
    Active,

    /// <summary>Requests are rejected; background work and event delivery stand still. Nothing is lost.</summary>
    Suspended,

    /// <summary>The rows of the tenant are being deleted. There is no way back.</summary>
    Removing,

    /// <summary>The rows of the tenant are being copied to another database. The tenant is suspended until the end of the move.</summary>
    Moving,

    /// <summary>The database of the tenant does not respond, so its state is not known.</summary>
    Unavailable,
}

/// <summary>A tenant as the operator sees it.</summary>
/// <param name="CreatedAt">Null for tenants that were created before Emend recorded the time.</param>
internal sealed record TenantEntry(Tenant Tenant, TenantState State, DateTimeOffset? CreatedAt)
{
    /// <summary>The name of the database that has the tenant.</summary>
    public string Database { get; init; } = "main";
}

/// <summary>The rows of a new tenant, which are written in one transaction.</summary>
internal sealed record NewTenantRows(Tenant Tenant, User Administrator, DateTimeOffset CreatedAt)
{
    /// <summary>The first API key; null if there is none.</summary>
    public (Credential Credential, CredentialSecret Secret)? ApiKey { get; init; }

    public ImmutableArray<(string Name, StoredSetting Setting)> Settings { get; init; } = [];

    public ImmutableArray<AuditEntry> Audit { get; init; } = [];
}

/// <summary>The tenants of all databases, for the operator.</summary>
internal interface ITenantStore
{
    /// <summary>Tenants after an id, in the order of their ids.</summary>
    Task<IReadOnlyList<TenantEntry>> List(string after, int max, CancellationToken ct);

    Task<TenantEntry?> Find(TenantId tenant, CancellationToken ct);

    /// <summary>The names of the databases; the main database is the first one.</summary>
    IReadOnlyList<string> Databases { get; }

    /// <summary>Returns false and writes nothing if the id or the sign-in key is taken.</summary>
    Task<bool> Add(NewTenantRows tenant, string database, CancellationToken ct);

    /// <summary>
    /// Changes the state. Returns false if the current state is another one. The change takes effect with the next request on every node.
    /// </summary>
    Task<bool> ChangeState(TenantId tenant, TenantState from, TenantState to, CancellationToken ct);

    /// <summary>The tenants whose rows are being deleted.</summary>
    Task<IReadOnlyList<TenantId>> ListRemoving(CancellationToken ct);

    /// <summary>
    /// Deletes all rows of a tenant that is being removed, in small transactions. An interrupted deletion continues with the next call;
    /// several nodes may call this at the same time.
    /// </summary>
    Task DeleteRows(TenantId tenant, CancellationToken ct);
}

/// <summary>Tenants that are not suspended.</summary>
internal interface IActiveTenants
{
    Task<IReadOnlyList<TenantId>> ListActive(CancellationToken ct);
}

/// <summary>Moves tenants between databases.</summary>
internal interface ITenantMover
{
    /// <summary>
    /// Moves a suspended tenant. An interrupted move is repeated with the same call. At all times exactly one database serves the tenant.
    /// </summary>
    Task<TenantMove> Move(TenantId tenant, string database, CancellationToken ct);
}
