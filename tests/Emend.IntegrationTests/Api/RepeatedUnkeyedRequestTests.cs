using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api;

/// <summary>
/// A repeated request without an Idempotency-Key that ends an entity, or requests a label, gets a success and the same state. It writes no
/// revision and no event. The vendor's requests have a version: the repeated request has the version of the first response.
/// </summary>
public sealed class RepeatedUnkeyedRequestTests : FulfillmenttoolsFixture
{
    [Theory]
    [InlineData("abort", "ABORT", """{"action":"AbortPickJob"}""", "ABORTED")]
    [InlineData("cancel", "CANCEL", null, "CANCELED")]
    [InlineData(null, "OBSOLETE", null, "OBSOLETE")]
    public async Task A_repeated_end_of_a_pick_job_changes_nothing(string? native, string name, string? patch, string status)
    {
        if (native is not null)
        {
            var order = await Place();
            await RepeatNative(order, "pick-job", $$"""{"type":"{{native}}","pickJob":"{{(await GetPickJob(order))["id"]}}"}""");
        }

        var placed = await Place();
        var job = $"/api/pickjobs/{(await GetPickJob(placed))["id"]}";
        var ended = await RepeatVendor(
            placed, HttpMethod.Post, job + "/actions", version => $$"""{"name":"{{name}}","version":{{version}}}""", job);
        Assert.Equal(status, (string?)ended["status"]);
        if (patch is not null)
        {
            placed = await Place();
            job = $"/api/pickjobs/{(await GetPickJob(placed))["id"]}";
            await RepeatVendor(placed, HttpMethod.Patch, job, version => $$"""{"version":{{version}},"actions":[{{patch}}]}""", job);
        }
    }

    [Fact]
    public async Task A_repeated_close_of_a_pick_job_without_picked_goods_changes_nothing()
    {
        var order = await Place();
        var job = await GetPickJob(order);
        await Act(job, "START");
        await RepeatNative(order, "pick-job", $$"""{"type":"close","pickJob":"{{job["id"]}}"}""");
    }

