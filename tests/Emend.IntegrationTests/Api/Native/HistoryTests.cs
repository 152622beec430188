using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

public sealed class HistoryTests
{
    [Fact]
    public async Task History_returns_actor_comment_and_field_differences_and_past_revisions_are_readable()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await PlaceAndModifyOrder(client, "two are enough");

        var entry = (await client.Get(path + "/modifications"))["entries"].AsArray().Single()!;
        var past = await client.Get(path + "?revision=1");
        var diff = await client.Get(path + "/diff?from=1");

        Assert.Equal(("Aart Agent", "two are enough"), ((string)entry["actor"]!["name"]!, (string)entry["comment"]!));
        var quantity = entry["differences"]!.AsArray().Single(d => (string)d!["path"]! == $"/lines/{line}/quantity")!;
        Assert.Equal((3, 2), ((int)quantity["before"]!, (int)quantity["after"]!));
        Assert.Equal((1, 3), ((int)past["revision"]!, (int)past["lines"][0]!["quantity"]!));
        Assert.Contains(diff["differences"].AsArray(), d => (string)d!["path"]! == $"/lines/{line}/quantity");
    }

    [Fact]
    public async Task Single_history_entry_includes_the_decision_record_and_the_routing_run()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, _) = await PlaceAndModifyOrder(client, "two are enough");

        var entry = await client.Get(path + "/modifications/2");
        var placed = await client.Get(path + "/modifications/1");

        Assert.Equal("customerRequest", (string)entry["reason"]!);
        var record = entry["decisionRecord"];
        Assert.Contains("EL-4", record["rules"]!.AsArray().Select(r => (string)r!));
        Assert.True((bool)record["settings"]!["allowLineItemModification"]!);
        Assert.Contains("ORDER_WRITE", record["permissions"]!.AsArray().Select(p => (string)p!));
        Assert.Equal("reject", (string)record["ifUnroutable"]!);
        Assert.Single(entry["routing"]["best"]!.AsArray(), c => (bool)c!["chosen"]!);
        Assert.Null(placed.Body!["decisionRecord"]);
        Assert.NotNull(placed.Body!["routing"]);
    }

    [Fact]
    public async Task Order_at_the_time_of_a_history_entry_has_the_revision_of_that_entry()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        for (var i = 0; i < 5; i++)
        {
            var (path, _) = await PlaceAndModifyOrder(client, "x");
            var entries = (await client.Get(path + "/modifications?includeFulfillment=true"))["entries"].AsArray();
            foreach (var entry in entries)
            {
                Assert.Equal((int)entry!["revision"]!, (int)(await client.Get($"{path}?at={entry["occurredAt"]}"))["revision"]!);
            }
        }
    }

    [Fact]
    public async Task Modification_is_undone_and_the_undo_is_undone()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await PlaceAndModifyOrder(client, "not meant");

        var preview = await client.Post(path + "/modifications/2/undo/preview", "{}");
        var undone = await client.Post(path + "/modifications/2/undo", """{ "comment": "back" }""");
        var after = (int)(await client.Get(path))["lines"][0]!["quantity"]!;
        var redone = await client.Post(path + "/modifications/3/undo", "{}");

        Assert.True((bool)preview["accepted"]!);
        Assert.Equal((200, 3, 3), (undone.Status, (int)undone["revision"]!, after));
        Assert.Equal((200, 4), (redone.Status, (int)redone["revision"]!));
        Assert.Equal(2, (int)(await client.Get(path))["lines"][0]!["quantity"]!);
        var history = (await client.Get(path + "/modifications"))["entries"].AsArray();
        Assert.Equal(3, (int)history[0]!["undoes"]!);
        Assert.Equal(3, (int)history[2]!["undoneBy"]![0]!);
    }

    [Theory]
    [InlineData("/modifications/1/undo", "{}", 422, "nothing-to-undo")]
    [InlineData("/modifications/9/undo", "{}", 422, "nothing-to-undo")]
    [InlineData("/modifications/2/undo", """{ "hole": true }""", 400, "invalid-request")]
    [InlineData("?revision=7", null, 404, "revision-not-found")]
    [InlineData("?at=1999-01-01T00:00:00Z", null, 404, "before-order-creation")]
    [InlineData("?at=yesterday", null, 400, "invalid-request")]
    [InlineData("?revision=1&at=2026-01-01T00:00:00Z", null, 400, "invalid-request")]
    [InlineData("/diff", null, 400, "invalid-request")]
    [InlineData("/modifications/9", null, 404, "not-found")]
    [InlineData("/modifications?size=0", null, 400, "invalid-request")]
    public async Task Invalid_request_returns_a_problem_type(string suffix, string? body, int status, string code)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await PlaceAndModifyOrder(client, "x");

        var response = body is null ? await client.Get(path + suffix) : await client.Post(path + suffix, body);

        Assert.Equal((status, "/problems/" + code), (response.Status, (string)response["type"]!));
    }

    private static async Task<(string Path, string Line)> PlaceAndModifyOrder(FulfillmenttoolsTestClient client, string comment)
    {
        var order = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""");
        var (path, line) = ($"/emend/v1/orders/{order["id"]}", (string)order["lines"][0]!["id"]!);
        var modified = await client.Post(
            path + "/modifications",
            $$"""
            {
              "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 2 } ],
              "reason": "customerRequest",
              "comment": "{{comment}}"
            }
            """);
        Assert.Equal(200, modified.Status);
        return (path, line);
    }
}
