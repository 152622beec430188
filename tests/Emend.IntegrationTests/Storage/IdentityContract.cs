using Emend.Core.Orders;
using Emend.Server.Identity;
using Emend.Server.Storage.Identity;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteIdentityTests() : IdentityContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlIdentityTests() : IdentityContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of the stores for users, roles, credentials, and failed sign-ins.</summary>
public abstract class IdentityContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = new("main");

    private static readonly User Nora = new(Tenant, new("u1"), "nora", "hash")
    {
        FirstName = "Nora",
        Email = "nora@example.com",
        Locale = "nl_NL",
        Attributes = new("""{"room":4}"""),
        Roles = [new("FULFILLER", [new("f1")])],
        CreatedAt = Noon,
        ModifiedAt = Noon,
    };

    private static readonly Credential Shop = new(Tenant, new("c1"), "shop") { Roles = [new("AGENT", [])], CreatedAt = Noon };

    private protected IdentityContract(TestDatabase database)
        : base(database)
    {
    }

    private IdentityAdminStore People => new(Database);

    private CredentialStore Credentials => new(Database, OneDatabase.CreateDirectory(Database));

    private SignInStore SignIns => new(Database, OneDatabase.CreateDirectory(Database));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateTenant(new("main"));
    }

    [Fact]
    public async Task Committed_change_is_read_back_and_increments_the_version()
    {
        var role = new Role("KEEPER", "Keeper", ["STOCK_READ"]) { Facilities = [new("f1")], CreatedAt = Noon, ModifiedAt = Noon };
        await Commit(new IdentityChange.AddUser(Nora));
        await Commit(new IdentityChange.AddRole(role));
        await Commit(new IdentityChange.AddCredential(Shop, Secret(1)));

        var snapshot = (await People.Read(Tenant, Never))!;
        Assert.Equal(4, snapshot.Version);
        var nora = Assert.Single(snapshot.Users);
        Assert.Equal(Nora with { Roles = [] }, nora with { Roles = [] });
        Assert.Equal((Nora.Roles[0].Role, "f1"), (nora.Roles[0].Role, Assert.Single(nora.Roles[0].Facilities).Value));
        Assert.Equal<FacilityId>([new("f1")], Assert.Single(snapshot.Roles).Facilities);
        Assert.Equal(("shop", (DateTimeOffset?)null), (Assert.Single(snapshot.Credentials).Name, snapshot.Credentials[0].LastUsedAt));
        Assert.Equal(["3", "2", "1"], (await People.Audit(Tenant, null, 10, Never)).Select(entry => entry.Id));
        Assert.Equal(["1"], (await People.Audit(Tenant, "2", 10, Never)).Select(entry => entry.Id));
    }

    [Fact]
    public async Task Outdated_identity_version_writes_nothing()
    {
        await Commit(new IdentityChange.AddUser(Nora));

        Assert.False(await People.Commit(Tenant, 1, new IdentityChange.RemoveUser(Nora), Entry("x"), Never));
        var both = await RunConcurrently(2, n => People.Commit(
            Tenant, 2, new IdentityChange.AddUser(Nora with { Id = new($"n{n}"), Username = $"n{n}" }), Entry($"n{n}"), Never));

        Assert.Single(both, written => written);
        Assert.Equal(2, (await People.List(Tenant, null, 10, Never)).Total);
    }

    [Fact]
    public async Task Secret_is_found_by_hash_until_rotation_or_revocation()
    {
        await Commit(new IdentityChange.AddCredential(Shop, Secret(1)));
        Assert.Equal((Tenant, Shop.Id), await Credentials.FindOwner(Secret(1).Hash, Never));
        Assert.Null(await Credentials.FindOwner([.. Secret(1).Hash[..^1], 0], Never));

        await Commit(new IdentityChange.RotateSecret(Shop, Secret(2), Noon, Noon.AddMinutes(5)));
        var rotated = (await Credentials.Read(Tenant, Shop.Id, Never))!;
        Assert.Equal(2, rotated.Credential!.Version);
        Assert.Equal([null, Noon.AddMinutes(5)], rotated.Secrets.Select(secret => secret.EndsAt).Order());

        await Commit(new IdentityChange.RotateSecret(rotated.Credential, Secret(3), Noon.AddMinutes(5), Noon.AddMinutes(5)));
        Assert.Null(await Credentials.FindOwner(Secret(1).Hash, Never));
        await Commit(new IdentityChange.RemoveCredential(Shop));
        Assert.Null(await Credentials.FindOwner(Secret(3).Hash, Never));
        Assert.Null((await Credentials.Read(Tenant, Shop.Id, Never))!.Credential);
    }

    [Fact]
    public async Task Concurrent_sign_in_attempts_are_all_counted_and_the_last_locks_the_username()
    {
        var taken = await RunConcurrently(8, _ => SignIns.TryCountAttempt(Attempt(at: 100), Never));
        Assert.Equal(5, taken.Count(may => may));
        Assert.False(await SignIns.TryCountAttempt(Attempt(at: 149), Never));
        Assert.True(await SignIns.TryCountAttempt(Attempt(at: 150), Never));

        await SignIns.ResetFailures(Tenant, "nora", Never);
        Assert.Equal(0, await Number("SELECT count(*) FROM sign_in_failures"));
    }

    private static SignInAttempt Attempt(long at) => new(Tenant, "nora", at, 5, at + 50, at - 50);

    private static CredentialSecret Secret(byte of) => new([.. Enumerable.Repeat(of, 32)], null);

    private static AuditEntry Entry(string id) => new(id, Noon, new("admin"), "Ada", "user.created", "u1", "nora");

    private async Task Commit(IdentityChange change)
    {
        var version = (await People.Read(Tenant, Never))!.Version;
        Assert.True(await People.Commit(
            Tenant, version, change, Entry(version.ToString(System.Globalization.CultureInfo.InvariantCulture)), Never));
    }
}
