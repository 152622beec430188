using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>The policy flexible, assigned to the native API.</summary>
public sealed class FlexiblePolicyEndpointTests
{
    [Fact]
    public async Task A_tenant_assigns_it_to_the_native_API_and_the_other_API_keeps_the_rules_of_the_vendor()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var assigned = await client.Put("/emend/v1/policies/assignments", """{"apis":{"native":"flexible"}}""");
        Assert.True(assigned.Status == 200, assigned.Text);
        var order = await PlaceInTwoDeliveries(client);
        await HandOverFirst(client, order);
        var line = (string)order["orderLineItems"]![1]!["id"]!;
        var lower = $$"""{"changes":[{"type":"setQuantity","line":"{{line}}","quantity":1}]}""";

        var vendor = await client.Patch(
            $"/api/orders/{order["id"]}",
            $$"""
            {"version":{{(await client.Get($"/api/orders/{order["id"]}"))["version"]}},
             "orderLineItems":[{"id":"{{line}}","quantity":1}]}
            """);
        var native = await client.Post($"/emend/v1/orders/{order["id"]}/modifications", lower);

        Assert.Contains("EL-4", vendor.Problems, StringComparison.Ordinal);
        Assert.True(native.Status == 200, native.Text);
        Assert.Equal("flexible", (string)native["policy"]!);
        var handover = (await client.Get($"/api/handoverjobs?tenantOrderId={order["tenantOrderId"]}"))["handoverjobs"]![0]!;
        Assert.Equal("HANDED_OVER", (string)handover["status"]!);
    }

    private static async Task<JsonNode> PlaceInTwoDeliveries(FulfillmenttoolsTestClient client)
    {
        var facilities = (await client.Get("/api/facilities?size=50"))["facilities"]!.AsArray()
            .Where(f => (string?)f!["status"] == "ONLINE").Take(2).Select(f => (string)f!["id"]!).ToArray();
        await client.Put("/api/stocks", $$"""
            {"stocks":[{"facilityRef":"{{facilities[0]}}","tenantArticleId":"PART-A","value":5},
                       {"facilityRef":"{{facilities[1]}}","tenantArticleId":"PART-B","value":5}]}
            """);
        var order = await client.Post("/api/orders", FulfillmenttoolsTestClient.Order(("PART-A", 2), ("PART-B", 2)).Replace(
            "\"orderDate\"", "\"tenantOrderId\": \"HALF-1\", \"orderDate\"", StringComparison.Ordinal));
        Assert.True(order.Status == 200, order.Text);
        return order.Body!;
    }

    private static async Task HandOverFirst(FulfillmenttoolsTestClient client, JsonNode order)
    {
        var line = (string)order["orderLineItems"]![0]!["id"]!;
        var jobs = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"]!.AsArray();
        Assert.Equal(2, jobs.Count);
        foreach (var job in jobs)
        {
            var full = await client.Get($"/api/pickjobs/{job!["id"]}");
            if (!full.Text.Contains("PART-A", StringComparison.Ordinal))
            {
                continue;
            }

            var actions = $"/api/pickjobs/{job["id"]}/actions";
            await client.Post(actions, """{"name":"START","version":1}""");
            await client.Post(actions, $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":2}]}""");
            await client.Post(actions, """{"name":"CLOSE","version":3}""");
        }

        var handover = (await client.Get($"/api/handoverjobs?tenantOrderId={order["tenantOrderId"]}"))["handoverjobs"]![0]!;
        var done = await client.Post($"/api/handoverjobs/{handover["id"]}/actions", """{"name":"FINISH_HANDOVER_JOB","version":1}""");
        Assert.True(done.Status == 200, done.Text);
    }
}
