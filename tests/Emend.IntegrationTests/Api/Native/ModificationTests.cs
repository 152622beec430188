using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

public sealed class ModificationTests
{
    private const string Cap = """{ "type": "addLine", "article": "CAP-R-9082", "title": "Cap", "quantity": 1 }""";

    [Fact]
    public async Task Preview_returns_the_result_of_the_modification_and_writes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await PlaceOrder(client);
        var body = $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 5 }, {{Cap}} ] }""";

        var preview = await client.Post(path + "/modifications/preview", body);
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
        var applied = await client.Post(path + "/modifications", body);

        Assert.Equal((200, 200), (preview.Status, applied.Status));
        Assert.Equal(2, (int)applied["revision"]!);
        Assert.Equal(RemoveMembers(preview.Body!, "quoteToken", "quoteTokenExpiresAt"), RemoveMembers(applied.Body!, "revision"));
        var total = applied["consequences"]["total"]!;
        Assert.Equal((decimal)total["after"]!["amount"]! - (decimal)total["before"]!["amount"]!, (decimal)total["delta"]!);
        Assert.Equal(2, applied["consequences"]["reservations"]!["after"]!.AsArray().Count);
    }

    [Fact]
    public async Task Preview_of_a_rejected_modification_returns_violations_and_the_hypothetical_consequences()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await PlaceOrder(client);

        var preview = await client.Post(
            path + "/modifications/preview", $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 900000 } ] }""");

        Assert.False((bool)preview["accepted"]!);
        Assert.Equal("RT-1", (string)preview["violations"].AsArray().Single()!["rule"]!);
        Assert.Equal(900000, (int)preview["consequences"]["lines"]![0]!["after"]!);
    }

    [Theory]
    [InlineData("""{ "changes": [ { "type": "setQuantiti", "line": "l", "quantity": 1 } ] }""", 400, "did you mean setQuantity?")]
    [InlineData("""{ "changes": [ { "type": "removeLine" } ] }""", 400, "/changes/0/line")]
    [InlineData("""{ "changes": [ { "line": "l" } ] }""", 400, "/changes/0/type")]
    [InlineData("""{ "changes": [] }""", 400, "/changes")]
    [InlineData("""{ "chanches": [] }""", 400, "Did you mean changes?")]
    [InlineData(
        """{ "changes": [ { "type": "removeLine", "line": "l" }, { "type": "setQuantity", "line": "l", "quantity": 2 } ] }""",
        400, "sets the same value as changes[0]")]
    [InlineData("""{ "changes": [ { "type": "setQuantity", "line": "none", "quantity": 1 } ] }""", 422, "/changes/0/line")]
    [InlineData("""{ "changes": [ { "type": "setPreferredTime", "preferredTime": "1999-01-01T00:00:00Z" } ] }""",
        422, "/changes/0/preferredTime")]
    [InlineData("""{ "changes": [ { "type": "setAttributes", "attributes": {} } ], "policy": "strict" }""", 422, "unknown-policy")]
    public async Task Invalid_modification_is_rejected_with_location_and_fix_and_writes_nothing(string body, int status, string text)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await PlaceOrder(client);

        var response = await client.Post(path + "/modifications", body);

        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task Outdated_If_Match_names_the_current_revision_and_a_malformed_If_Match_is_rejected()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await PlaceOrder(client);
        await client.Post(path + "/modifications", $$"""{ "changes": [ {{Cap}} ] }""");
        const string Gift = """{ "changes": [ { "type": "setAttributes", "attributes": { "gift": true } } ] }""";

        var conflict = await client.PostFor("\"1\"", path + "/modifications", Gift);
        var malformed = await client.PostFor("one", path + "/modifications", Gift);
        var current = await client.PostFor("\"2\"", path + "/modifications", Gift);

        Assert.Equal((412, 2, 1), (conflict.Status, (int)conflict["current"]!, (int)conflict["expected"]!));
        Assert.Equal((400, "/If-Match"), (malformed.Status, (string)malformed["errors"][0]!["pointer"]!));
        Assert.Equal((200, 3), (current.Status, (int)current["revision"]!));
    }

    [Fact]
    public async Task Rebase_applies_disjoint_changes_and_reports_conflicts_by_field()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, line) = await PlaceOrder(client);
        await client.Post(
            path + "/modifications", $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 4 } ] }""");

        var disjoint = await client.Post(
            path + "/modifications", $$"""{ "changes": [ {{Cap}} ], "baseRevision": 1, "rebase": true }""");
        var same = await client.Post(
            path + "/modifications",
            $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 9 } ], "baseRevision": 1, "rebase": true }""");

        Assert.Equal((200, 3), (disjoint.Status, (int)disjoint["revision"]!));
        Assert.Equal(409, same.Status);
        var conflict = same["conflicts"].AsArray().Single()!;
        Assert.Equal(
            ($"/lines/{line}/quantity", 2, 4, 9),
            ((string)conflict["path"]!, (int)conflict["base"]!, (int)conflict["current"]!, (int)conflict["requested"]!));
    }

    [Fact]
    public async Task Idempotency_key_applies_a_modification_once_and_rejects_a_different_body()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await PlaceOrder(client);
        var body = $$"""{ "changes": [ {{Cap}} ] }""";

        var first = await client.Post(path + "/modifications", body, "cap-1");
        var second = await client.Post(path + "/modifications", body, "cap-1");
        var other = await client.Post(path + "/modifications", """{ "changes": [ { "type": "setConsumer", "id": "C-1" } ] }""", "cap-1");

        Assert.Equal(RemoveMembers(first.Body!, ""), RemoveMembers(second.Body!, ""));
        Assert.Equal((422, "/problems/idempotency-key-reused"), (other.Status, (string)other["type"]!));
        Assert.Equal(2, (int)(await client.Get(path))["revision"]!);
    }

    private static async Task<(string Path, string Line)> PlaceOrder(FulfillmenttoolsTestClient client)
    {
        var order = await client.Post(
            "/emend/v1/orders",
            """
            {
              "lines": [ { "article": "MUG-E-1207", "title": "Mug", "quantity": 2 } ],
              "consumer": { "addresses": [ { "street": "Damrak", "postalCode": "1012 LG", "city": "Amsterdam", "country": "NL" } ] }
            }
            """);
        Assert.Equal(201, order.Status);
        return ($"/emend/v1/orders/{order["id"]}", (string)order["lines"][0]!["id"]!);
    }

    // Removes the members that only one of the two responses has. The rest is compared literally.
    private static string RemoveMembers(JsonNode result, params string[] members)
    {
        var copy = result.DeepClone().AsObject();
        foreach (var member in members)
        {
            copy.Remove(member);
        }

        return copy.ToJsonString();
    }
}
