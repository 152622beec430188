using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage;

/// <summary>Tenants, people and roles.</summary>
internal sealed class IdentityStore(Database database) : IIdentityStore
{
    public const string PersonColumns = "u.tenant_id, u.user_id, u.username, u.password_hash, u.doc, u.active, u.version";

    public const string RoleColumns = "role_id, name, doc, version";

    private const string InsertPerson =
        "INSERT INTO users (tenant_id, user_id, username, password_hash, doc, active, version) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    public async Task<bool> AnyTenant(CancellationToken ct) =>
        await database.First(Statement.Of("SELECT tenant_id FROM tenants LIMIT 1"), row => row.Text(0), ct) is not null;

    public Task<bool> AddTenant(Tenant tenant, ImmutableArray<Person> people, CancellationToken ct) => Commit(
        [
            Statement.One(
                "INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ($1, $2, $3)", tenant.Id.Value, tenant.SignInKey, tenant.Name),
            .. people.Select(Insert),
        ],
        ct);

    public Task<bool> AddRole(TenantId tenant, Role role, CancellationToken ct) => Commit(
        [
            Step(tenant),
            Insert(role, tenant),
        ],
        ct);

    public Task<bool> AddPerson(Person person, CancellationToken ct) => Commit([Step(person.Tenant), Insert(person)], ct);

    public Task<bool> ChangePerson(Person person, CancellationToken ct) => Commit([Step(person.Tenant), Update(person)], ct);

    public Task<long?> IdentityVersion(TenantId tenant, CancellationToken ct) =>
        database.First(Version(tenant), row => (long?)row.Long(0), ct);

    /// <summary>The version is read first: what is read after it is at least as new.</summary>
    public Task<PersonRead?> Read(TenantId tenant, ActorId user, CancellationToken ct) => database.Read(
        [
            Version(tenant),
            Statement.Of($"SELECT {PersonColumns} FROM users u WHERE u.tenant_id = $1 AND u.user_id = $2", tenant.Value, user.Value),
            Statement.Of($"SELECT {RoleColumns} FROM roles WHERE tenant_id = $1", tenant.Value),
        ],
        async (rows, token) =>
        {
            var version = await rows.First(row => (long?)row.Long(0), token);
            await rows.Next(token);
            var person = await rows.First(row => PersonOf(row), token);
            await rows.Next(token);
            var roles = await rows.List(RoleOf, token);
            return version is { } known ? new PersonRead(known, person, [.. roles]) : null;
        },
        ct);

    public static Statement TenantBy(string signInKey) =>
        Statement.Of("SELECT tenant_id, sign_in_key, name FROM tenants WHERE sign_in_key = $1", signInKey);

    public static Tenant TenantOf(Rows row) => new(new(row.Text(0)), row.Text(1), row.Text(2));

    /// <summary>Reads <see cref="PersonColumns"/>, the first of them at that place.</summary>
    public static Person PersonOf(Rows row, int at = 0)
    {
        var person = new Person(new(row.Text(at)), new(row.Text(at + 1)), row.Text(at + 2), row.Text(at + 3))
        {
            Active = row.Flag(at + 5),
            Version = row.Long(at + 6),
        };
        return IdentityDocuments.Fill(person, row.Bytes(at + 4));
    }

    public static Role RoleOf(Rows row) =>
        IdentityDocuments.Role(row.Text(0), row.Text(1), row.Bytes(2)) with { Version = row.Long(3) };

    public static Statement Version(TenantId tenant) =>
        Statement.Of("SELECT identity_version FROM tenants WHERE tenant_id = $1", tenant.Value);

    private static Statement Step(TenantId tenant) =>
        Statement.One("UPDATE tenants SET identity_version = identity_version + 1 WHERE tenant_id = $1", tenant.Value);

    public static Statement Insert(Role role, TenantId tenant) => Statement.One(
        "INSERT INTO roles (tenant_id, role_id, name, doc, version) VALUES ($1, $2, $3, $4, 1)",
        tenant.Value, role.Id, role.Name, IdentityDocuments.Write(role));

    /// <summary>Where the stored version is the person's.</summary>
    public static Statement Update(Person person) => Statement.One(
        """
        UPDATE users SET username = $4, password_hash = $5, doc = $6, active = $7, version = version + 1
        WHERE tenant_id = $1 AND user_id = $2 AND version = $3
        """,
        person.Tenant.Value, person.Id.Value, person.Version,
        person.Username, person.PasswordHash, IdentityDocuments.Write(person), person.Active);

    public static Statement Insert(Person person) => Statement.One(
        InsertPerson,
        person.Tenant.Value, person.Id.Value, person.Username, person.PasswordHash,
        IdentityDocuments.Write(person), person.Active, person.Version);

    private async Task<bool> Commit(Statement[] statements, CancellationToken ct)
    {
        while (true)
        {
            var result = await database.Write(statements, ct);
            if (result.Fault != WriteFault.Retry) return result.Written;
        }
    }
}
