using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Forced cancellation of several orders with one request.</summary>
public sealed class BulkForceCancelTests : IAsyncLifetime
{
    private const string Path = "/api/orders/actions";

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Each_order_is_canceled_or_reports_the_reason()
    {
        var (one, two) = (await _client.Place(("MUG-E-1207", 1)), await _client.Place(("MUG-E-1207", 2)));
        var reason = await _client.Post(
            "/api/cancelationreasons", """{ "reason": "Too late", "reasonLocalized": { "en_US": "Too late" } }""");

        var answer = await _client.Post(Path, CreateBody(
            $$"""{ "orderId": "{{one["id"]}}", "version": 1, "cancelationReasonId": "{{reason["id"]}}" }""",
            CreateEntry((string)two["id"]!, 9), CreateEntry("none", 1), CreateEntry((string)one["id"]!, 2)));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(["UPDATED", "FAILED", "FAILED", "UNCHANGED"], answer.Body!.AsArray().Select(r => (string)r!["status"]!));
        Assert.Equal("CANCELLED", (string)(await _client.Get($"/api/orders/{one["id"]}"))["status"]!);
        Assert.Contains("version 1", (string)answer.Body[1]!["summary"]!, StringComparison.Ordinal);
        Assert.Equal("OPEN", (string)(await _client.Get($"/api/orders/{two["id"]}"))["status"]!);
    }

    [Fact]
    public async Task More_than_15_orders_no_orders_and_unknown_reasons_are_rejected()
    {
        var order = await _client.Place(("MUG-E-1207", 1));
        var one = CreateEntry((string)order["id"]!, 1);
        var unknown = one.Replace("}", """, "cancelationReasonId": "none" }""", StringComparison.Ordinal);

        var many = await _client.Post(Path, CreateBody([one, .. Enumerable.Range(0, 15).Select(i => CreateEntry($"o{i}", 1))]));
        var none = await _client.Post(Path, CreateBody());
        var reason = await _client.Post(Path, CreateBody(one, unknown));
        var name = await _client.Post(Path, CreateBody(one).Replace("BULK_FORCE_CANCEL", "BULK_CANCEL", StringComparison.Ordinal));

        Assert.Equal((400, 400, 400, 400), (many.Status, none.Status, reason.Status, name.Status));
        Assert.Contains("orders has 16 entries", many.Problems, StringComparison.Ordinal);
        Assert.Contains("orders[1].cancelationReasonId", reason.Problems, StringComparison.Ordinal);
        Assert.Equal("OPEN", (string)(await _client.Get($"/api/orders/{order["id"]}"))["status"]!);
    }

    private static string CreateEntry(string order, int version) => $$"""{ "orderId": "{{order}}", "version": {{version}} }""";

    private static string CreateBody(params IEnumerable<string> orders) =>
        $$"""{ "name": "BULK_FORCE_CANCEL", "orders": [{{string.Join(',', orders)}}] }""";
}
