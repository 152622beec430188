using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

public sealed class ModificationTests
{
    private const string Cap = """{ "type": "addLine", "article": "CAP-R-9082", "title": "Cap", "quantity": 1 }""";

    [Fact]
    public async Task A_preview_tells_word_for_word_what_is_then_done_and_writes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await Placed(client);
        var body = $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 5 }, {{Cap}} ] }""";

        var preview = await client.Post(path + "/modifications/preview", body);
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
        var applied = await client.Post(path + "/modifications", body);

        Assert.Equal((200, 200), (preview.Status, applied.Status));
        Assert.Equal(2, (int)applied["revision"]!);
        Assert.Equal(Without(preview.Body!, "token", "tokenExpires"), Without(applied.Body!, "revision"));
        var money = applied["consequences"]["money"]!;
        Assert.Equal((decimal)money["after"]!["amount"]! - (decimal)money["before"]!["amount"]!, (decimal)money["delta"]!);
        Assert.Equal(2, applied["consequences"]["reservations"]!["after"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_preview_of_what_is_refused_tells_the_rows_and_what_would_be_if_they_held()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await Placed(client);

        var preview = await client.Post(
            path + "/modifications/preview", $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 900000 } ] }""");

        Assert.False((bool)preview["accepted"]!);
        Assert.Equal("RT-1", (string)preview["refusals"].AsArray().Single()!["row"]!);
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
        400, "speaks of the same as changes[0]")]
    [InlineData("""{ "changes": [ { "type": "setQuantity", "line": "none", "quantity": 1 } ] }""", 422, "/changes/0/line")]
    [InlineData("""{ "changes": [ { "type": "setPreferredTime", "to": "1999-01-01T00:00:00Z" } ] }""", 422, "/changes/0/to")]
    [InlineData("""{ "changes": [ { "type": "setAttributes", "attributes": {} } ], "policy": "strict" }""", 422, "unknown-policy")]
    public async Task What_cannot_be_done_says_where_and_what_would_be_right_and_writes_nothing(string body, int status, string text)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await Placed(client);

        var answer = await client.Post(path + "/modifications", body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(text, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task A_stale_or_malformed_If_Match_is_told_with_the_revision_now()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await Placed(client);
        await client.Post(path + "/modifications", $$"""{ "changes": [ {{Cap}} ] }""");
        const string Gift = """{ "changes": [ { "type": "setAttributes", "attributes": { "gift": true } } ] }""";

        var stale = await client.PostFor("\"1\"", path + "/modifications", Gift);
        var malformed = await client.PostFor("one", path + "/modifications", Gift);
        var good = await client.PostFor("\"2\"", path + "/modifications", Gift);

        Assert.Equal((412, 2, 1), (stale.Status, (int)stale["current"]!, (int)stale["named"]!));
        Assert.Equal((400, "/If-Match"), (malformed.Status, (string)malformed["errors"][0]!["pointer"]!));
        Assert.Equal((200, 3), (good.Status, (int)good["revision"]!));
    }

    [Fact]
    public async Task Rebase_does_what_nobody_else_touched_and_tells_the_rest_field_by_field()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, line) = await Placed(client);
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
            ((string)conflict["path"]!, (int)conflict["then"]!, (int)conflict["now"]!, (int)conflict["wanted"]!));
    }

    [Fact]
    public async Task The_same_key_does_it_once_and_answers_as_before_and_with_another_body_it_is_refused()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await Placed(client);
        var body = $$"""{ "changes": [ {{Cap}} ] }""";

        var first = await client.Post(path + "/modifications", body, "cap-1");
        var second = await client.Post(path + "/modifications", body, "cap-1");
        var other = await client.Post(path + "/modifications", """{ "changes": [ { "type": "setConsumer", "id": "C-1" } ] }""", "cap-1");

        Assert.Equal(Without(first.Body!, ""), Without(second.Body!, ""));
        Assert.Equal((422, "/problems/key-reused"), (other.Status, (string)other["type"]!));
        Assert.Equal(2, (int)(await client.Get(path))["revision"]!);
    }

    private static async Task<(string Path, string Line)> Placed(FulfillmenttoolsTestClient client)
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

    // Ids of what only apply makes are not compared; everything else is, word for word.
    private static string Without(JsonNode outcome, params string[] members)
    {
        var copy = outcome.DeepClone().AsObject();
        foreach (var member in members)
            copy.Remove(member);
        return copy.ToJsonString();
    }
}
