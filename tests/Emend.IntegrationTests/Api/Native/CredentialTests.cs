using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

public sealed class CredentialTests : IAsyncLifetime
{
    private const string CredentialsPath = "/emend/v1/credentials";
    private const string Agent = """{"name":"shop","roles":[{"role":"AGENT"}]}""";

    private readonly FixedTimeProvider _clock = new();
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _admin = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(_clock);
        _admin = FulfillmenttoolsTestClient.WithKey(_app.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Credential_authenticates_at_both_apis_with_its_roles_and_its_secret_is_returned_once()
    {
        var created = await _admin.Post(CredentialsPath, Agent);
        var secret = (string)created["secret"]!;
        Assert.Equal(201, created.Status);
        using var shop = FulfillmenttoolsTestClient.WithKey(_app.Url, secret);

        var order = await shop.Place(("TSHIRT-W-2468", 1));
        Assert.Equal(200, (await shop.Patch($"/api/orders/{order["id"]}", """{"version":1,"customAttributes":{"a":1}}""")).Status);
        Assert.Equal(403, (await shop.Get(CredentialsPath)).Status);
        Assert.Equal((string?)created["id"], (string?)(await shop.Get("/api/users/me/effectivepermissions"))["userId"]);

        Assert.DoesNotContain(secret, (await _admin.Get(CredentialsPath)).Text);
        Assert.DoesNotContain("secret", (await _admin.Get($"{CredentialsPath}/{created["id"]}")).Text);
    }

    [Fact]
    public async Task Rotated_credential_has_a_new_secret_and_the_old_secret_is_valid_during_the_overlap()
    {
        var created = await _admin.Post(CredentialsPath, Agent);
        using var old = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)created["secret"]!);
        var rotated = await _admin.Post($"{CredentialsPath}/{created["id"]}/rotate", """{"overlapMinutes":10}""");
        using var current = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)rotated["secret"]!);

        Assert.Equal((200, 200), (await GetOrdersStatus(old), await GetOrdersStatus(current)));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((401, 200), (await GetOrdersStatus(old), await GetOrdersStatus(current)));

        var rotatedAgain = await _admin.Post($"{CredentialsPath}/{created["id"]}/rotate", "{}");
        using var newest = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)rotatedAgain["secret"]!);
        Assert.Equal((401, 200), (await GetOrdersStatus(current), await GetOrdersStatus(newest)));
    }

    [Fact]
    public async Task Revoked_and_expired_credentials_are_rejected()
    {
        var created = await _admin.Post(CredentialsPath, Agent);
        var shortLived = await _admin.Post(CredentialsPath, Agent.Replace("shop", "short-lived", StringComparison.Ordinal)
            .Replace("]}", $"],\"expiresAt\":\"{_clock.GetUtcNow().AddHours(1):O}\"}}", StringComparison.Ordinal));
        using var shop = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)created["secret"]!);
        using var other = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)shortLived["secret"]!);
        Assert.Equal((200, 200), (await GetOrdersStatus(shop), await GetOrdersStatus(other)));

        Assert.Equal(204, (await _admin.Send(HttpMethod.Delete, $"{CredentialsPath}/{created["id"]}", null)).Status);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((401, 401), (await GetOrdersStatus(shop), await GetOrdersStatus(other)));
        Assert.Equal(404, (await _admin.Get($"{CredentialsPath}/{created["id"]}")).Status);
        using var anonymous = FulfillmenttoolsTestClient.WithKey(_app.Url, "demo-api-kay");
        Assert.Equal("/problems/unauthenticated", (string?)(await anonymous.Get(CredentialsPath))["type"]);
    }

    [Fact]
    public async Task Last_use_of_a_credential_is_stored_every_fifteen_minutes()
    {
        var created = await _admin.Post(CredentialsPath, Agent);
        using var shop = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)created["secret"]!);
        Assert.Null(created.Body!["lastUsedAt"]);

        await GetOrdersStatus(shop);
        var first = (string)(await _admin.Get($"{CredentialsPath}/{created["id"]}"))["lastUsedAt"]!;
        _clock.Advance(TimeSpan.FromMinutes(10));
        await GetOrdersStatus(shop);
        Assert.Equal(first, (string)(await _admin.Get($"{CredentialsPath}/{created["id"]}"))["lastUsedAt"]!);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await GetOrdersStatus(shop);
        Assert.NotEqual(first, (string)(await _admin.Get($"{CredentialsPath}/{created["id"]}"))["lastUsedAt"]!);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", 400, "/roles", "invalid-request")]
    [InlineData("""{"name":"x","roles":[{"role":"AGENT"},{"rule":"AGENT"}]}""", 400, "/roles/1/rule", "invalid-request")]
    [InlineData("""{"name":"x","roles":[{"role":"NONE"}]}""", 422, "/roles", "invalid-state")]
    [InlineData("""{"name":"demo","roles":[{"role":"AGENT"}]}""", 409, "/name", "name-conflict")]
    [InlineData("""{"name":"x","roles":[{"role":"AGENT"}],"expiresAt":"2020-01-01T00:00:00Z"}""", 422, "/expiresAt", "invalid-state")]
    public async Task Invalid_credential_is_rejected_with_a_problem_type_and_pointer(string body, int status, string pointer, string type)
    {
        var response = await _admin.Post(CredentialsPath, body);

        Assert.Equal((status, "/problems/" + type), (response.Status, (string?)response["type"]));
        Assert.Contains(response["errors"].AsArray(), e => (string?)e!["pointer"] == pointer);
    }

    [Fact]
    public async Task Role_of_a_credential_cannot_be_deleted_and_the_audit_log_names_actors_without_secrets()
    {
        await _admin.Post("/api/roles", """{"name":"STOCK_READER","permissions":["STOCK_READ"]}""");
        var created = await _admin.Post(CredentialsPath, Agent.Replace("AGENT", "STOCK_READER", StringComparison.Ordinal));
        Assert.Equal(422, (await _admin.Send(HttpMethod.Delete, "/api/roles/STOCK_READER", null)).Status);

        var audit = await _admin.Get("/emend/v1/audit?size=2");
        Assert.Equal(["credential.created", "role.created"], audit["entries"].AsArray().Select(e => (string?)e!["action"]));
        var newest = audit["entries"][0]!;
        Assert.Equal(("demo", (string?)created["id"]), ((string?)newest["actor"]!["name"], (string?)newest["target"]!["id"]));
        Assert.DoesNotContain((string)created["secret"]!, audit.Text);
        var older = await _admin.Get($"/emend/v1/audit?before={audit["entries"][1]!["id"]}");
        Assert.Equal("credential.created", (string?)Assert.Single(older["entries"].AsArray())!["action"]);
    }

    private static async Task<int> GetOrdersStatus(FulfillmenttoolsTestClient client) => (await client.Get("/api/orders?size=1")).Status;
}
