using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>A write that is sent twice under one key is done once, and answered alike.</summary>
public sealed class IdempotencyTests
{
    private const string Order = """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""";
    private const string Cap = """{ "changes": [ { "type": "addLine", "article": "CAP-R-9082", "quantity": 1 } ], "reason": "upsell" }""";

    [Fact]
    public async Task Sent_again_it_is_answered_word_for_word_whatever_happened_since_and_not_done_again()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        var order = await client.Post("/emend/v1/orders", Order, "place-1");
        var path = $"/emend/v1/orders/{order["id"]}/modifications";
        var applied = await client.Post(path, Cap, "cap-1");
        var undone = await client.Post(path + "/2/undo", "{}", "undo-1");

        Assert.Equal(order.Text, (await client.Post("/emend/v1/orders", Order, "place-1")).Text);
        Assert.Equal(applied.Text, (await client.Post(path, Cap, "cap-1")).Text);
        Assert.Equal(undone.Text, (await client.Post(path + "/2/undo", "{}", "undo-1")).Text);
        Assert.Equal(3, (int)(await client.Get($"/emend/v1/orders/{order["id"]}"))["revision"]!);
    }

    [Fact]
    public async Task The_key_of_another_request_and_what_is_no_key_are_refused()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Post("/emend/v1/orders", Order, "one");
        var path = $"/emend/v1/orders/{order["id"]}/modifications";

        var other = await client.Post(path, Cap, "one");
        var otherBody = await client.Post("/emend/v1/orders", Order.Replace("3", "4", StringComparison.Ordinal), "one");
        var blank = await client.Post(path, Cap, "a b");

        Assert.Equal((422, 422, 400), (other.Status, otherBody.Status, blank.Status));
        Assert.Equal(("/problems/key-reused", "/problems/key-reused"), ((string)other["type"]!, (string)otherBody["type"]!));
        Assert.Contains("Idempotency-Key", blank.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_under_a_key_may_be_tried_again_under_it()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Post("/emend/v1/orders", Order);
        var path = $"/emend/v1/orders/{order["id"]}/modifications";
        await Switch(client, on: false);

        var refused = await client.Post(path, Line(order, 5), "five");
        await Switch(client, on: true);

        Assert.Equal(422, refused.Status);
        Assert.Equal(200, (await client.Post(path, Line(order, 5), "five")).Status);
    }

    [Fact]
    public async Task In_flight_on_two_nodes_under_one_key_it_is_done_once_and_all_get_the_same_answer()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var one = await EmendApp.Join(postgreSqlTestDatabase);
        await using var two = await EmendApp.Join(postgreSqlTestDatabase);
        using var client = await one.SignIn();
        using var elsewhere = await two.SignIn();

        var placed = await AllAtOnce(client, elsewhere, "/emend/v1/orders", Order, "place");
        var path = $"/emend/v1/orders/{placed["id"]}";
        await AllAtOnce(client, elsewhere, path + "/modifications", Cap, "cap");

        var after = await client.Get(path);
        Assert.Equal((2, 2), ((int)after["revision"]!, after["lines"].AsArray().Count));
    }

    [Fact]
    public async Task Keys_are_known_for_two_days_and_then_removed()
    {
        var clock = new LateClock();
        await using var app = await EmendApp.Start(clock);
        using var client = await app.SignIn();
        var order = await client.Post("/emend/v1/orders", Order);
        var path = $"/emend/v1/orders/{order["id"]}/modifications";
        await client.Post(path, Cap, "old");
        clock.Late = TimeSpan.FromHours(47);
        var cleanupWorker = (Emend.Server.Maintenance.CleanupWorker)app.Services.GetService(typeof(Emend.Server.Maintenance.CleanupWorker))!;
        Assert.Equal(0, await cleanupWorker.Sweep(CancellationToken.None));
        clock.Late = TimeSpan.FromHours(49);

        Assert.Equal(1, await cleanupWorker.Sweep(CancellationToken.None));
        Assert.Equal(0, await cleanupWorker.Sweep(CancellationToken.None));
    }

    private static async Task<ApiResponse> AllAtOnce(FulfillmenttoolsTestClient one, FulfillmenttoolsTestClient two, string path, string body, string key)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? one : two).Post(path, body, key)));
        Assert.Single(answers.Select(a => (a.Status, a.Text)).Distinct());
        return answers[0];
    }

    private static string Line(ApiResponse order, int quantity) =>
        $$"""{ "changes": [ { "type": "setQuantity", "line": "{{order["lines"][0]!["id"]}}", "quantity": {{quantity}} } ] }""";

    private static async Task Switch(FulfillmenttoolsTestClient client, bool on)
    {
        var now = await client.Get("/api/configurations/ordermodification");
        var answer = await client.Put(
            "/api/configurations/ordermodification",
            $$"""{ "version": {{now["version"]}}, "allowOrderLineItemModification": {{(on ? "true" : "false")}} }""");
        Assert.Equal(200, answer.Status);
    }

    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
    }
}
