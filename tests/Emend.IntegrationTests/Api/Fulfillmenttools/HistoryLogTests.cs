using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Core.Tests;
using Emend.IntegrationTests.Api.Native;
using Emend.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>The history log of a process.</summary>
public sealed class HistoryLogTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task It_contains_each_modification_with_its_changes()
    {
        var (order, path) = await PlaceAndModify();
        var logs = (await Admin.Get($"{path}?orderBy=TIMESTAMP_ASC"))["historyLogs"].AsArray();

        Assert.Equal(
            [
                "ORDER_CREATED", "OPERATIVE_TASK_CREATED", "ORDER_ITEM_AMOUNT_CHANGED", "ORDER_MODIFICATION_REROUTE",
                "OPERATIVE_TASK_CREATED", "CONSUMER_ADDRESS_CHANGED", "ORDER_CANCELLED", "PICKING_CANCELLED",
            ],
            logs.Select(GetEventType));
        var (more, moved, ended) = (logs[2]!, logs[5]!, logs[6]!);
        Assert.Equal(("ORDER_MODIFICATION", (string)order["id"]!), ((string?)more["domain"], (string?)more["domainRef"]));
        Assert.Equal(
            """{"articles":[{"title":"TSHIRT-W-2468","previousQuantity":2,"newQuantity":3}],"reason":"one for a friend"}""",
            more["payload"]!.ToJsonString());
        Assert.Equal("""["street","houseNumber"]""", moved["payload"]!["changes"]![0]!["changedFields"]!.ToJsonString());
        Assert.DoesNotContain("Herengracht", moved.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Ordered twice", (string?)ended["payload"]!["cancelationReason"]!["reason"]);
        Assert.All(logs, log => Assert.Null(log!["user"]));
    }

    [Fact]
    public async Task It_contains_unlocking_and_promise_confirmation()
    {
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("O");
        Assert.Equal(
            ["LOCKED_ORDER_CREATED", "ORDER_UNLOCKED", "OPERATIVE_TASK_CREATED"],
            await GetEventTypesAfterAction("\"status\":\"locked\"", "unlock-order"));
        Assert.Equal(
            ["DELIVERY_PROMISE_CREATED", "ORDER_CREATED_FROM_PROMISE", "OPERATIVE_TASK_CREATED"],
            await GetEventTypesAfterAction($"\"status\":\"promised\",\"promisedUntil\":\"{until}\"", "confirm-promise"));
    }

    [Fact]
    public async Task It_contains_pick_jobs_that_a_modification_amends_or_ends()
    {
        await using var app = await EmendApp.Start(services =>
            services.AddSingleton(new PolicyRegistry([.. PolicyRegistry.BuiltIn.All, SecondPolicy.Policy])));
        using var client = await app.SignIn();
        await client.AssignPolicies("""{ "apis": { "native": "second" } }""");
        var order = await client.PlaceOrderAndStartPicking();
        var raise = $$"""{ "changes": [{ "type": "setQuantity", "line": "{{order.Line}}", "quantity": 4 }] }""";

        var raised = await client.Post($"/emend/v1/orders/{order.Id}/modifications", raise);

        Assert.True(raised.Status == 200, raised.Text);
        var process = (string)(await client.Get($"/api/orders/{order.Id}"))["processId"]!;
        var logs = (await client.Get($"/api/processes/{process}/historylogs?orderBy=TIMESTAMP_ASC"))["historyLogs"].AsArray();
        Assert.Equal(
            [
                "ORDER_CREATED", "OPERATIVE_TASK_CREATED", "PICKING_IN_PROGRESS", "ORDER_ITEM_AMOUNT_CHANGED", "ORDER_MODIFICATION_REROUTE",
            ],
            logs.Select(GetEventType));

        var open = await client.Place(("MUG-E-1207", 2));
        var line = (string)open["orderLineItems"]![0]!["id"]!;
        var replace = $$"""
            { "changes": [{ "type": "removeLine", "line": "{{line}}" }, { "type": "addLine", "article": "CAP-R-9082", "quantity": 1 }] }
            """;
        var replaced = await client.Post($"/emend/v1/orders/{open["id"]}/modifications", replace);
        Assert.True(replaced.Status == 200, replaced.Text);
        var ended = (await client.Get($"/api/processes/{open["processId"]}/historylogs?orderBy=TIMESTAMP_ASC"))["historyLogs"].AsArray();
        Assert.Equal(1, ended.Count(log => GetEventType(log) == "ORDER_MODIFICATION_REROUTE"));
        Assert.Equal(1, ended.Count(log => GetEventType(log) == "PICKING_CANCELLED"));
    }

    [Fact]
    public async Task The_user_is_absent_if_the_tenant_anonymizes_actors()
    {
        var (_, path) = await PlaceAndModify();
        Assert.Equal(0, (int)(await Admin.Get($"{path}?username=Demo%20Admin"))["total"]!);
        await Admin.Put("/api/configurations/gdpr", """{"version":0,"retentionTime":30,"actorAnonymization":false}""");

        var logs = (await Admin.Get(path))["historyLogs"].AsArray();
        var names = logs.Select(log => (string)log!["user"]!["username"]!).Distinct().ToList();
        Assert.Equal(logs.Count, (int)(await Admin.Get($"{path}?username={Uri.EscapeDataString(names.Single())}"))["total"]!);
    }

    [Fact]
    public async Task Pages_join_to_the_whole_log_in_every_sort_order()
    {
        var (_, path) = await PlaceAndModify();
        foreach (var order in (string[])["TIMESTAMP_DESC", "TIMESTAMP_ASC", "TYPE_ASC", "FACILITY_NAME_DESC"])
        {
            var whole = GetIds(await Admin.Get($"{path}?orderBy={order}"));
            var (joined, after) = (new List<string>(), "");
            for (List<string> page; (page = GetIds(await Admin.Get($"{path}?orderBy={order}&size=3{after}"))).Count > 0;)
            {
                joined.AddRange(page);
                after = $"&startAfterId={page[^1]}";
            }
            Assert.Equal(whole, joined);
            Assert.Equal(whole.Count, whole.Distinct().Count());
        }
        Assert.Equal(2, (int)(await Admin.Get($"{path}?type=OPERATIVE_TASK_CREATED"))["total"]!);
    }

    [Theory]
    [InlineData("orderBy=NEWEST", "orderBy")]
    [InlineData("size=0", "size")]
    [InlineData("filterConsecutiveDuplicates=maybe", "filterConsecutiveDuplicates")]
    [InlineData("usernme=x", "Did you mean username?")]
    public async Task Invalid_query_parameters_are_named_in_the_error(string query, string named)
    {
        var (_, path) = await PlaceAndModify();
        var answer = await Admin.Get($"{path}?{query}");
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Text, StringComparison.Ordinal);
    }

    private async Task<(JsonNode Order, string Path)> PlaceAndModify()
    {
        var order = await Admin.Place(("TSHIRT-W-2468", 2));
        var line = order["orderLineItems"]![0]!["id"];
        await AssertSuccess(Admin.Patch($"/api/orders/{order["id"]}", $$"""
            {"version":1,"comment":"one for a friend","orderLineItems":[{"id":"{{line}}","quantity":3}]}
            """));
        await AssertSuccess(Admin.Patch($"/api/orders/{order["id"]}", """
            {"version":2,"consumer":{"addresses":[{"firstName":"Sanne","lastName":"de Vries","street":"Herengracht","houseNumber":"1",
              "postalCode":"1016 GV","city":"Amsterdam","country":"NL"}] } }
            """));
        var reason = (await Admin.Get("/api/cancelationreasons?size=1"))["reasons"][0]!["id"];
        await AssertSuccess(Admin.Post(
            $"/api/orders/{order["id"]}/actions", $$"""{"name":"CANCEL","version":3,"cancelationReasonId":"{{reason}}"}"""));
        return (order, $"/api/processes/{order["processId"]}/historylogs");
    }

    private async Task<IEnumerable<string>> GetEventTypesAfterAction(string members, string action)
    {
        var order = await Admin.Post("/emend/v1/orders", $$"""{ {{members}}, "lines":[{"article":"MUG-E-1207","quantity":1}]}""");
        Assert.True((await Admin.Post($"/emend/v1/orders/{order["id"]}/actions/{action}", "{}")).Status == 200);
        var process = (await Admin.Get($"/api/orders/{order["id"]}"))["processId"];
        return (
            await Admin.Get($"/api/processes/{process}/historylogs?orderBy=TIMESTAMP_ASC"))["historyLogs"].AsArray().Select(GetEventType);
    }

    private static async Task AssertSuccess(Task<ApiResponse> request)
    {
        var answer = await request;
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static List<string> GetIds(ApiResponse page) => [.. page["historyLogs"].AsArray().Select(log => (string)log!["id"]!)];

    private static string GetEventType(JsonNode? log) => (string)log!["eventType"]!;
}