    [Fact]
    public async Task A_repeated_cancellation_of_a_handover_job_changes_nothing()
    {
        var (handover, _) = await PickedOrder.Create(Admin);
        await RepeatNative(
            await Order(handover), "handover-job", $$"""{"type":"cancel","handoverJob":"{{handover["id"]}}","reason":"consumerNoShow"}""");

        (handover, _) = await PickedOrder.Create(Admin);
        var path = $"/api/handoverjobs/{handover["id"]}";
        const string Payload = """ "payload":{"handoverJobCancelReason":"CONSUMER_NO_SHOW"} """;
        var canceled = await RepeatVendor(
            await Order(handover), HttpMethod.Post, path + "/actions",
            version => $$"""{"name":"CANCEL","version":{{version}},{{Payload}}}""", path);
        Assert.Equal("CANCELED", (string?)canceled["status"]);
        var refused = Payload.Replace("NO_SHOW", "REJECTS", StringComparison.Ordinal);
        var other = await Admin.Post(path + "/actions", $$"""{"name":"CANCEL","version":{{canceled["version"]}},{{refused}}}""");
        Assert.Equal(422, other.Status);
        Assert.Contains("HJ-4", other.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_request_for_a_label_changes_nothing()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var order = await Order(handover);
        var parcel = (await Admin.Get($"/emend/v1/orders/{order["id"]}"))["shipments"][0]!["parcels"]![0]!["id"];
        var request = $$"""{"type":"request","parcel":"{{parcel}}","carrier":"PARCELS"}""";
        await Admin.Post($"/emend/v1/orders/{order["id"]}/actions/shipping-label", request);
        await PickedOrder.WaitForLabel(Admin, parcel!);
        await MustChangeNothing(order, () => Admin.Post($"/emend/v1/orders/{order["id"]}/actions/shipping-label", request));
        await MustChangeNothing(order, () => Admin.Post($"/api/shipments/{shipment["id"]}/parcels", "{}"), 201);

        (handover, shipment) = await PickedOrder.Create(Admin);
        var labeled = await PickedOrder.CreateLabeled(Admin, shipment);
        var again = await MustChangeNothing(
            await Order(handover), () => Admin.Post($"/api/shipments/{shipment["id"]}/parcels", """{"carrierRef":"PARCELS"}"""), 201);
        Assert.Equal(labeled.ToJsonString(), again.Body!.ToJsonString());
        var other = await Admin.Post($"/api/shipments/{shipment["id"]}/parcels", """{"carrierRef":"ANOTHER"}""");
        Assert.Equal(422, other.Status);
        Assert.Contains("SL-5", other.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_last_report_of_a_return_task_changes_nothing()
    {
        foreach (var body in new[] { """{"type":"close"}""", """{"type":"restock","lines":[{"line":"LINE","quantity":2}]}""" })
        {
            var (handover, _) = await PickedOrder.Create(Admin);
            var order = await Order(handover);
            await Admin.Post(
                $"/emend/v1/orders/{order["id"]}/actions/handover-job",
                $$"""{"type":"cancel","handoverJob":"{{handover["id"]}}","reason":"consumerNoShow"}""");
            var task = (await Admin.Get($"/emend/v1/return-tasks?order={order["id"]}"))["returnTasks"][0]!["id"];
            var report = body.Replace("LINE", GetLineId(order), StringComparison.Ordinal);
            var first = await Admin.Post($"/emend/v1/return-tasks/{task}/actions", report);
            var again = await MustChangeNothing(order, () => Admin.Post($"/emend/v1/return-tasks/{task}/actions", report));
            Assert.Equal(first.Text, again.Text);

            var vendor = await MustChangeNothing(order, () => Admin.Post(
                $"/api/itemreturnjobs/{task}/actions", $$"""{"name":"FinishItemReturnJob","version":{{first["version"]}}}"""));
            Assert.Equal("FINISHED", (string?)vendor["status"]);
        }
    }

    [Fact]
    public async Task A_repeated_reroute_of_a_pick_job_is_a_new_request_and_is_rejected_with_its_rule()
    {
        var order = await Place();
        var job = await GetPickJob(order);
        var reject = $$"""{"version":{{job["version"]}},"actions":[{"action":"ModifyPickJob","status":"REJECTED"}]}""";
        Assert.Equal(200, (await Admin.Patch($"/api/pickjobs/{job["id"]}", reject)).Status);
        var ended = await Admin.Get($"/api/pickjobs/{job["id"]}");
        var again = await Admin.Patch(
            $"/api/pickjobs/{job["id"]}",
            reject.Replace($"\"version\":{job["version"]}", $"\"version\":{ended["version"]}", StringComparison.Ordinal));

        Assert.Equal(422, again.Status);
        Assert.Contains("TR-2", again.Problems, StringComparison.Ordinal);
    }

    private Task<JsonNode> Place() => Admin.Place((Shirt, 2));

    private async Task<JsonNode> Order(JsonNode handover) => (await Admin.Get($"/api/orders/{handover["orderRef"]}")).Body!;

    private async Task RepeatNative(JsonNode order, string action, string body)
    {
        var path = $"/emend/v1/orders/{order["id"]}/actions/{action}";
        var first = await Admin.Post(path, body);
        Assert.True(first.Status == 200 && (bool)first["changed"]!, first.Text);
        var again = await MustChangeNothing(order, () => Admin.Post(path, body));
        Assert.Equal((false, (long)first["revision"]!), ((bool)again["changed"]!, (long)again["revision"]!));
    }

    private async Task<ApiResponse> RepeatVendor(
        JsonNode order, HttpMethod method, string path, Func<JsonNode, string> body, string entity)
    {
        var version = (await Admin.Get(entity))["version"];
        var first = await Admin.Send(method, path, body(version));
        Assert.True(first.Status == 200, first.Text);
        var again = await MustChangeNothing(order, () => Admin.Send(method, path, body(first["version"])));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("true", again.Headers["Emend-Unchanged"]);
        Assert.Equal(409, (await Admin.Send(method, path, body(version))).Status);
        return again;
    }

    private async Task<ApiResponse> MustChangeNothing(JsonNode order, Func<Task<ApiResponse>> repeat, int status = 200)
    {
        var before = await State();
        var again = await repeat();
        Assert.True(again.Status == status, again.Text);
        Assert.Equal(before, await State());
        return again;

        async Task<string> State() => (await Admin.Get($"/emend/v1/orders/{order["id"]}")).Text
            + (await Admin.Get($"/emend/v1/events?order={order["id"]}&size=100"))["events"].ToJsonString();
    }
}
