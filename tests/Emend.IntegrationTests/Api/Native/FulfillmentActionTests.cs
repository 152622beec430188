using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class FulfillmentActionTests : IAsyncLifetime
{
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start();
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_cancelled_order_holds_nothing_says_why_and_gives_its_number_free()
    {
        var reason = (await client.Get("/api/cancelationreasons"))["reasons"][0]!["id"];
        const string Numbered = """{"tenantOrderId":"R-1","lines":[{"article":"MUG-E-1207","quantity":2}]}""";
        var path = $"/emend/v1/orders/{(await client.Post("/emend/v1/orders", Numbered))["id"]}";
        Assert.Equal(422, (await client.Post("/emend/v1/orders", Numbered)).Status);

        var body = $$"""{"cancelationReason":"{{reason}}","reason":"customerRequest","comment":"the customer called"}""";
        var preview = await client.Post(path + "/actions/cancel-order/preview", body);
        Assert.Equal("open", (string)(await client.Get(path))["status"]!);
        var done = await client.Post(path + "/actions/cancel-order", body);
        var order = await client.Get(path);

        Assert.Equal((200, 200), (preview.Status, done.Status));
        Assert.Equal($"{preview["consequences"]}", $"{done["consequences"]}");
        Assert.Empty(done["consequences"]["reservations"]!["after"]!.AsArray());
        Assert.Equal(("cancelled", 0, 0), ((string)order["status"]!, order["plans"].AsArray().Count, order["pickJobs"].AsArray().Count));
        Assert.Equal(("Ordered twice", false), ((string)order["cancelation"]["reason"]!["text"]!, (bool)order["cancelation"]["forced"]!));
        Assert.False((bool)(await client.Post(path + "/actions/cancel-order", "{}"))["changed"]!);
        Assert.Equal(201, (await client.Post("/emend/v1/orders", Numbered)).Status);
        var entry = (await client.Get(path + "/modifications"))["entries"].AsArray().Single()!;
        Assert.Equal(("customerRequest", "the customer called"), ((string)entry["reason"]!, (string)entry["comment"]!));
    }

    [Fact]
    public async Task An_undo_of_it_is_refused_in_words_and_so_is_a_modification()
    {
        var path = await Placed("MUG-E-1207", 1);
        await client.Post(path + "/actions/cancel-order", "{}");

        var undo = await client.Post(path + "/modifications/2/undo", "{}");
        var modify = await client.Post(path + "/modifications", """{"changes":[{"type":"setAttributes","attributes":{"a":1}}]}""");

        Assert.Equal((422, 422), (undo.Status, modify.Status));
        Assert.Contains("nothing-to-undo", undo.Text, StringComparison.Ordinal);
        Assert.Contains("IN-1", modify.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_picked_is_put_back_step_by_step_and_is_stock_again()
    {
        var path = await Placed("MUG-E-1207", 3);
        var (job, line) = await Begun(path, "CLOSE", 3);
        var before = await OnHand("MUG-E-1207");
        var refused = await client.Post(path + "/actions/cancel-order", "{}");
        Assert.Equal(["CN-2", "CN-3"], refused["refusals"].AsArray().Select(r => (string)r!["row"]!));

        var preview = await client.Post(path + "/actions/force-cancel-order/preview", "{}");
        var done = await client.Post(path + "/actions/force-cancel-order", $$"""{"token":"{{preview["token"]}}"}""");
        Assert.Equal(3, (int)done["consequences"]["toPutBack"]!.AsArray().Single()!["quantity"]!);
        var task = (await client.Get($"/emend/v1/return-tasks?order={path.Split('/')[^1]}&status=open"))["returnTasks"].AsArray().Single()!;
        Assert.Equal(($"{job}", "open"), ((string)task["pickJob"]!, (string)task["status"]!));
        var acting = $"/emend/v1/return-tasks/{task["id"]}/actions";

        var two = $$"""{"type":"putBack","version":1,"lines":[{"line":"{{line}}","quantity":2}]}""";
        var some = await client.Post(acting, two, "back-1");
        var second = await client.Post(acting, two, "back-1");
        Assert.Equal((200, 2, 2), (some.Status, (int)some["lines"][0]!["returned"]!, (int)second["lines"][0]!["returned"]!));
        Assert.Equal(before + 2, await OnHand("MUG-E-1207"));
        Assert.Equal(409, (await client.Post(acting, """{"type":"close","version":1}""")).Status);
        Assert.Equal(422, (await client.Post(acting, two.Replace("2}]", "4}]", StringComparison.Ordinal).Replace(":1,", ":2,"))).Status);
        Assert.Equal("closed", (string)(await client.Post(acting, """{"type":"close"}"""))["status"]!);
        Assert.Equal(before + 2, await OnHand("MUG-E-1207"));
        Assert.Contains("RK-3", (await client.Post(acting, """{"type":"close"}""")).Text, StringComparison.Ordinal);
        Assert.Equal("closed", (string)(await client.Get($"/emend/v1/return-tasks/{task["id"]}"))["status"]!);
    }

    [Fact]
    public async Task An_order_is_assigned_routed_again_and_a_task_of_it_taken_away()
    {
        var path = await Placed("MUG-E-1207", 2);
        var berlin = await Facility("DE-BER-DC");

        var assigned = await client.Post(path + "/actions/assign-order", $$"""{"facility":"{{berlin}}"}""");
        Assert.Equal(berlin, (string)assigned["consequences"]["routing"]!["after"]![0]!["facility"]!);
        var same = await client.Post(path + "/actions/assign-order", $$"""{"facility":"{{berlin}}"}""");
        Assert.Equal("AS-7 /facility", Row(same));
        var job = (await client.Get(path))["pickJobs"][0]!["id"];
        var task = await client.Post(path + "/actions/task-reroute", $$"""{"pickJob":"{{job}}","comment":"too busy"}""");
        Assert.Equal(200, task.Status);
        var rerouted = await client.Post(path + "/actions/reroute-order", "{}");
        Assert.NotEqual(berlin, (string)rerouted["consequences"]["routing"]!["after"]![0]!["facility"]!);
        Assert.Equal("TR-2 /pickJob", Row(await client.Post(path + "/actions/task-reroute", $$"""{"pickJob":"{{job}}"}""")));
        var history = (await client.Get(path + "/modifications"))["entries"].AsArray();
        Assert.Equal(3, history.Count);
        Assert.Contains("too busy", history.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_found_no_place_is_tried_again_when_somebody_asks()
    {
        await ConcurrencyContract.Only(client, "RARE-1", 1);
        var path = await Placed("RARE-1", 3);
        var preview = await client.Post(path + "/actions/reroute-unroutable/preview", "{}");
        Assert.True(preview.Status == 200, preview.Text);
        var other = await Placed("MUG-E-1207", 1);

        var nothing = await client.Post(other + "/actions/reroute-unroutable", "{}");

        Assert.Equal((422, 1), (nothing.Status, nothing["refusals"].AsArray().Count));
    }

    [Theory]
    [InlineData("cancel-ordr", "{}", 404, "Did you mean cancel-order?")]
    [InlineData("cancel-order", """{"cancelationReason":"none"}""", 400, "/cancelationReason")]
    [InlineData("cancel-order", """{"cancelationReazon":"none"}""", 400, "Did you mean cancelationReason?")]
    [InlineData("assign-order", "{}", 400, "/facility")]
    [InlineData("assign-order", """{"facility":"nowhere"}""", 422, "AS-6")]
    [InlineData("task-reroute", "{}", 400, "/pickJob")]
    [InlineData("reroute-order", """{"ifUnroutable":"perhaps"}""", 400, "/ifUnroutable")]
    public async Task What_cannot_be_done_says_where_and_what_would_be_right_and_writes_nothing(
        string action, string body, int status, string text)
    {
        var path = await Placed("MUG-E-1207", 1);

        var answer = await client.Post($"{path}/actions/{action}", body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(text, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task A_key_does_it_once_and_a_stale_revision_is_told()
    {
        var path = await Placed("MUG-E-1207", 1);

        var first = await client.Post(path + "/actions/reroute-order", "{}", "again");
        var second = await client.Post(path + "/actions/reroute-order", "{}", "again");
        var stale = await client.PostFor("\"1\"", path + "/actions/cancel-order", "{}");

        Assert.Equal((2, 2), ((int)first["revision"]!, (int)second["revision"]!));
        Assert.Equal((412, 2), (stale.Status, (int)stale["current"]!));
    }

    [Fact]
    public async Task Who_is_bound_to_facilities_sees_and_puts_back_theirs_only()
    {
        var path = await Placed("MUG-E-1207", 1);
        await Begun(path, "ABORT", 1);
        var task = (await client.Get("/emend/v1/return-tasks"))["returnTasks"].AsArray().Single()!;
        var elsewhere = await Facility("DE-BER-DC");
        await client.Post(
            "/api/users",
            $$"""
            {"username":"berlin@demo.emend","password":"a long word","firstname":"A","lastname":"B",
             "assignedRoles":[{"ref":"FULFILLER","context":[{"type":"FACILITY","values":["{{elsewhere}}"]}]}]}
            """);
        using var berlin = await app.SignIn("berlin", "a long word");

        Assert.Empty((await berlin.Get("/emend/v1/return-tasks"))["returnTasks"].AsArray());
        Assert.Equal(403, (await berlin.Get($"/emend/v1/return-tasks/{task["id"]}")).Status);
        Assert.Equal(403, (await berlin.Get($"/emend/v1/return-tasks?facility={task["facility"]}")).Status);
        var act = await berlin.Post($"/emend/v1/return-tasks/{task["id"]}/actions", """{"type":"close"}""");
        Assert.Contains("RK-2", act.Text, StringComparison.Ordinal);
    }

    private async Task<string> Placed(string article, int quantity) =>
        "/emend/v1/orders/" + (await client.Place((article, quantity)))["id"];

    private async Task<string> Facility(string own) =>
        (string)(await client.Get($"/api/facilities/urn:fft:facility:tenantFacilityId:{own}"))["id"]!;

    private async Task<(JsonNode? Job, JsonNode? Line)> Begun(string path, string then, int picked)
    {
        var order = await client.Get(path);
        var (job, line) = (order["pickJobs"][0]!["id"], order["lines"][0]!["id"]);
        var acting = $"/api/pickjobs/{job}/actions";
        await client.Post(acting, """{"name":"START","version":1}""");
        await client.Post(acting, $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":{{picked}}}]}""");
        var ended = await client.Post(acting, $$"""{"name":"{{then}}","version":3}""");
        Assert.True(ended.Status == 200, ended.Text);
        return (job, line);
    }

    private async Task<int> OnHand(string article) =>
        (await client.Get($"/api/stocks?tenantArticleId={article}&size=100"))["stocks"].AsArray().Sum(s => (int)s!["value"]!);

    private static string Row(ApiResponse answer)
    {
        var refusal = answer["refusals"].AsArray().Single()!;
        return $"{refusal["row"]} {refusal["pointer"]}";
    }
}
