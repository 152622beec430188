using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Maintenance;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Idempotency keys: a write with a repeated key is applied once and gets the same response.</summary>
public sealed class IdempotencyTests
{
    private const string Order = """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""";
    private const string Cap = """{ "changes": [ { "type": "addLine", "article": "CAP-R-9082", "quantity": 1 } ], "reason": "upsell" }""";

    [Fact]
    public async Task Repeated_request_returns_the_stored_response_and_is_not_applied_again()
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
    public async Task Key_of_another_request_and_malformed_key_are_rejected()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Post("/emend/v1/orders", Order, "one");
        var path = $"/emend/v1/orders/{order["id"]}/modifications";

        var other = await client.Post(path, Cap, "one");
        var otherBody = await client.Post("/emend/v1/orders", Order.Replace("3", "4", StringComparison.Ordinal), "one");
        var blank = await client.Post(path, Cap, "a b");

        Assert.Equal((422, 422, 400), (other.Status, otherBody.Status, blank.Status));
        Assert.All([other, otherBody], r => Assert.Equal("/problems/idempotency-key-reused", (string)r["type"]!));
        Assert.Contains("Idempotency-Key", blank.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_request_can_be_retried_with_the_same_key()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Post("/emend/v1/orders", Order);
        var path = $"/emend/v1/orders/{order["id"]}/modifications";
        await SetLineItemModification(client, enabled: false);

        var rejected = await client.Post(path, CreateQuantityChange(order, 5), "five");
        await SetLineItemModification(client, enabled: true);

        Assert.Equal(422, rejected.Status);
        Assert.Equal(200, (await client.Post(path, CreateQuantityChange(order, 5), "five")).Status);
    }

    [Fact]
    public async Task Concurrent_requests_on_two_nodes_with_one_key_are_applied_once_with_equal_responses()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var one = await EmendApp.Join(postgreSqlTestDatabase);
        await using var two = await EmendApp.Join(postgreSqlTestDatabase);
        using var client = await one.SignIn();
        using var elsewhere = await two.SignIn();

        var placed = await SendConcurrently(client, elsewhere, "/emend/v1/orders", Order, "place");
        var path = $"/emend/v1/orders/{placed["id"]}";
        await SendConcurrently(client, elsewhere, path + "/modifications", Cap, "cap");

        var after = await client.Get(path);
        Assert.Equal((2, 2), ((int)after["revision"]!, after["lines"].AsArray().Count));
    }

    [Fact]
    public async Task Keys_expire_after_two_days()
    {
        var clock = new OffsetClock();
        await using var app = await EmendApp.Start(clock);
        using var client = await app.SignIn();
        var order = await client.Post("/emend/v1/orders", Order);
        var path = $"/emend/v1/orders/{order["id"]}/modifications";
        await client.Post(path, Cap, "old");
        clock.Offset = TimeSpan.FromHours(47);
        var cleanupWorker = app.Services.GetRequiredService<CleanupWorker>();
        Assert.Equal(0, await cleanupWorker.RunOnce(CancellationToken.None));
        clock.Offset = TimeSpan.FromHours(49);

        Assert.Equal(1, await cleanupWorker.RunOnce(CancellationToken.None));
        Assert.Equal(0, await cleanupWorker.RunOnce(CancellationToken.None));
    }

    private static async Task<ApiResponse> SendConcurrently(
        FulfillmenttoolsTestClient one, FulfillmenttoolsTestClient two, string path, string body, string key)
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? one : two).Post(path, body, key)));
        Assert.Single(responses.Select(a => (a.Status, a.Text)).Distinct());
        return responses[0];
    }

    private static string CreateQuantityChange(ApiResponse order, int quantity) =>
        $$"""{ "changes": [ { "type": "setQuantity", "line": "{{order["lines"][0]!["id"]}}", "quantity": {{quantity}} } ] }""";

    private static async Task SetLineItemModification(FulfillmenttoolsTestClient client, bool enabled)
    {
        var current = await client.Get("/api/configurations/ordermodification");
        var response = await client.Put(
            "/api/configurations/ordermodification",
            $$"""{ "version": {{current["version"]}}, "allowOrderLineItemModification": {{(enabled ? "true" : "false")}} }""");
        Assert.Equal(200, response.Status);
    }

    private sealed class OffsetClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
