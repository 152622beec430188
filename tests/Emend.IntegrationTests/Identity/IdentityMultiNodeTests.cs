using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Identity;

namespace Emend.IntegrationTests.Identity;

public sealed class SqliteIdentityMultiNodeTests() : IdentityMultiNodeContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlIdentityMultiNodeTests() : IdentityMultiNodeContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Two nodes on one store: changes on one node apply to the next request on the other.</summary>
public abstract class IdentityMultiNodeContract : IAsyncLifetime
{
    private const string Name = "a@demo.emend";

    private readonly TestDatabase _database;
    private readonly FixedTimeProvider _clock = new();
    private IdentityNode _here = null!;
    private IdentityNode _there = null!;

    private protected IdentityMultiNodeContract(TestDatabase database) => this._database = database;

    public async Task InitializeAsync()
    {
        _here = await IdentityNode.Start(_database.Options, _clock);
        _there = await IdentityNode.Start(_database.Options, _clock);
    }

    public async Task DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Token_of_one_node_is_valid_on_the_other()
    {
        var token = await SignedIn();

        Assert.Equal($"{Name} of demo", await _there.WhoIs(token));
    }

    [Fact]
    public async Task Concurrent_nodes_use_the_same_first_signing_key()
    {
        await _here.Add(IdentityNode.Demo, Name, "secret");
        var signIn = await Task.WhenAll(_here.SignIn(Name, "secret"), _there.SignIn(Name, "secret"));

        Assert.Equal($"{Name} of demo", await _here.WhoIs(signIn[1]["idToken"]));
        Assert.Equal($"{Name} of demo", await _there.WhoIs(signIn[0]["idToken"]));
    }

    [Fact]
    public async Task New_signing_key_is_loaded_and_the_previous_one_stays_valid()
    {
        var period = TimeSpan.FromDays(30);
        var untilNext = period - TimeSpan.FromTicks((_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks % period.Ticks);
        _clock.Advance(untilNext - TimeSpan.FromMinutes(10));
        var old = await SignedIn();
        Assert.Equal($"{Name} of demo", await _there.WhoIs(old));

        _clock.Advance(TimeSpan.FromMinutes(20));
        var young = (await _here.SignIn(Name, "secret"))["idToken"]!;

        Assert.NotEqual(KeyOf(old), KeyOf(young));
        Assert.Equal($"{Name} of demo", await _there.WhoIs(young));
        Assert.Equal($"{Name} of demo", await _there.WhoIs(old));
        Assert.Equal($"{Name} of demo", await _here.WhoIs(old));
    }

    [Fact]
    public async Task User_deactivated_on_one_node_is_rejected_on_the_other()
    {
        var signIn = await SignInHere();
        Assert.Equal($"{Name} of demo", await _there.WhoIs(signIn["idToken"]));

        await _here.TenantProvisioner.SetActive(IdentityNode.Demo.Id, await Id(), active: false, default);

        Assert.Equal("revoked", await _there.WhoIs(signIn["idToken"]));
        Assert.Equal("USER_DISABLED", (await _there.Refresh(signIn["refreshToken"])).ErrorCode);
        Assert.Equal("USER_DISABLED", (await _there.SignIn(Name, "secret")).ErrorCode);
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await _there.SignIn(Name, "wrong")).ErrorCode);

        await _there.TenantProvisioner.SetActive(IdentityNode.Demo.Id, await Id(), active: true, default);
        Assert.Equal($"{Name} of demo", await _here.WhoIs(signIn["idToken"]));
    }

    [Fact]
    public async Task Password_change_revokes_all_older_tokens()
    {
        var signIn = await SignInHere();
        Assert.Equal($"{Name} of demo", await _there.WhoIs(signIn["idToken"]));

        await _here.TenantProvisioner.ChangePassword(IdentityNode.Demo.Id, await Id(), "changed", default);

        Assert.Equal("revoked", await _there.WhoIs(signIn["idToken"]));
        Assert.Equal("INVALID_REFRESH_TOKEN", (await _there.Refresh(signIn["refreshToken"])).ErrorCode);
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await _there.SignIn(Name, "secret")).ErrorCode);
        var again = await _there.SignIn(Name, "changed");
        Assert.Equal($"{Name} of demo", await _here.WhoIs(again["idToken"]));
        Assert.Equal($"{Name} of demo", await _here.WhoIs((await _here.Refresh(again["refreshToken"]))["id_token"]));
    }

    [Fact]
    public async Task Role_changes_apply_to_the_next_request()
    {
        await SignedIn();
        var id = await Id();
        var caller = new Caller(IdentityNode.Demo.Id, id, long.MaxValue);
        Assert.True((await _there.Actors.Find(caller, default))!.HasPermission("ORDER_FORCE_CANCEL"));

        await _here.TenantProvisioner.CreateRole(IdentityNode.Demo.Id, new("AGENT", "Agent", ["ORDER_READ", "ORDER_WRITE"]), default);
        await _here.TenantProvisioner.Assign(
            IdentityNode.Demo.Id, id, [new("AGENT", []), new("FULFILLER", [new FacilityId("f1"), new FacilityId("f2")])], default);

        var actor = (await _there.Actors.Find(caller, default))!;
        Assert.True(actor.HasPermission("ORDER_WRITE") && actor.HasPermission("PICKJOB_WRITE"));
        Assert.False(actor.HasPermission("ORDER_FORCE_CANCEL") || actor.HasPermission("CONFIG_WRITE"));
        Assert.Equal<FacilityId>([new("f1"), new("f2")], actor.Facilities);
    }

    [Fact]
    public async Task First_start_creates_one_tenant_with_several_nodes()
    {
        var consoles = await Task.WhenAll(Started(_here), Started(_there));

        var printed = Assert.Single(consoles, text => text.Length > 0);
        var password = printed.Split('\n').Single(line => line.Contains("password  ", StringComparison.Ordinal)).Split(' ')[^1].Trim();
        Assert.Equal(200, (await _there.SignIn("admin@main.emend", password, "main")).Status);
        Assert.Empty(await Started(_here));
    }

    private static async Task<string> Started(IdentityNode node)
    {
        await using var console = new StringWriter();
        await node.FirstRunProvisioner.Run(console, default);
        return console.ToString();
    }

    private static string KeyOf(string token) => token.Split('.')[0];

    private async Task<ActorId> Id() => (await _here.SignIns.FindUser("demo", Name, default)).User!.Id;

    private async Task<string> SignedIn() => (await SignInHere())["idToken"]!;

    private async Task<IdentityResponse> SignInHere()
    {
        await _here.Add(IdentityNode.Demo, Name, "secret", new RoleAssignment("ADMINISTRATOR", []));
        return await _here.SignIn(Name, "secret");
    }
}
