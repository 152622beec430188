using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>What the history log of a process tells, and to whom.</summary>
public sealed class HistoryLogTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task It_tells_each_modification_with_what_it_changed()
    {
        var (order, path) = await Modified();
        var logs = (await Admin.Get($"{path}?orderBy=TIMESTAMP_ASC"))["historyLogs"].AsArray();

        Assert.Equal(
            [
                "ORDER_CREATED", "OPERATIVE_TASK_CREATED", "ORDER_ITEM_AMOUNT_CHANGED", "ORDER_MODIFICATION_REROUTE",
                "OPERATIVE_TASK_CREATED", "CONSUMER_ADDRESS_CHANGED", "ORDER_CANCELLED", "PICKING_CANCELLED",
            ],
            logs.Select(Type));
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
    public async Task A_locked_and_a_promised_order_tell_how_they_went_on()
    {
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("O");
        Assert.Equal(
            ["LOCKED_ORDER_CREATED", "ORDER_UNLOCKED", "OPERATIVE_TASK_CREATED"],
            await Held("\"status\":\"locked\"", "unlock-order"));
        Assert.Equal(
            ["DELIVERY_PROMISE_CREATED", "ORDER_CREATED_FROM_PROMISE", "OPERATIVE_TASK_CREATED"],
            await Held($"\"status\":\"promised\",\"promisedUntil\":\"{until}\"", "confirm-promise"));
    }

    [Fact]
    public async Task Who_did_it_is_told_only_where_the_tenant_lets_it_be_told()
    {
        var (_, path) = await Modified();
        Assert.Equal(0, (int)(await Admin.Get($"{path}?username=Demo%20Admin"))["total"]!);
        await Admin.Put("/api/configurations/gdpr", """{"version":0,"retentionTime":30,"actorAnonymization":false}""");

        var logs = (await Admin.Get(path))["historyLogs"].AsArray();
        var names = logs.Select(log => (string)log!["user"]!["username"]!).Distinct().ToList();
        Assert.Equal(logs.Count, (int)(await Admin.Get($"{path}?username={Uri.EscapeDataString(names.Single())}"))["total"]!);
    }

    [Fact]
    public async Task Its_pages_join_to_the_whole_in_every_order()
    {
        var (_, path) = await Modified();
        foreach (var order in (string[])["TIMESTAMP_DESC", "TIMESTAMP_ASC", "TYPE_ASC", "FACILITY_NAME_DESC"])
        {
            var whole = Ids(await Admin.Get($"{path}?orderBy={order}"));
            var (joined, after) = (new List<string>(), "");
            for (List<string> page; (page = Ids(await Admin.Get($"{path}?orderBy={order}&size=3{after}"))).Count > 0;)
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
    public async Task What_is_wrong_with_the_query_is_named(string query, string named)
    {
        var (_, path) = await Modified();
        var answer = await Admin.Get($"{path}?{query}");
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Text, StringComparison.Ordinal);
    }

    private async Task<(JsonNode Order, string Path)> Modified()
    {
        var order = await Admin.Place(("TSHIRT-W-2468", 2));
        var line = order["orderLineItems"]![0]!["id"];
        await Good(Admin.Patch($"/api/orders/{order["id"]}", $$"""
            {"version":1,"comment":"one for a friend","orderLineItems":[{"id":"{{line}}","quantity":3}]}
            """));
        await Good(Admin.Patch($"/api/orders/{order["id"]}", """
            {"version":2,"consumer":{"addresses":[{"firstName":"Sanne","lastName":"de Vries","street":"Herengracht","houseNumber":"1",
              "postalCode":"1016 GV","city":"Amsterdam","country":"NL"}] } }
            """));
        var reason = (await Admin.Get("/api/cancelationreasons?size=1"))["reasons"][0]!["id"];
        await Good(Admin.Post(
            $"/api/orders/{order["id"]}/actions", $$"""{"name":"CANCEL","version":3,"cancelationReasonId":"{{reason}}"}"""));
        return (order, $"/api/processes/{order["processId"]}/historylogs");
    }

    private async Task<IEnumerable<string>> Held(string members, string action)
    {
        var order = await Admin.Post("/emend/v1/orders", $$"""{ {{members}}, "lines":[{"article":"MUG-E-1207","quantity":1}]}""");
        Assert.True((await Admin.Post($"/emend/v1/orders/{order["id"]}/actions/{action}", "{}")).Status == 200);
        var process = (await Admin.Get($"/api/orders/{order["id"]}"))["processId"];
        return (await Admin.Get($"/api/processes/{process}/historylogs?orderBy=TIMESTAMP_ASC"))["historyLogs"].AsArray().Select(Type);
    }

    private static async Task Good(Task<ApiResponse> asked)
    {
        var answer = await asked;
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static List<string> Ids(ApiResponse page) => [.. page["historyLogs"].AsArray().Select(log => (string)log!["id"]!)];

    private static string Type(JsonNode? log) => (string)log!["eventType"]!;
}
