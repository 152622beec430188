using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

/// <summary>Tenants, users, and roles.</summary>
internal sealed class IdentityStore(Database database, TimeProvider clock) : IIdentityStore
{
    public const string UserColumns = "u.tenant_id, u.user_id, u.username, u.password_hash, u.doc, u.active, u.version";

    public const string RoleColumns = "role_id, name, doc, version";

    private const string Active = "ACTIVE";

    private const string InsertUser =
        "INSERT INTO users (tenant_id, user_id, username, password_hash, doc, active, version, email) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    public async Task<bool> HasTenants(CancellationToken ct) =>
        await database.First(Statement.From("SELECT tenant_id FROM tenants LIMIT 1"), row => row.Text(0), ct) is not null;

    public Task<bool> AddTenant(Tenant tenant, ImmutableArray<User> users, CancellationToken ct) => Commit(
        [
            Insert(tenant, clock.GetUtcNow()),
            .. users.Select(Insert),
        ],
        ct);

    public Task<bool> AddRole(TenantId tenant, Role role, CancellationToken ct) => Commit(
        [
            IncrementVersion(tenant),
            Insert(role, tenant),
        ],
        ct);

    public Task<bool> AddUser(User user, CancellationToken ct) => Commit([IncrementVersion(user.Tenant), Insert(user)], ct);

    public Task<bool> UpdateUser(User user, CancellationToken ct) => Commit([IncrementVersion(user.Tenant), Update(user)], ct);

    public Task<long?> ReadIdentityVersion(TenantId tenant, CancellationToken ct) =>
        database.First(
            Statement.From("SELECT identity_version FROM tenants WHERE tenant_id = $1", tenant.Value), row => (long?)row.Long(0), ct);

    /// <summary>Reads the version first, so all other rows are at least as new.</summary>
    public Task<UserSnapshot?> Read(TenantId tenant, ActorId user, CancellationToken ct) => database.Read(
        [
            SelectVersion(tenant),
            Statement.From($"SELECT {UserColumns} FROM users u WHERE u.tenant_id = $1 AND u.user_id = $2", tenant.Value, user.Value),
            Statement.From($"SELECT {RoleColumns} FROM roles WHERE tenant_id = $1", tenant.Value),
        ],
        async (rows, token) =>
        {
            var version = await rows.First(ReadVersion, token);
            await rows.Next(token);
            var person = await rows.First(row => ReadUser(row), token);
            await rows.Next(token);
            var roles = await rows.List(ReadRole, token);
            return version is var (known, isSuspended) ? new UserSnapshot(known, person, [.. roles]) { IsSuspended = isSuspended } : null;
        },
        ct);

    public static Statement SelectTenant(string signInKey) =>
        Statement.From("SELECT tenant_id, sign_in_key, name, state FROM tenants WHERE sign_in_key = $1", signInKey);

    public static Tenant ReadTenant(QueryResultReader row) => new(new(row.Text(0)), row.Text(1), row.Text(2))
    {
        IsSuspended = row.Text(3) != Active,
    };

    /// <summary>
    /// Inserts the tenant. Its versions begin at the time, so that they are higher than those that nodes cached of a removed tenant of the
    /// same id.
    /// </summary>
    public static Statement Insert(Tenant tenant, DateTimeOffset now) => Statement.One(
        """
        INSERT INTO tenants (tenant_id, sign_in_key, name, created_at,
            settings_version, facilities_version, articles_version, identity_version)
        VALUES ($1, $2, $3, $4, $4, $4, $4, $4)
        """,
        tenant.Id.Value, tenant.SignInKey, tenant.Name, UnixMicroseconds.FromTime(now));

    /// <summary>Reads <see cref="UserColumns"/>, starting at the given column.</summary>
    public static User ReadUser(QueryResultReader row, int at = 0)
    {
        var user = new User(new(row.Text(at)), new(row.Text(at + 1)), row.Text(at + 2), row.Text(at + 3))
        {
            Active = row.Flag(at + 5),
            Version = row.Long(at + 6),
        };
        return IdentitySerializer.ReadUser(user, row.Bytes(at + 4));
    }

    public static Role ReadRole(QueryResultReader row) =>
        IdentitySerializer.ReadRole(row.Text(0), row.Text(1), row.Bytes(2)) with { Version = row.Long(3) };

    public static Statement SelectVersion(TenantId tenant) =>
        Statement.From("SELECT identity_version, state FROM tenants WHERE tenant_id = $1", tenant.Value);

    /// <summary>The identity version of a tenant, and whether the tenant is suspended.</summary>
    public static (long Version, bool IsSuspended)? ReadVersion(QueryResultReader row) => (row.Long(0), row.Text(1) != Active);

    private static Statement IncrementVersion(TenantId tenant) =>
        Statement.One("UPDATE tenants SET identity_version = identity_version + 1 WHERE tenant_id = $1", tenant.Value);

    public static Statement Insert(Role role, TenantId tenant) => Statement.One(
        "INSERT INTO roles (tenant_id, role_id, name, doc, version) VALUES ($1, $2, $3, $4, 1)",
        tenant.Value, role.Id, role.Name, IdentitySerializer.Write(role));

    /// <summary>Updates the row if its version equals the user's version.</summary>
    public static Statement Update(User user) => Statement.One(
        """
        UPDATE users SET username = $4, password_hash = $5, doc = $6, active = $7, email = $8, version = version + 1
        WHERE tenant_id = $1 AND user_id = $2 AND version = $3
        """,
        user.Tenant.Value, user.Id.Value, user.Version,
        user.Username, user.PasswordHash, IdentitySerializer.Write(user), user.Active, user.SignInEmail);

    public static Statement Insert(User user) => Statement.One(
        InsertUser,
        user.Tenant.Value, user.Id.Value, user.Username, user.PasswordHash,
        IdentitySerializer.Write(user), user.Active, user.Version, user.SignInEmail);

    private async Task<bool> Commit(Statement[] statements, CancellationToken ct)
    {
        while (true)
        {
            var result = await database.Write(statements, ct);
            if (result.Failure != TransactionFailure.Retry)
            {
                return result.IsCommitted;
            }
        }
    }
}
