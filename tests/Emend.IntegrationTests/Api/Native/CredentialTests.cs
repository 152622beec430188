using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Identity;

namespace Emend.IntegrationTests.Api.Native;

public sealed class CredentialTests : IAsyncLifetime
{
    private const string Path = "/emend/v1/credentials";
    private const string Agent = """{"name":"shop","roles":[{"role":"AGENT"}]}""";

    private readonly FixedTimeProvider clock = new();
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient admin = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start(clock);
        admin = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_made_opens_both_faces_with_its_roles_and_is_shown_once()
    {
        var made = await admin.Post(Path, Agent);
        var secret = (string)made["secret"]!;
        Assert.Equal(201, made.Status);
        using var shop = FulfillmenttoolsTestClient.WithKey(app.Url, secret);

        var order = await shop.Place(("TSHIRT-W-2468", 1));
        Assert.Equal(200, (await shop.Patch($"/api/orders/{order["id"]}", """{"version":1,"customAttributes":{"a":1}}""")).Status);
        Assert.Equal(403, (await shop.Get(Path)).Status);
        Assert.Equal((string?)made["id"], (string?)(await shop.Get("/api/users/me/effectivepermissions"))["userId"]);

        Assert.DoesNotContain(secret, (await admin.Get(Path)).Text);
        Assert.DoesNotContain("secret", (await admin.Get($"{Path}/{made["id"]}")).Text);
    }

    [Fact]
    public async Task A_rotated_key_has_another_secret_and_the_old_one_counts_as_long_as_was_asked_for()
    {
        var made = await admin.Post(Path, Agent);
        using var old = FulfillmenttoolsTestClient.WithKey(app.Url, (string)made["secret"]!);
        var rotated = await admin.Post($"{Path}/{made["id"]}/rotate", """{"overlapMinutes":10}""");
        using var young = FulfillmenttoolsTestClient.WithKey(app.Url, (string)rotated["secret"]!);

        Assert.Equal((200, 200), (await Status(old), await Status(young)));
        clock.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal((401, 200), (await Status(old), await Status(young)));

        using var youngest = FulfillmenttoolsTestClient.WithKey(app.Url, (string)(await admin.Post($"{Path}/{made["id"]}/rotate", "{}"))["secret"]!);
        Assert.Equal((401, 200), (await Status(young), await Status(youngest)));
    }

    [Fact]
    public async Task A_revoked_or_expired_key_counts_no_longer()
    {
        var made = await admin.Post(Path, Agent);
        var brief = await admin.Post(Path, Agent.Replace("shop", "brief", StringComparison.Ordinal)
            .Replace("]}", $"],\"expiresAt\":\"{clock.GetUtcNow().AddHours(1):O}\"}}", StringComparison.Ordinal));
        using var shop = FulfillmenttoolsTestClient.WithKey(app.Url, (string)made["secret"]!);
        using var other = FulfillmenttoolsTestClient.WithKey(app.Url, (string)brief["secret"]!);
        Assert.Equal((200, 200), (await Status(shop), await Status(other)));

        Assert.Equal(204, (await admin.Send(HttpMethod.Delete, $"{Path}/{made["id"]}", null)).Status);
        clock.Pass(TimeSpan.FromHours(1));

        Assert.Equal((401, 401), (await Status(shop), await Status(other)));
        Assert.Equal(404, (await admin.Get($"{Path}/{made["id"]}")).Status);
        using var nobody = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-kay");
        Assert.Equal("/problems/unauthenticated", (string?)(await nobody.Get(Path))["type"]);
    }

    [Fact]
    public async Task When_a_key_was_used_is_kept_to_the_quarter_of_an_hour()
    {
        var made = await admin.Post(Path, Agent);
        using var shop = FulfillmenttoolsTestClient.WithKey(app.Url, (string)made["secret"]!);
        Assert.Null(made.Body!["lastUsedAt"]);

        await Status(shop);
        var first = (string)(await admin.Get($"{Path}/{made["id"]}"))["lastUsedAt"]!;
        clock.Pass(TimeSpan.FromMinutes(10));
        await Status(shop);
        Assert.Equal(first, (string)(await admin.Get($"{Path}/{made["id"]}"))["lastUsedAt"]!);
        clock.Pass(TimeSpan.FromMinutes(5));
        await Status(shop);
        Assert.NotEqual(first, (string)(await admin.Get($"{Path}/{made["id"]}"))["lastUsedAt"]!);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", 400, "/roles", "malformed")]
    [InlineData("""{"name":"x","roles":[{"role":"AGENT"},{"rule":"AGENT"}]}""", 400, "/roles/1/rule", "malformed")]
    [InlineData("""{"name":"x","roles":[{"role":"NONE"}]}""", 422, "/roles", "impossible")]
    [InlineData("""{"name":"demo","roles":[{"role":"AGENT"}]}""", 409, "/name", "taken")]
    [InlineData("""{"name":"x","roles":[{"role":"AGENT"}],"expiresAt":"2020-01-01T00:00:00Z"}""", 422, "/expiresAt", "impossible")]
    public async Task A_key_that_cannot_be_is_a_problem_with_pointers(string body, int status, string pointer, string type)
    {
        var answer = await admin.Post(Path, body);

        Assert.Equal((status, "/problems/" + type), (answer.Status, (string?)answer["type"]));
        Assert.Contains(answer["errors"].AsArray(), e => (string?)e!["pointer"] == pointer);
    }

    [Fact]
    public async Task A_role_that_a_key_has_stays_and_the_audit_tells_who_did_what_without_secrets()
    {
        await admin.Post("/api/roles", """{"name":"KEEPER","permissions":["STOCK_READ"]}""");
        var made = await admin.Post(Path, Agent.Replace("AGENT", "KEEPER", StringComparison.Ordinal));
        Assert.Equal(422, (await admin.Send(HttpMethod.Delete, "/api/roles/KEEPER", null)).Status);

        var audit = await admin.Get("/emend/v1/audit?size=2");
        Assert.Equal(["credential.created", "role.created"], audit["entries"].AsArray().Select(e => (string?)e!["deed"]));
        var newest = audit["entries"][0]!;
        Assert.Equal(("demo", (string?)made["id"]), ((string?)newest["by"]!["name"], (string?)newest["about"]!["id"]));
        Assert.DoesNotContain((string)made["secret"]!, audit.Text);
        var older = await admin.Get($"/emend/v1/audit?before={audit["entries"][1]!["id"]}");
        Assert.Equal("credential.created", (string?)Assert.Single(older["entries"].AsArray())!["deed"]);
    }

    private static async Task<int> Status(FulfillmenttoolsTestClient client) => (await client.Get("/api/orders?size=1")).Status;
}
