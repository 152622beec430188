using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

/// <summary>All users, roles, and credentials of a tenant, and the audit log of their changes.</summary>
internal sealed class IdentityAdminStore(Database database) : IIdentityAdminStore
{
    private const string Users = $"SELECT {IdentityStore.UserColumns} FROM users u";

    private const string AuditColumns = "audit_id, at, actor_id, actor_name, action, target_id, target_name";

    /// <summary>Reads the version first, so all other rows are at least as new. A commit with that version detects later changes.</summary>
    public Task<IdentitySnapshot?> Read(TenantId tenant, CancellationToken ct) => database.Read(
        [
            IdentityStore.SelectVersion(tenant),
            Statement.From($"{Users} WHERE u.tenant_id = $1 ORDER BY u.user_id", tenant.Value),
            Statement.From($"SELECT {IdentityStore.RoleColumns} FROM roles WHERE tenant_id = $1 ORDER BY role_id", tenant.Value),
            Statement.From($"{CredentialRows.Select} WHERE tenant_id = $1 ORDER BY credential_id", tenant.Value),
        ],
        async (rows, token) =>
        {
            var version = await rows.First(row => (long?)row.Long(0), token);
            await rows.Next(token);
            var users = await rows.List(row => IdentityStore.ReadUser(row), token);
            await rows.Next(token);
            var roles = await rows.List(IdentityStore.ReadRole, token);
            await rows.Next(token);
            var credentials = await rows.List(CredentialRows.Read, token);
            return version is { } known ? new IdentitySnapshot(known, [.. users], [.. roles], [.. credentials]) : null;
        },
        ct);

    public static Statement Insert(TenantId tenant, AuditEntry entry) => Statement.One(
        $"INSERT INTO identity_audit (tenant_id, {AuditColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.Value, entry.Id, UnixMicroseconds.FromTime(entry.At), entry.ActorId.Value, entry.ActorName, entry.Action, entry.TargetId,
        entry.TargetName);

    public async Task<bool> Commit(TenantId tenant, long version, IdentityChange change, AuditEntry entry, CancellationToken ct)
    {
        Statement[] statements =
        [
            Statement.One(
                "UPDATE tenants SET identity_version = identity_version + 1 WHERE tenant_id = $1 AND identity_version = $2",
                tenant.Value, version),
            .. IdentityStatements.Create(tenant, change),
            Insert(tenant, entry),
        ];
        while (true)
        {
            var result = await database.Write(statements, ct);
            if (result.Failure != TransactionFailure.Retry)
            {
                return result.IsCommitted;
            }
        }
    }

    public Task<Page<User>> List(TenantId tenant, ActorId? startAfter, int size, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "u.");
        return database.Page(
            matching.Count("FROM users u"),
            matching.And("u.user_id >", startAfter?.Value).Select(Users, "u.user_id", size),
            row => IdentityStore.ReadUser(row),
            ct);
    }

    public async Task<IReadOnlyList<AuditEntry>> Audit(TenantId tenant, string? olderThan, int size, CancellationToken ct) =>
        await database.List(
            new WhereClauseBuilder(database.Dialect, tenant).And("audit_id <", olderThan)
                .Select($"SELECT {AuditColumns} FROM identity_audit", "audit_id DESC", size),
            row => new AuditEntry(
                row.Text(0), row.Instant(1), new(row.Text(2)), row.Text(3), row.Text(4), row.Text(5), row.Text(6)),
            ct);
}
