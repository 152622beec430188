using Emend.Core.Orders;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application;

namespace Emend.IntegrationTests.Identity;

public sealed class SqliteIdentityMultiNodeTests() : IdentityMultiNodeContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlIdentityMultiNodeTests() : IdentityMultiNodeContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Two nodes over one store: what happens on one counts on the other with its next request.</summary>
public abstract class IdentityMultiNodeContract : IAsyncLifetime
{
    private const string Name = "a@demo.emend";

    private readonly TestDatabase database;
    private readonly FixedTimeProvider clock = new();
    private IdentityNode here = null!;
    private IdentityNode there = null!;

    private protected IdentityMultiNodeContract(TestDatabase database) => this.database = database;

    public async Task InitializeAsync()
    {
        here = await IdentityNode.Start(database.Options, clock);
        there = await IdentityNode.Start(database.Options, clock);
    }

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task A_token_of_one_node_counts_on_the_other()
    {
        var token = await SignedIn();

        Assert.Equal($"{Name} of demo", await there.WhoIs(token));
    }

    [Fact]
    public async Task Nodes_that_need_the_first_key_at_once_end_up_with_the_same()
    {
        await here.Add(IdentityNode.Demo, Name, "secret");
        var told = await Task.WhenAll(here.SignIn(Name, "secret"), there.SignIn(Name, "secret"));

        Assert.Equal($"{Name} of demo", await here.WhoIs(told[1]["idToken"]));
        Assert.Equal($"{Name} of demo", await there.WhoIs(told[0]["idToken"]));
    }

    [Fact]
    public async Task A_new_key_is_noticed_and_the_old_one_still_verifies()
    {
        var period = TimeSpan.FromDays(30);
        var untilNext = period - TimeSpan.FromTicks((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks % period.Ticks);
        clock.Pass(untilNext - TimeSpan.FromMinutes(10));
        var old = await SignedIn();
        Assert.Equal($"{Name} of demo", await there.WhoIs(old));

        clock.Pass(TimeSpan.FromMinutes(20));
        var young = (await here.SignIn(Name, "secret"))["idToken"]!;

        Assert.NotEqual(KeyOf(old), KeyOf(young));
        Assert.Equal($"{Name} of demo", await there.WhoIs(young));
        Assert.Equal($"{Name} of demo", await there.WhoIs(old));
        Assert.Equal($"{Name} of demo", await here.WhoIs(old));
    }

    [Fact]
    public async Task Whoever_is_deactivated_on_one_node_is_out_on_the_other_at_once()
    {
        var told = await SignInHere();
        Assert.Equal($"{Name} of demo", await there.WhoIs(told["idToken"]));

        await here.TenantProvisioner.SetActive(IdentityNode.Demo.Id, await Id(), active: false, default);

        Assert.Equal("revoked", await there.WhoIs(told["idToken"]));
        Assert.Equal("USER_DISABLED", (await there.Refresh(told["refreshToken"])).Refusal);
        Assert.Equal("USER_DISABLED", (await there.SignIn(Name, "secret")).Refusal);
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await there.SignIn(Name, "wrong")).Refusal);

        await there.TenantProvisioner.SetActive(IdentityNode.Demo.Id, await Id(), active: true, default);
        Assert.Equal($"{Name} of demo", await here.WhoIs(told["idToken"]));
    }

    [Fact]
    public async Task A_changed_password_makes_every_older_token_void()
    {
        var told = await SignInHere();
        Assert.Equal($"{Name} of demo", await there.WhoIs(told["idToken"]));

        await here.TenantProvisioner.ChangePassword(IdentityNode.Demo.Id, await Id(), "changed", default);

        Assert.Equal("revoked", await there.WhoIs(told["idToken"]));
        Assert.Equal("INVALID_REFRESH_TOKEN", (await there.Refresh(told["refreshToken"])).Refusal);
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await there.SignIn(Name, "secret")).Refusal);
        var again = await there.SignIn(Name, "changed");
        Assert.Equal($"{Name} of demo", await here.WhoIs(again["idToken"]));
        Assert.Equal($"{Name} of demo", await here.WhoIs((await here.Refresh(again["refreshToken"]))["id_token"]));
    }

    [Fact]
    public async Task Roles_act_on_the_next_request()
    {
        await SignedIn();
        var id = await Id();
        var caller = new Caller(IdentityNode.Demo.Id, id, long.MaxValue);
        Assert.True((await there.Actors.Find(caller, default))!.HasPermission("ORDER_FORCE_CANCEL"));

        await here.TenantProvisioner.CreateRole(IdentityNode.Demo.Id, new("AGENT", "Agent", ["ORDER_READ", "ORDER_WRITE"]), default);
        await here.TenantProvisioner.Assign(
            IdentityNode.Demo.Id, id, [new("AGENT", []), new("FULFILLER", [new FacilityId("f1"), new FacilityId("f2")])], default);

        var actor = (await there.Actors.Find(caller, default))!;
        Assert.True(actor.HasPermission("ORDER_WRITE") && actor.HasPermission("PICKJOB_WRITE"));
        Assert.False(actor.HasPermission("ORDER_FORCE_CANCEL") || actor.HasPermission("CONFIG_WRITE"));
        Assert.Equal<FacilityId>([new("f1"), new("f2")], actor.Facilities);
    }

    [Fact]
    public async Task The_first_start_makes_one_tenant_however_many_nodes_start()
    {
        var consoles = await Task.WhenAll(Started(here), Started(there));

        var printed = Assert.Single(consoles, text => text.Length > 0);
        var password = printed.Split('\n').Single(line => line.Contains("password  ", StringComparison.Ordinal)).Split(' ')[^1].Trim();
        Assert.Equal(200, (await there.SignIn("admin@main.emend", password, "main")).Status);
        Assert.Empty(await Started(here));
    }

    private static async Task<string> Started(IdentityNode node)
    {
        await using var console = new StringWriter();
        await node.FirstRunProvisioner.Run(console, default);
        return console.ToString();
    }

    private static string KeyOf(string token) => token.Split('.')[0];

    private async Task<ActorId> Id() => (await here.SignIns.SignIn("demo", Name, default)).Person!.Id;

    private async Task<string> SignedIn() => (await SignInHere())["idToken"]!;

    private async Task<IdentityResponse> SignInHere()
    {
        await here.Add(IdentityNode.Demo, Name, "secret", new RoleAssignment("ADMINISTRATOR", []));
        return await here.SignIn(Name, "secret");
    }
}
