using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Warehouse actions: the native API alone fulfills an order from picking to handover.</summary>
public sealed class WarehouseActionTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Order_is_picked_labeled_and_handed_over()
    {
        var path = await PlaceOrder();
        await ConnectCarrier(path);
        var (job, line) = (await GetFirstId(path, "pickJobs"), (string)(await Admin.Get(path))["lines"][0]!["id"]!);
        await SendAction(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}","version":1}""");
        var picking = $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{line}}","quantity":2}]}""";
        var preview = await Admin.Post(path + "/actions/pick-job/preview", picking);
        Assert.Equal((200, true, null), (preview.Status, (bool)preview["accepted"]!, (string?)preview.Body!["quoteToken"]));
        await SendAction(path, "pick-job", picking);
        await SendAction(path, "pick-job", $$"""{"type":"close","pickJob":"{{job}}"}""");

        var (handover, parcel) = (await GetFirstId(path, "handoverJobs"), await GetParcel(path));
        Assert.Equal("open", (string)parcel["status"]!);
        Assert.Equal("handOver wait revert cancel", await GetAllowedSteps(path, "handover-job"));
        await SendAction(path, "shipping-label", $$"""{"type":"request","parcel":"{{parcel["id"]}}","carrier":"PARCELS"}""");
        await PickedOrder.WaitForLabel(Admin, parcel["id"]!);
        parcel = await GetParcel(path);
        Assert.Equal(("done", "void track"), ((string)parcel["status"]!, await GetAllowedSteps(path, "shipping-label")));
        Assert.NotNull((string?)parcel["tracking"]);
        var label = await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label?format=zpl");
        Assert.StartsWith("^XA", label.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label?format=gif")).Status);
        var handedOver = await SendAction(path, "handover-job", $$"""{"type":"handOver","handoverJob":"{{handover}}"}""");

        Assert.Contains("HandedOver", handedOver["consequences"].ToJsonString(), StringComparison.Ordinal);
        var order = await Admin.Get(path);
        Assert.Equal(
            ("handedOver", "completed"),
            ((string)order["handoverJobs"][0]!["status"]!, (string)order["shipments"][0]!["status"]!));
        Assert.Equal("revert", await GetRejectedRevert(path, handover));
        await ConsistencyAssertions.AssertReservationsMatch(App.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Units_that_are_not_found_are_told_as_canceled_by_both_apis()
    {
        var path = await PlaceOrder();
        var (job, line) = (await GetFirstId(path, "pickJobs"), (string)(await Admin.Get(path))["lines"][0]!["id"]!);
        await SendAction(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}"}""");
        await SendAction(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{line}}","quantity":1}]}""");
        await SendAction(path, "pick-job", $$"""{"type":"close","pickJob":"{{job}}"}""");
        await SendAction(path, "handover-job", $$"""{"type":"handOver","handoverJob":"{{await GetFirstId(path, "handoverJobs")}}"}""");

        var order = await Admin.Get(path);
        var process = await Admin.Get($"/api/process?orderRef={path.Split('/')[^1]}");

        const string Units = """
            "open":0,"waiting":0,"reserved":0,"picked":0,"handedOver":1,"canceled":1,"refused":0,"returned":0,"toRestock":0}
            """;
        Assert.Equal($"{{{Units.Trim()}", order["lines"][0]!["units"]!.ToJsonString());
        Assert.Equal(
            $$"""{"orderLineItemId":"{{line}}","ordered":2,{{Units.Trim()}}""", process["orderLineUnits"][0]!.ToJsonString());
        Assert.Equal(("FINISHED", 1), ((string)process["status"]!, (int)order["routingPlans"][0]!["lines"]![0]!["quantity"]!));
    }

    [Fact]
    public async Task Voided_label_does_not_block_order_cancellation()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);
        var path = $"/emend/v1/orders/{handover["orderRef"]}";
        Assert.Equal(200, (await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label")).Status);

        var voided = await Admin.Patch(
            $"/api/parcels/{parcel["id"]}",
            $$"""{"version":{{parcel["version"]}},"actions":[{"action":"ModifyParcel","status":"CANCELED"}]}""");
        var second = await SendAction(path, "shipping-label", $$"""{"type":"void","parcel":"{{parcel["id"]}}"}""");

        Assert.Equal((200, "OBSOLETE"), (voided.Status, (string)voided["status"]!));
        Assert.False((bool)second["changed"]!);
        Assert.Equal(404, (await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label")).Status);
        var list = (await Admin.Get("/api/parcels?size=100"))["parcels"].AsArray();
        Assert.Contains(list, p => (string)p!["id"]! == (string)parcel["id"]!);
        var cancel = await Admin.Post(path + "/actions/cancel-order/preview", "{}");
        Assert.DoesNotContain("CN-4", cancel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outdated_version_and_invalid_actions_are_rejected()
    {
        var path = await PlaceOrder();
        var job = await GetFirstId(path, "pickJobs");

        var conflict = await SendAction(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}","version":7}""", 409);
        var unknownType = await SendAction(path, "pick-job", $$"""{"type":"begin","pickJob":"{{job}}"}""", 400);
        var missingLines = await SendAction(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}"}""", 400);
        var unknownJob = await SendAction(path, "pick-job", """{"type":"start","pickJob":"another"}""", 422);
        var ifMatch = await Admin.PostFor("\"1\"", path + "/actions/pick-job", $$"""{"type":"start","pickJob":"{{job}}"}""");

        Assert.Equal((1, 7), ((int)conflict["current"]!, (int)conflict["expected"]!));
        Assert.Contains("start", unknownType.Text, StringComparison.Ordinal);
        Assert.Contains("lines", missingLines.Text, StringComparison.Ordinal);
        Assert.Contains("PJ-4", unknownJob.Text, StringComparison.Ordinal);
        Assert.Equal(400, ifMatch.Status);
    }

    [Fact]
    public async Task Pick_line_is_split_for_two_pickers_and_merged()
    {
        var path = await PlaceOrder();
        var (job, line) = (await GetFirstId(path, "pickJobs"), (string)(await Admin.Get(path))["lines"][0]!["id"]!);
        var split = $$"""{"type":"split","pickJob":"{{job}}","pieces":[{"line":"{{line}}","quantity":1}],"version":1}""";
        var preview = await Admin.Post(path + "/actions/pick-job/preview", split);
        Assert.Contains("PickLinePartsChanged", preview.Text, StringComparison.Ordinal);
        await SendAction(path, "pick-job", split);
        var parts = (await Admin.Get(path))["pickJobs"][0]!["lines"]![0]!["parts"]!.AsArray();
        Assert.Equal([(1, 0, "open"), (1, 0, "open")], parts.Select(p => ((int)p!["quantity"]!, (int)p["picked"]!, (string)p["status"]!)));
        Assert.Contains("split merge", await GetAllowedSteps(path, "pick-job"), StringComparison.Ordinal);

        await SendAction(
            path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{parts[1]!["id"]}}","quantity":1}]}""");
        var history = await Admin.Get(path + "/modifications?includeFulfillment=true");
        Assert.Contains("/parts/", history.Text, StringComparison.Ordinal);
        var events = await Admin.Get($"/emend/v1/events?order={path.Split('/')[^1]}&type=PICK_JOB_LINE_DIVIDED");
        Assert.Equal(2, events["events"].AsArray().Count);

        var second = await SendAction(path, "pick-job", split.Replace(",\"version\":1", "", StringComparison.Ordinal), 422);
        Assert.Contains("PJ-17", second.Text, StringComparison.Ordinal);
        Assert.Contains("/pieces", second.Text, StringComparison.Ordinal);
        var merge = $$"""{"type":"merge","pickJob":"{{job}}","parts":["{{line}}","{{parts[1]!["id"]}}"]}""";
        await SendAction(path, "pick-job", merge);
        var whole = (await Admin.Get(path))["pickJobs"][0]!["lines"]![0]!;
        Assert.Equal((1, null), ((int)whole["picked"]!, whole["parts"]));
        Assert.Contains("PJ-21", (await SendAction(path, "pick-job", merge, 422)).Text, StringComparison.Ordinal);
    }

    private async Task<string> PlaceOrder()
    {
        const string Body = """
            {"lines":[{"article":"TSHIRT-W-2468","quantity":2}],"consumer":{"addresses":[{"street":"Prinsengracht","houseNumber":"263",
             "postalCode":"1016 GV","city":"Amsterdam","country":"NL","firstName":"Sanne","lastName":"de Vries"}]} }
            """;
        return $"/emend/v1/orders/{(await Admin.Post("/emend/v1/orders", Body))["id"]}";
    }

    private async Task ConnectCarrier(string path)
    {
        var carrier = await Admin.Post("/api/carriers", """{"key":"PARCELS","name":"Parcels","status":"ACTIVE"}""");
        var facility = (await Admin.Get(path))["pickJobs"][0]!["facility"];
        await Admin.Post($"/api/facilities/{facility}/carriers/{carrier["id"]}", "{}");
    }

    private async Task<ApiResponse> SendAction(string path, string action, string body, int status = 200)
    {
        var response = await Admin.Post($"{path}/actions/{action}", body);
        Assert.True(response.Status == status, response.Text);
        return response;
    }

    private async Task<string> GetFirstId(string path, string list) => (string)(await Admin.Get(path))[list][0]!["id"]!;

    private async Task<JsonNode> GetParcel(string path) => (await Admin.Get(path))["shipments"][0]!["parcels"]![0]!;

    private async Task<string> GetAllowedSteps(string path, string action)
    {
        var available = (await Admin.Get(path + "/actions"))["actions"].AsArray().Single(a => (string)a!["action"]! == action)!;
        return string.Join(' ', available["steps"]!.AsArray().Where(s => (bool)s!["allowed"]!).Select(s => (string)s!["step"]!));
    }

    private async Task<string> GetRejectedRevert(string path, string handover)
    {
        var response = await Admin.Post(path + "/actions/handover-job", $$"""{"type":"revert","handoverJob":"{{handover}}"}""");
        return response.Status == 422 && response.Text.Contains("HJ-11", StringComparison.Ordinal) ? "revert" : response.Text;
    }
}
