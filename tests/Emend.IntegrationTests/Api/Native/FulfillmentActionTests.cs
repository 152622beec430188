using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class FulfillmentActionTests : IAsyncLifetime
{
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        await ConsistencyAssertions.AssertConsistent(_app.Services.GetRequiredService<Database>());
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Canceled_order_releases_its_stock_and_its_order_number_and_stores_the_reason()
    {
        var reason = (await _client.Get("/api/cancelationreasons"))["reasons"][0]!["id"];
        const string Numbered = """{"tenantOrderId":"R-1","lines":[{"article":"MUG-E-1207","quantity":2}]}""";
        var path = $"/emend/v1/orders/{(await _client.Post("/emend/v1/orders", Numbered))["id"]}";
        Assert.Equal(422, (await _client.Post("/emend/v1/orders", Numbered)).Status);

        var body = $$"""{"cancellationReason":"{{reason}}","reason":"customerRequest","comment":"the customer called"}""";
        var preview = await _client.Post(path + "/actions/cancel-order/preview", body);
        Assert.Equal("open", (string)(await _client.Get(path))["status"]!);
        var applied = await _client.Post(path + "/actions/cancel-order", body);
        var order = await _client.Get(path);

        Assert.Equal((200, 200), (preview.Status, applied.Status));
        Assert.Equal($"{preview["consequences"]}", $"{applied["consequences"]}");
        Assert.Empty(applied["consequences"]["reservations"]!["after"]!.AsArray());
        Assert.Equal(
            ("canceled", 0, 0), ((string)order["status"]!, order["routingPlans"].AsArray().Count, order["pickJobs"].AsArray().Count));
        Assert.Equal(("Ordered twice", false), ((string)order["cancellation"]["reason"]!["text"]!, (bool)order["cancellation"]["forced"]!));
        Assert.False((bool)(await _client.Post(path + "/actions/cancel-order", "{}"))["changed"]!);
        Assert.Equal(201, (await _client.Post("/emend/v1/orders", Numbered)).Status);
        var entry = (await _client.Get(path + "/modifications"))["entries"].AsArray().Single()!;
        Assert.Equal(("customerRequest", "the customer called"), ((string)entry["reason"]!, (string)entry["comment"]!));
    }

    [Fact]
    public async Task Canceled_order_rejects_undo_and_modification()
    {
        var path = await PlaceOrder("MUG-E-1207", 1);
        await _client.Post(path + "/actions/cancel-order", "{}");

        var undo = await _client.Post(path + "/modifications/2/undo", "{}");
        var modify = await _client.Post(path + "/modifications", """{"changes":[{"type":"setAttributes","attributes":{"a":1}}]}""");

        Assert.Equal((422, 422), (undo.Status, modify.Status));
        Assert.Contains("nothing-to-undo", undo.Text, StringComparison.Ordinal);
        Assert.Contains("IN-1", modify.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picked_goods_of_a_canceled_order_become_stock_as_they_are_restocked()
    {
        var path = await PlaceOrder("MUG-E-1207", 3);
        var (job, line) = await StartAndEndPicking(path, "CLOSE", 3);
        var before = await GetStock("MUG-E-1207");
        var rejected = await _client.Post(path + "/actions/cancel-order", "{}");
        Assert.Equal(["CN-2", "CN-3"], rejected["violations"].AsArray().Select(r => (string)r!["rule"]!));

        var preview = await _client.Post(path + "/actions/force-cancel-order/preview", "{}");
        var applied = await _client.Post(path + "/actions/force-cancel-order", $$"""{"quoteToken":"{{preview["quoteToken"]}}"}""");
        Assert.Equal(3, (int)applied["consequences"]["unitsToRestock"]!.AsArray().Single()!["quantity"]!);
        var task = (
            await _client.Get($"/emend/v1/return-tasks?order={path.Split('/')[^1]}&status=open"))["returnTasks"].AsArray().Single()!;
        Assert.Equal(($"{job}", "open"), ((string)task["pickJob"]!, (string)task["status"]!));
        var actions = $"/emend/v1/return-tasks/{task["id"]}/actions";

        var two = $$"""{"type":"restock","version":1,"lines":[{"line":"{{line}}","quantity":2}]}""";
        var first = await _client.Post(actions, two, "back-1");
        var second = await _client.Post(actions, two, "back-1");
        Assert.Equal((200, 2, 2), (first.Status, (int)first["lines"][0]!["restocked"]!, (int)second["lines"][0]!["restocked"]!));
        Assert.Equal(before + 2, await GetStock("MUG-E-1207"));
        Assert.Equal(409, (await _client.Post(actions, """{"type":"close","version":1}""")).Status);
        Assert.Equal(422, (await _client.Post(actions, two.Replace("2}]", "4}]", StringComparison.Ordinal).Replace(":1,", ":2,"))).Status);
        Assert.Equal("closed", (string)(await _client.Post(actions, """{"type":"close"}"""))["status"]!);
        Assert.Equal(before + 2, await GetStock("MUG-E-1207"));
        Assert.Equal("closed", (string)(await _client.Post(actions, """{"type":"close"}"""))["status"]!);
        var more = two.Replace("2}]", "3}]", StringComparison.Ordinal).Replace("\"version\":1,", "", StringComparison.Ordinal);
        Assert.Contains("RK-3", (await _client.Post(actions, more)).Text, StringComparison.Ordinal);
        Assert.Equal("closed", (string)(await _client.Get($"/emend/v1/return-tasks/{task["id"]}"))["status"]!);
    }

    [Fact]
    public async Task Order_is_assigned_and_rerouted_and_one_pick_job_is_rerouted()
    {
        var path = await PlaceOrder("MUG-E-1207", 2);
        var berlin = await GetFacilityId("DE-BER-DC");

        var assigned = await _client.Post(path + "/actions/assign-order", $$"""{"facility":"{{berlin}}"}""");
        Assert.Equal(berlin, (string)assigned["consequences"]["routing"]!["after"]![0]!["facility"]!);
        var same = await _client.Post(path + "/actions/assign-order", $$"""{"facility":"{{berlin}}"}""");
        Assert.False((bool)same["changed"]!);
        var job = (await _client.Get(path))["pickJobs"][0]!["id"];
        var task = await _client.Post(path + "/actions/task-reroute", $$"""{"pickJob":"{{job}}","comment":"too busy"}""");
        Assert.NotEqual(berlin, (string)task["consequences"]["routing"]!["after"]![0]!["facility"]!);
        Assert.False((bool)(await _client.Post(path + "/actions/reroute-order", "{}"))["changed"]!);
        await _client.Post(path + "/actions/assign-order", $$"""{"facility":"{{berlin}}"}""");
        var rerouted = await _client.Post(path + "/actions/reroute-order", "{}");
        Assert.NotEqual(berlin, (string)rerouted["consequences"]["routing"]!["after"]![0]!["facility"]!);
        Assert.Equal("TR-2 /pickJob", GetViolation(await _client.Post(path + "/actions/task-reroute", $$"""{"pickJob":"{{job}}"}""")));
        var history = (await _client.Get(path + "/modifications"))["entries"].AsArray();
        Assert.Equal(4, history.Count);
        Assert.Contains("too busy", history.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reroute_unroutable_previews_for_unroutable_units_and_is_rejected_without_any()
    {
        await ConcurrencyContract.WithScarceArticle(_client, "RARE-1", 1);
        var path = await PlaceOrder("RARE-1", 3);
        var preview = await _client.Post(path + "/actions/reroute-unroutable/preview", "{}");
        Assert.True(preview.Status == 200, preview.Text);
        var other = await PlaceOrder("MUG-E-1207", 1);

        var nothing = await _client.Post(other + "/actions/reroute-unroutable", "{}");

        Assert.Equal((422, 1), (nothing.Status, nothing["violations"].AsArray().Count));
    }

    [Theory]
    [InlineData("cancel-ordr", "{}", 404, "Did you mean cancel-order?")]
    [InlineData("cancel-order", """{"cancellationReason":"none"}""", 400, "/cancellationReason")]
    [InlineData("cancel-order", """{"cancellationReazon":"none"}""", 400, "Did you mean cancellationReason?")]
    [InlineData("assign-order", "{}", 400, "/facility")]
    [InlineData("assign-order", """{"facility":"nowhere"}""", 422, "AS-6")]
    [InlineData("task-reroute", "{}", 400, "/pickJob")]
    [InlineData("reroute-order", """{"ifUnroutable":"perhaps"}""", 400, "/ifUnroutable")]
    public async Task Invalid_action_is_rejected_with_location_and_fix_and_writes_nothing(
        string action, string body, int status, string text)
    {
        var path = await PlaceOrder("MUG-E-1207", 1);

        var response = await _client.Post($"{path}/actions/{action}", body);

        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (int)(await _client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task Idempotency_key_applies_an_action_once_and_a_version_conflict_names_the_current_revision()
    {
        var path = await PlaceOrder("MUG-E-1207", 1);

        var body = $$"""{"facility":"{{await GetFacilityId("DE-BER-DC")}}"}""";

        var first = await _client.Post(path + "/actions/assign-order", body, "again");
        var second = await _client.Post(path + "/actions/assign-order", body, "again");
        var conflict = await _client.PostFor("\"1\"", path + "/actions/cancel-order", "{}");

        Assert.Equal((2, 2), ((int)first["revision"]!, (int)second["revision"]!));
        Assert.Equal((412, 2), (conflict.Status, (int)conflict["current"]!));
    }

    [Fact]
    public async Task Caller_restricted_to_facilities_sees_and_restocks_only_their_return_tasks()
    {
        var path = await PlaceOrder("MUG-E-1207", 1);
        await StartAndEndPicking(path, "ABORT", 1);
        var task = (await _client.Get("/emend/v1/return-tasks"))["returnTasks"].AsArray().Single()!;
        var elsewhere = await GetFacilityId("DE-BER-DC");
        await _client.Post(
            "/api/users",
            $$"""
            {"username":"berlin@demo.emend","password":"a long word","firstname":"A","lastname":"B",
             "assignedRoles":[{"ref":"FULFILLER","context":[{"type":"FACILITY","values":["{{elsewhere}}"]}]}]}
            """);
        using var berlin = await _app.SignIn("berlin", "a long word");

        Assert.Empty((await berlin.Get("/emend/v1/return-tasks"))["returnTasks"].AsArray());
        Assert.Equal(403, (await berlin.Get($"/emend/v1/return-tasks/{task["id"]}")).Status);
        Assert.Equal(403, (await berlin.Get($"/emend/v1/return-tasks?facility={task["facility"]}")).Status);
        var close = await berlin.Post($"/emend/v1/return-tasks/{task["id"]}/actions", """{"type":"close"}""");
        Assert.Contains("RK-2", close.Text, StringComparison.Ordinal);
    }

    private async Task<string> PlaceOrder(string article, int quantity) =>
        "/emend/v1/orders/" + (await _client.Place((article, quantity)))["id"];

    private async Task<string> GetFacilityId(string own) =>
        (string)(await _client.Get($"/api/facilities/urn:fft:facility:tenantFacilityId:{own}"))["id"]!;

    private async Task<(JsonNode? Job, JsonNode? Line)> StartAndEndPicking(string path, string then, int picked)
    {
        var order = await _client.Get(path);
        var (job, line) = (order["pickJobs"][0]!["id"], order["lines"][0]!["id"]);
        var actions = $"/api/pickjobs/{job}/actions";
        await _client.Post(actions, """{"name":"START","version":1}""");
        await _client.Post(actions, $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":{{picked}}}]}""");
        var ended = await _client.Post(actions, $$"""{"name":"{{then}}","version":3}""");
        Assert.True(ended.Status == 200, ended.Text);
        return (job, line);
    }

    private async Task<int> GetStock(string article) =>
        (await _client.Get($"/api/stocks?tenantArticleId={article}&size=100"))["stocks"].AsArray().Sum(s => (int)s!["value"]!);

    private static string GetViolation(ApiResponse response)
    {
        var violation = response["violations"].AsArray().Single()!;
        return $"{violation["rule"]} {violation["pointer"]}";
    }
}
