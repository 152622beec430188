using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>The cancelation of several orders is forced, each by itself.</summary>
public sealed class BulkForceCancelTests : IAsyncLifetime
{
    private const string Path = "/api/orders/actions";

    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start();
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Each_order_is_cancelled_or_says_why_not()
    {
        var (one, two) = (await client.Place(("MUG-E-1207", 1)), await client.Place(("MUG-E-1207", 2)));
        var reason = await client.Post(
            "/api/cancelationreasons", """{ "reason": "Too late", "reasonLocalized": { "en_US": "Too late" } }""");

        var answer = await client.Post(Path, Body(
            $$"""{ "orderId": "{{one["id"]}}", "version": 1, "cancelationReasonId": "{{reason["id"]}}" }""",
            Of((string)two["id"]!, 9), Of("none", 1), Of((string)one["id"]!, 2)));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(["UPDATED", "FAILED", "FAILED", "UNCHANGED"], answer.Body!.AsArray().Select(r => (string)r!["status"]!));
        Assert.Equal("CANCELLED", (string)(await client.Get($"/api/orders/{one["id"]}"))["status"]!);
        Assert.Contains("version 1", (string)answer.Body[1]!["summary"]!, StringComparison.Ordinal);
        Assert.Equal("OPEN", (string)(await client.Get($"/api/orders/{two["id"]}"))["status"]!);
    }

    [Fact]
    public async Task More_than_15_orders_none_and_unknown_reasons_are_told_and_nothing_is_done()
    {
        var order = await client.Place(("MUG-E-1207", 1));
        var one = Of((string)order["id"]!, 1);
        var unknown = one.Replace("}", """, "cancelationReasonId": "none" }""", StringComparison.Ordinal);

        var many = await client.Post(Path, Body([one, .. Enumerable.Range(0, 15).Select(i => Of($"o{i}", 1))]));
        var none = await client.Post(Path, Body());
        var reason = await client.Post(Path, Body(one, unknown));
        var name = await client.Post(Path, Body(one).Replace("BULK_FORCE_CANCEL", "BULK_CANCEL", StringComparison.Ordinal));

        Assert.Equal((400, 400, 400, 400), (many.Status, none.Status, reason.Status, name.Status));
        Assert.Contains("orders has 16 entries", many.Problems, StringComparison.Ordinal);
        Assert.Contains("orders[1].cancelationReasonId", reason.Problems, StringComparison.Ordinal);
        Assert.Equal("OPEN", (string)(await client.Get($"/api/orders/{order["id"]}"))["status"]!);
    }

    private static string Of(string order, int version) => $$"""{ "orderId": "{{order}}", "version": {{version}} }""";

    private static string Body(params IEnumerable<string> orders) =>
        $$"""{ "name": "BULK_FORCE_CANCEL", "orders": [{{string.Join(',', orders)}}] }""";
}
