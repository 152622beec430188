using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

public sealed class HistoryTests
{
    [Fact]
    public async Task What_was_done_is_told_with_who_why_and_each_field_and_the_order_as_it_was_can_be_read()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await Modified(client, "two are enough");

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
    public async Task Read_alone_it_tells_the_rows_that_were_looked_at_the_facts_and_how_it_was_routed()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, _) = await Modified(client, "two are enough");

        var entry = await client.Get(path + "/modifications/2");
        var placed = await client.Get(path + "/modifications/1");

        Assert.Equal("customerRequest", (string)entry["reason"]!);
        var ground = entry["decidedOn"];
        Assert.Contains("EL-4", ground["rows"]!.AsArray().Select(r => (string)r!));
        Assert.True((bool)ground["settings"]!["allowLineItemModification"]!);
        Assert.Contains("ORDER_WRITE", ground["permissions"]!.AsArray().Select(p => (string)p!));
        Assert.Equal("refuse", (string)ground["ifUnroutable"]!);
        Assert.Single(entry["routing"]["best"]!.AsArray(), c => (bool)c!["chosen"]!);
        Assert.Null(placed.Body!["decidedOn"]);
        Assert.NotNull(placed.Body!["routing"]);
    }

    [Fact]
    public async Task At_a_moment_that_was_told_the_order_is_as_it_was_told()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        for (var i = 0; i < 5; i++)
        {
            var (path, _) = await Modified(client, "x");
            var entries = (await client.Get(path + "/modifications?all=true"))["entries"].AsArray();
            foreach (var entry in entries)
                Assert.Equal((int)entry!["revision"]!, (int)(await client.Get($"{path}?at={entry["at"]}"))["revision"]!);
        }
    }

    [Fact]
    public async Task A_modification_is_taken_back_and_so_is_that()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await Modified(client, "not meant");

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
    [InlineData("/modifications/2/undo", """{ "hole": true }""", 400, "malformed")]
    [InlineData("?revision=7", null, 404, "no-such-revision")]
    [InlineData("?at=1999-01-01T00:00:00Z", null, 404, "before-it-existed")]
    [InlineData("?at=yesterday", null, 400, "malformed")]
    [InlineData("?revision=1&at=2026-01-01T00:00:00Z", null, 400, "malformed")]
    [InlineData("/diff", null, 400, "malformed")]
    [InlineData("/modifications/9", null, 404, "not-found")]
    [InlineData("/modifications?size=0", null, 400, "malformed")]
    public async Task What_there_is_not_is_a_problem_with_a_type(string rest, string? body, int status, string code)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await Modified(client, "x");

        var answer = body is null ? await client.Get(path + rest) : await client.Post(path + rest, body);

        Assert.Equal((status, "/problems/" + code), (answer.Status, (string)answer["type"]!));
    }

    private static async Task<(string Path, string Line)> Modified(FulfillmenttoolsTestClient client, string comment)
    {
        var order = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""");
        var (path, line) = ($"/emend/v1/orders/{order["id"]}", (string)order["lines"][0]!["id"]!);
        var done = await client.Post(
            path + "/modifications",
            $$"""
            {
              "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 2 } ],
              "reason": "customerRequest",
              "comment": "{{comment}}"
            }
            """);
        Assert.Equal(200, done.Status);
        return (path, line);
    }
}
