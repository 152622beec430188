using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Api.Native;

public sealed class SqliteUserAccessTests() : UserAccessContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlUserAccessTests() : UserAccessContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Who is let in, on two nodes over one store.</summary>
public abstract class UserAccessContract : IAsyncLifetime
{
    private readonly TestDatabase database;
    private EmendApp here = null!;
    private EmendApp there = null!;
    private FulfillmenttoolsTestClient admin = null!;

    private protected UserAccessContract(TestDatabase database) => this.database = database;

    public async Task InitializeAsync()
    {
        here = await EmendApp.Join(database);
        there = await EmendApp.Join(database);
        admin = FulfillmenttoolsTestClient.WithKey(here.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await here.DisposeAsync();
        await there.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Whoever_is_deactivated_or_loses_a_role_is_out_on_the_other_node_at_once()
    {
        using var picker = await there.SignIn("picker");
        var id = await IdOf("picker");
        Assert.Equal(200, (await picker.Get("/api/pickjobs")).Status);

        Assert.Equal(200, (await admin.Patch($"/emend/v1/users/{id}", """{"active":false}""")).Status);
        Assert.Equal(401, (await picker.Get("/api/pickjobs")).Status);
        Assert.Equal(200, (await admin.Patch($"/emend/v1/users/{id}", """{"active":true}""")).Status);
        Assert.Equal(200, (await picker.Get("/api/pickjobs")).Status);

        await admin.Patch($"/api/users/{id}", """{"version":3,"actions":[{"action":"ModifyUser","assignedRoles":[{"ref":"AGENT"}]}]}""");
        Assert.Equal(200, (await picker.Get("/api/orders")).Status);
        Assert.Equal(403, (await picker.Get("/api/users")).Status);
    }

    [Fact]
    public async Task A_name_is_locked_on_every_node_until_somebody_lifts_it()
    {
        var names = Enumerable.Range(0, 12).Select(n => SignIn(n % 2 == 0 ? here : there, "picker", $"guess-{n}"));
        var guesses = await Task.WhenAll(names);
        Assert.Equal(10, guesses.Count(g => g.Text.Contains("INVALID_LOGIN_CREDENTIALS", StringComparison.Ordinal)));
        Assert.Equal(2, guesses.Count(g => g.Text.Contains("TOO_MANY_ATTEMPTS_TRY_LATER", StringComparison.Ordinal)));
        Assert.Equal(400, (await SignIn(there, "picker", "demo-picker")).Status);
        Assert.Equal(200, (await SignIn(there, "agent", "demo-agent")).Status);

        Assert.Equal(200, (await admin.Send(HttpMethod.Delete, $"/emend/v1/users/{await IdOf("picker")}/lockout", null)).Status);
        Assert.Equal(200, (await SignIn(there, "picker", "demo-picker")).Status);
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one()
    {
        await admin.Post("/api/users", """
            {"username":"second@demo.emend","password":"a long word","firstname":"A","lastname":"B",
             "assignedRoles":[{"ref":"ADMINISTRATOR"}]}
            """);
        using var second = FulfillmenttoolsTestClient.WithKey(there.Url, "demo-api-key");
        var ids = (First: await IdOf("admin"), Second: await IdOf("second"));

        var answers = await Task.WhenAll(
            admin.Patch($"/emend/v1/users/{ids.Second}", """{"active":false}"""),
            second.Patch($"/emend/v1/users/{ids.First}", """{"active":false}"""));

        Assert.Equal([200, 422], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task A_key_that_is_revoked_on_one_node_opens_nothing_on_the_other()
    {
        var made = await admin.Post("/emend/v1/credentials", """{"name":"shop","roles":[{"role":"AGENT"}]}""");
        using var shop = FulfillmenttoolsTestClient.WithKey(there.Url, (string)made["secret"]!);
        Assert.Equal(200, (await shop.Get("/api/orders")).Status);

        await admin.Send(HttpMethod.Delete, $"/emend/v1/credentials/{made["id"]}", null);

        Assert.Equal(401, (await shop.Get("/api/orders")).Status);
    }

    private async Task<string> IdOf(string name) => (string)(await admin.Get("/api/users"))["users"].AsArray()
        .Single(u => (string?)u!["username"] == $"{name}@demo.emend")!["id"]!;

    private static async Task<ApiResponse> SignIn(EmendApp node, string name, string password)
    {
        using var client = FulfillmenttoolsTestClient.WithKey(node.Url, "none");
        return await client.Post(
            "/v1/accounts:signInWithPassword?key=demo", $$"""{"email":"{{name}}@demo.emend","password":"{{password}}"}""");
    }
}
