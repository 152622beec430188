using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ProcessEndpointTests : FulfillmenttoolsFixture
{
    private const string Berlin = "urn:fft:facility:tenantFacilityId:DE-BER-DC";

    [Fact]
    public async Task An_order_is_canceled_with_a_reason_and_with_its_entities()
    {
        var reason = (await Admin.Get("/api/cancelationreasons"))["reasons"][0]!;
        var order = await Admin.Place((Shirt, 2));

        var canceled = await Cancel(order, $",\"cancelationReasonId\":\"{reason["id"]}\"");

        Assert.Equal((200, "CANCELLED", 2), (canceled.Status, (string)canceled["status"]!, (int)canceled["version"]!));
        Assert.Equal((string)reason["reason"]!, (string)canceled["cancelationReason"]["reason"]!);
        Assert.Equal("CANCELED", (string)(await GetProcess(order))["status"]!);
        Assert.Equal(0, (int)(await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);
        Assert.Equal("CANCELED", (string)(await Admin.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["status"]!);
        Assert.Equal("CANCELED", (string)(await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["status"]!);
    }

    [Fact]
    public async Task Started_work_prevents_cancellation_and_force_requires_its_configuration()
    {
        var order = await Admin.Place((Shirt, 2));
        await Act(await GetPickJob(order), "START");
        await Act(await GetPickJob(order), "PICK", $$""","lineItems":[{"id":"{{GetLineId(order)}}","picked":1}]""");
        var rejected = await Cancel(order);
        Assert.Equal((422, 2), (rejected.Status, rejected.Body!.AsArray().Count));
        await Admin.Put("/api/configurations/ordercancelation", """{"version":1,"allowForceCancelOrder":false}""");
        Assert.Contains("FC-3", (await ForceCancel(order)).Problems, StringComparison.Ordinal);
        var on = await Admin.Put("/api/configurations/ordercancelation", """{"version":2,"allowForceCancelOrder":true}""");
        Assert.Equal((200, 3), (on.Status, (int)on["version"]!));

        var forced = await ForceCancel(order);

        Assert.Equal("CANCELLED", (string)forced["status"]!);
        Assert.Equal(1, (int)(await Admin.Get($"/emend/v1/return-tasks?order={order["id"]}"))["total"]!);
    }

    [Fact]
    public async Task A_facility_is_assigned_and_the_process_is_rerouted()
    {
        var order = await Admin.Place((Shirt, 1));
        var description = (await Admin.Get("/api/reroutedescriptions"))["rerouteDescriptions"][0]!;
        var body = $$"""
            {"name":"ASSIGN_FACILITY_TO_PROCESS","version":1,"facilityRef":"{{Berlin}}","rerouteDescriptionId":"{{description["id"]}}"}
            """;

        var assigned = await Admin.Post($"/api/processes/{order["processId"]}/actions", body);
        var stale = await Admin.Post($"/api/processes/{order["processId"]}/reroute?version=1", "");
        var rerouted = await Admin.Send(HttpMethod.Post, $"/api/processes/{order["processId"]}/reroute?version=2", null);

        Assert.Equal((200, 409, 200), (assigned.Status, stale.Status, rerouted.Status));
        var plans = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"].AsArray();
        Assert.Equal(3, plans.Count);
        Assert.Equal(["DEFAULT", "PROCESS_MANUALASSIGNMENT", "REROUTE"], plans.Select(p => (string)p!["runType"]!));
        var comments = (await Admin.Get($"/emend/v1/orders/{order["id"]}/modifications"))["entries"].ToJsonString();
        Assert.Contains((string)description["reason"]!, comments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pick_job_is_rerouted_with_its_current_version()
    {
        var order = await Admin.Place((Shirt, 1));
        var job = await GetPickJob(order);
        const string Reject = """{"version":1,"actions":[{"action":"ModifyPickJob","status":"REJECTED"}]}""";

        var stale = await Admin.Patch($"/api/pickjobs/{job["id"]}", Reject.Replace(":1,", ":7,", StringComparison.Ordinal));
        var taken = await Admin.Patch($"/api/pickjobs/{job["id"]}", Reject, "once");
        var second = await Admin.Patch($"/api/pickjobs/{job["id"]}", Reject, "once");
        var late = await Admin.Patch($"/api/pickjobs/{job["id"]}", Reject);

        Assert.Equal((409, 1), (stale.Status, (int)stale.Body![0]!["version"]!));
        Assert.Equal(("REROUTED", "MANUAL_REROUTE"), ((string)taken["status"]!, (string)taken["subStatus"]!));
        Assert.Equal((200, 422), (second.Status, late.Status));
        Assert.Contains("TR-2", late.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unroutable_units_are_rerouted_by_plan_and_by_order()
    {
        var order = await Admin.Place(("NEVER-THERE", 1));
        var routed = await Admin.Place((Shirt, 1));
        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!;
        const string Retry = """{"version":1,"actions":[{"action":"ModifyRoutingPlan","status":"RETRYABLE"}]}""";

        Assert.Equal(200, (await Admin.Patch($"/api/routingplans/{plan["id"]}", Retry)).Status);
        var all = await Admin.Post(
            "/api/routing/commands/reroute", $$"""{"orderRefs":["{{order["id"]}}","{{routed["id"]}}","none"]}""");

        Assert.Equal(["UNCHANGED", "FAILED", "FAILED"], all["results"].AsArray().Select(r => (string)r!["status"]!));
        Assert.Equal(400, (await Admin.Post("/api/routing/commands/reroute", "{}")).Status);
        Assert.Equal(400, (await Admin.Post("/api/routing/commands/reroute", """{"allReroutable":false}""")).Status);
        var eleven = string.Join(',', Enumerable.Range(0, 11).Select(i => $"\"{i}\""));
        foreach (var list in (string[])["orderRefs", "tenantOrderIds", "routingPlanIds"])
        {
            var many = await Admin.Post("/api/routing/commands/reroute", $"{{\"{list}\":[{eleven}]}}");
            Assert.Equal(400, many.Status);
            Assert.Contains(list, many.Problems, StringComparison.Ordinal);
        }

        var berlin = await Admin.Patch(
            $"/api/routingplans/{(await Admin.Get($"/api/routingplans?orderRef={routed["id"]}"))["routingPlans"][0]!["id"]}",
            $$"""{"version":1,"actions":[{"action":"ModifyRoutingPlan","facilityRef":"{{Berlin}}"}]}""");
        Assert.Equal("REROUTED", (string)berlin["status"]!);
    }

    [Theory]
    [InlineData("orders/{order}/actions", """{"name":"CANCLE","version":1}""", 400, "did you mean CANCEL?")]
    [InlineData("orders/{order}/actions", """{"version":1}""", 400, "name is missing")]
    [InlineData("orders/{order}/actions", """{"name":"CANCEL"}""", 400, "version is missing")]
    [InlineData("orders/{order}/actions", """{"name":"CANCEL","version":1,"cancelationReasonId":"x"}""", 400, "cancelationReasonId")]
    [InlineData("orders/{order}/actions", """{"name":"CANCEL","version":9}""", 409, "version 1")]
    [InlineData("orders/none/actions", """{"name":"CANCLE"}""", 404, "no order")]
    [InlineData("processes/{process}/actions", """{"name":"ASSIGN_FACILITY_TO_PROCESS","version":1}""", 400, "facilityRef is missing")]
    [InlineData(
        "processes/{process}/actions", """{"name":"ASSIGN_FACILITY_TO_PROCESS","version":1,"facilityRef":"x"}""", 422, "facilityRef: ")]
    [InlineData("processes/none/actions", """{"name":"ASSIGN_FACILITY_TO_PROCESS","version":1,"facilityRef":"x"}""", 404, "no process")]
    [InlineData("processes/{process}/reroute", "", 400, "version is missing")]
    [InlineData("processes/{process}/reroute?version=one", "", 400, "version is one")]
    [InlineData("processes/{process}/reroute?version=1&versoin=1", "", 400, "did you mean version?")]
    [InlineData("processes/{process}/reroute?version=1&rerouteDescriptionId=x", "", 400, "rerouteDescriptionId")]
    public async Task Invalid_requests_are_rejected_and_write_nothing(string path, string body, int status, string text)
    {
        var order = await Admin.Place((Shirt, 1));

        var answer = await Admin.Post(
            "/api/" + path.Replace("{order}", $"{order["id"]}", StringComparison.Ordinal)
                .Replace("{process}", $"{order["processId"]}", StringComparison.Ordinal),
            body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(text, answer.Problems, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (int)(await GetProcess(order))["version"]!);
    }

    [Fact]
    public async Task An_offline_facility_is_rejected_and_the_assigned_facility_changes_nothing()
    {
        var order = await Admin.Place((Shirt, 1));
        var berlin = (await Admin.Get($"/api/facilities/{Berlin}"))["id"];
        await Admin.Patch($"/api/facilities/{berlin}", """{"version":1,"status":"OFFLINE"}""");
        var now = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["facilityRef"];

        var offline = await Assign(order, $"{berlin}");
        var same = await Assign(order, $"{now}");

        Assert.Contains("AS-6", offline.Problems, StringComparison.Ordinal);
        Assert.Equal((200, "true"), (same.Status, same.Headers["Emend-Unchanged"]));
    }

    [Theory]
    [InlineData("cancelationreasons")]
    [InlineData("reroutedescriptions")]
    public async Task Reasons_are_created_read_updated_and_deleted(string list)
    {
        const string Text = """{"reason":"Wrong color","reasonLocalized":{"en_US":"Wrong color","de_DE":"Falsche Farbe"}}""";
        var made = await Admin.Post("/api/" + list, Text);
        var path = $"/api/{list}/{made["id"]}";
        Assert.Equal((201, 1), (made.Status, (int)made["version"]!));
        var there = await Admin.Post("/api/" + list, Text);
        Assert.Equal((303, (string)made["id"]!), (there.Status, (string)there["id"]!));

        var changed = await Admin.Put(path, """{"version":1,"reason":"Other size","reasonLocalized":{"en_US":"Other size"}}""");
        var stale = await Admin.Put(path, """{"version":1,"reason":"Too late","reasonLocalized":{}}""");
        var page = await Admin.Get($"/api/{list}?size=1");

        Assert.Equal(("Other size", 2, 409), ((string)changed["reason"]!, (int)changed["version"]!, stale.Status));
        Assert.True((bool)page["hasNextPage"]!);
        Assert.Equal(200, (await Admin.Send(HttpMethod.Delete, path, null)).Status);
        Assert.Equal(404, (await Admin.Get(path)).Status);
        Assert.Equal(400, (await Admin.Post("/api/" + list, """{"reason":""}""")).Status);
    }

    private Task<ApiResponse> Assign(JsonNode order, string facility) => Admin.Post(
        $"/api/processes/{order["processId"]}/actions",
        $$"""{"name":"ASSIGN_FACILITY_TO_PROCESS","version":1,"facilityRef":"{{facility}}"}""");

    private Task<ApiResponse> GetProcess(JsonNode order) => Admin.Get($"/api/processes/{order["processId"]}");

    private Task<ApiResponse> Cancel(JsonNode order, string more = "") =>
        Admin.Post($"/api/orders/{order["id"]}/actions", $$"""{"name":"CANCEL","version":1{{more}} }""");

    private Task<ApiResponse> ForceCancel(JsonNode order) =>
        Admin.Post($"/api/orders/{order["id"]}/actions", """{"name":"FORCE_CANCEL","version":1}""");
}
