using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>POST /api/handoverjobs: the customer comes after all and gets the goods that are not restocked.</summary>
public sealed class HandoverCreationTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Refused_goods_get_a_new_handover_job_and_are_handed_over()
    {
        var handover = await Refuse();

        var created = await Create(handover, $$""" "pickJobRef":"{{handover["pickJobRef"]}}" """);

        Assert.Equal((201, "OPEN", 1), (created.Status, (string)created["status"]!, (int)created["version"]!));
        Assert.Equal($"/api/handoverjobs/{created["id"]}", created.Headers["Location"]);
        Assert.NotEqual((string)handover["id"]!, (string)created["id"]!);
        Assert.Equal(2, (int)created["handoverJobLineItems"][0]!["quantity"]!);
        Assert.Equal(0, (int)(await Admin.Get($"/emend/v1/return-tasks?order={handover["orderRef"]}&status=open"))["total"]!);
        Assert.Equal("CANCELED", (string)(await Admin.Get($"/api/handoverjobs/{handover["id"]}"))["status"]!);
        Assert.Equal("CLOSED", (string)(await Admin.Get($"/api/pickjobs/{created["pickJobRef"]}"))["status"]!);
        var units = (await Admin.Get($"/emend/v1/orders/{handover["orderRef"]}"))["lines"][0]!["units"]!;
        Assert.Equal((2, 0, 0), ((int)units["picked"]!, (int)units["refused"]!, (int)units["toRestock"]!));
        var finished = await Admin.Post(
            $"/api/handoverjobs/{created["id"]}/actions", """{"name":"FINISH_HANDOVER_JOB","version":1}""");
        Assert.Equal((200, "HANDED_OVER"), (finished.Status, (string)finished["status"]!));
        await ConsistencyAssertions.AssertReservationsMatch(App.Services.GetRequiredService<Database>());
    }

    [Theory]
    [InlineData("processId")]
    [InlineData("routingPlanRef")]
    public async Task The_process_or_the_routing_plan_lead_to_the_pick_job(string member)
    {
        var handover = await Refuse();
        var owner = (await Admin.Get($"/api/pickjobs/{handover["pickJobRef"]}")).Body!;
        var created = await Create(handover, $$""" "{{member}}":"{{owner[member]}}" """);
        Assert.Equal(201, created.Status);
    }

    [Fact]
    public async Task A_live_handover_job_is_named()
    {
        var (handover, _) = await PickedOrder.Create(Admin);
        foreach (var member in new[] { "pickJobRef", "processId" })
        {
            var rejected = await Create(handover, $$""" "{{member}}":"{{handover[member]}}" """);
            Assert.Equal(422, rejected.Status);
            Assert.Contains((string)handover["id"]!, rejected.Problems, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_pick_job_the_response_tells_what_to_specify()
    {
        var handover = await Refuse();
        foreach (var members in new[]
        {
            """ "status":"OPEN" """, """ "pickJobRef":"none" """, """ "processId":"none" """, """ "routingPlanRef":"none" """,
        })
        {
            var rejected = await Create(handover, members);
            Assert.Equal(422, rejected.Status);
            Assert.Contains("pickJobRef", rejected.Text, StringComparison.Ordinal);
        }

        var unpicked = await Admin.Place((Shirt, 1));
        var unfinished = await Create(handover, $$""" "processId":"{{unpicked["processId"]}}" """);
        Assert.Contains("no finished pick job", unfinished.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restocked_goods_another_facility_and_another_channel_are_rejected()
    {
        var handover = await Refuse();
        var named = $$""" "pickJobRef":"{{handover["pickJobRef"]}}" """;
        var elsewhere = handover.DeepClone();
        elsewhere["facilityRef"] = "elsewhere";
        Assert.Contains("HC-6", (await Create(elsewhere, named)).Problems, StringComparison.Ordinal);
        Assert.Contains("HC-7", (await Create(handover, named, "COLLECT")).Problems, StringComparison.Ordinal);
        Assert.Equal(400, (await Create(handover, named + ""","paid":true""")).Status);
        Assert.Equal(400, (await Create(handover, named + ""","status":"CANCELED" """)).Status);

        var task = (await Admin.Get($"/emend/v1/return-tasks?order={handover["orderRef"]}"))["returnTasks"][0]!;
        await Admin.Post(
            $"/emend/v1/return-tasks/{task["id"]}/actions",
            $$"""{"type":"restock","lines":[{"line":"{{task["lines"]![0]!["line"]}}","quantity":2}]}""");
        Assert.Contains("HC-5", (await Create(handover, named)).Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_pick_jobs_of_the_process_the_one_at_the_facility_is_used()
    {
        var order = await PlaceAtTwoFacilities();
        var jobs = (await Admin.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"].AsArray();
        Assert.Equal(2, jobs.Count);
        foreach (var job in jobs)
        {
            await PickAndRefuse(job!);
        }

        var process = $$""" "processId":"{{order["processId"]}}" """;
        var (here, there) = (jobs[0]!, jobs[1]!);
        using var bound = await SignInAt((string)here["facilityRef"]!);

        var foreign = await Create(there, process, client: bound);
        Assert.Equal(422, foreign.Status);
        Assert.DoesNotContain((string)there["id"]!, foreign.Text, StringComparison.Ordinal);
        var created = await Create(here, process, client: bound);
        Assert.Equal((201, (string)here["facilityRef"]!), (created.Status, (string?)created["facilityRef"]));
        Assert.Equal(201, (await Create(there, process)).Status);
    }

    [Fact]
    public async Task The_native_api_previews_lists_and_creates()
    {
        var handover = await Refuse();
        var path = $"/emend/v1/orders/{handover["orderRef"]}/actions";
        var body = $$"""{"type":"create","pickJob":"{{handover["pickJobRef"]}}"}""";

        var listed = (await Admin.Get(path))["actions"].AsArray().Single(a => (string)a!["action"]! == "create-handover-job")!;
        Assert.Equal((string)handover["pickJobRef"]!, (string)listed["steps"]![0]!["pickJob"]!);
        Assert.True((bool)(await Admin.Post(path + "/handover-job/preview", body))["accepted"]!);
        Assert.True((bool)(await Admin.Post(path + "/handover-job", body))["changed"]!);
        var again = await Admin.Post(path + "/handover-job", body);
        Assert.Equal(422, again.Status);
        Assert.Contains("HC-5", again.Text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Refuse()
    {
        var (handover, _) = await PickedOrder.Create(Admin);
        await Cancel(handover);
        return handover;
    }

    private async Task Cancel(JsonNode handover)
    {
        var canceled = await Admin.Post(
            $"/api/handoverjobs/{handover["id"]}/actions",
            """{"name":"CANCEL","version":1,"payload":{"handoverJobCancelReason":"CONSUMER_NO_SHOW"}}""");
        Assert.Equal(200, canceled.Status);
    }

    // Only one facility has shirts, and only another one has jeans.
    private async Task<JsonNode> PlaceAtTwoFacilities()
    {
        var facilities = (await Admin.Get("/api/facilities?status=ONLINE"))["facilities"].AsArray();
        foreach (var (article, facility) in new[] { (Shirt, facilities[0]!["id"]), (Jeans, facilities[1]!["id"]) })
        {
            foreach (var stock in (await Admin.Get($"/api/stocks?tenantArticleId={article}&size=100"))["stocks"].AsArray())
            {
                var value = (string)stock!["facilityRef"]! == (string)facility! ? 100 : 0;
                await Admin.Put($"/api/stocks/{stock["id"]}", $$"""{"version":{{stock["version"]}},"value":{{value}}}""");
            }
        }

        return await Admin.Place((Shirt, 1), (Jeans, 1));
    }

    private async Task PickAndRefuse(JsonNode job)
    {
        var line = (await Admin.Get($"/api/pickjobs/{job["id"]}"))["pickLineItems"][0]!["id"];
        var actions = $"/api/pickjobs/{job["id"]}/actions";
        await Admin.Post(actions, """{"name":"START","version":1}""");
        await Admin.Post(actions, $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":1}]}""");
        await Admin.Post(actions, """{"name":"CLOSE","version":3}""");
        var handover = (await Admin.Get($"/api/handoverjobs?pickJobRef={job["id"]}"))["handoverjobs"][0]!;
        await Cancel(handover);
    }

    private async Task<FulfillmenttoolsTestClient> SignInAt(string facility)
    {
        var newUser = new NewUser("bound@demo.emend", "demo-bound", new RoleAssignment("SUPERVISOR", [new(facility)]));
        Assert.True(await App.Services.GetRequiredService<ITenantProvisioner>().CreateUser(new("demo"), newUser, default));
        return await App.SignIn("bound");
    }

    private Task<ApiResponse> Create(
        JsonNode handover,
        string members,
        string channel = "DELIVERY",
        FulfillmenttoolsTestClient? client = null) => (client ?? Admin).Post(
        "/api/handoverjobs",
        $$"""
        { {{members}}, "facilityRef": "{{handover["facilityRef"]}}", "channel": "{{channel}}",
          "targetTime": "2026-05-04T12:00:00Z", "orderDate": "2026-05-02T12:00:00Z" }
        """);
}
