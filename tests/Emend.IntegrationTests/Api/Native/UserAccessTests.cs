using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Api.Native;

public sealed class SqliteUserAccessTests() : UserAccessContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlUserAccessTests() : UserAccessContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Changes of users and credentials take effect on both nodes of one database.</summary>
public abstract class UserAccessContract : IAsyncLifetime
{
    private readonly TestDatabase _database;
    private EmendApp _firstNode = null!;
    private EmendApp _secondNode = null!;
    private FulfillmenttoolsTestClient _admin = null!;

    private protected UserAccessContract(TestDatabase database) => this._database = database;

    public async Task InitializeAsync()
    {
        _firstNode = await EmendApp.Join(_database);
        _secondNode = await EmendApp.Join(_database);
        _admin = FulfillmenttoolsTestClient.WithKey(_firstNode.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _firstNode.DisposeAsync();
        await _secondNode.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Deactivation_and_role_removal_take_effect_on_the_other_node_at_once()
    {
        using var picker = await _secondNode.SignIn("picker");
        var id = await GetUserId("picker");
        Assert.Equal(200, (await picker.Get("/api/pickjobs")).Status);

        Assert.Equal(200, (await _admin.Patch($"/emend/v1/users/{id}", """{"active":false}""")).Status);
        Assert.Equal(401, (await picker.Get("/api/pickjobs")).Status);
        Assert.Equal(200, (await _admin.Patch($"/emend/v1/users/{id}", """{"active":true}""")).Status);
        Assert.Equal(200, (await picker.Get("/api/pickjobs")).Status);

        await _admin.Patch($"/api/users/{id}", """{"version":3,"actions":[{"action":"ModifyUser","assignedRoles":[{"ref":"AGENT"}]}]}""");
        Assert.Equal(200, (await picker.Get("/api/orders")).Status);
        Assert.Equal(403, (await picker.Get("/api/users")).Status);
    }

    [Fact]
    public async Task Login_is_locked_on_every_node_until_the_lockout_is_removed()
    {
        var attempts = Enumerable.Range(0, 12).Select(n => SignIn(n % 2 == 0 ? _firstNode : _secondNode, "picker", $"guess-{n}"));
        var responses = await Task.WhenAll(attempts);
        Assert.Equal(10, responses.Count(g => g.Text.Contains("INVALID_LOGIN_CREDENTIALS", StringComparison.Ordinal)));
        Assert.Equal(2, responses.Count(g => g.Text.Contains("TOO_MANY_ATTEMPTS_TRY_LATER", StringComparison.Ordinal)));
        Assert.Equal(400, (await SignIn(_secondNode, "picker", "demo-picker")).Status);
        Assert.Equal(200, (await SignIn(_secondNode, "agent", "demo-agent")).Status);

        Assert.Equal(200, (await _admin.Send(HttpMethod.Delete, $"/emend/v1/users/{await GetUserId("picker")}/lockout", null)).Status);
        Assert.Equal(200, (await SignIn(_secondNode, "picker", "demo-picker")).Status);
    }

    [Fact]
    public async Task One_administrator_remains_when_two_deactivate_each_other_concurrently()
    {
        await _admin.Post("/api/users", """
            {"username":"second@demo.emend","password":"a long word","firstname":"A","lastname":"B",
             "assignedRoles":[{"ref":"ADMINISTRATOR"}]}
            """);
        using var second = FulfillmenttoolsTestClient.WithKey(_secondNode.Url, "demo-api-key");
        var ids = (First: await GetUserId("admin"), Second: await GetUserId("second"));

        var responses = await Task.WhenAll(
            _admin.Patch($"/emend/v1/users/{ids.Second}", """{"active":false}"""),
            second.Patch($"/emend/v1/users/{ids.First}", """{"active":false}"""));

        Assert.Equal([200, 422], responses.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Credential_revoked_on_one_node_is_rejected_on_the_other()
    {
        var created = await _admin.Post("/emend/v1/credentials", """{"name":"shop","roles":[{"role":"AGENT"}]}""");
        using var shop = FulfillmenttoolsTestClient.WithKey(_secondNode.Url, (string)created["secret"]!);
        Assert.Equal(200, (await shop.Get("/api/orders")).Status);

        await _admin.Send(HttpMethod.Delete, $"/emend/v1/credentials/{created["id"]}", null);

        Assert.Equal(401, (await shop.Get("/api/orders")).Status);
    }

    private async Task<string> GetUserId(string name) => (string)(await _admin.Get("/api/users"))["users"].AsArray()
        .Single(u => (string?)u!["username"] == $"{name}@demo.emend")!["id"]!;

    private static async Task<ApiResponse> SignIn(EmendApp node, string name, string password)
    {
        using var client = FulfillmenttoolsTestClient.WithKey(node.Url, "none");
        return await client.Post(
            "/v1/accounts:signInWithPassword?key=demo", $$"""{"email":"{{name}}@demo.emend","password":"{{password}}"}""");
    }
}
