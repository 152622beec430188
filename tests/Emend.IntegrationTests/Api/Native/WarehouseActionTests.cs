using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>A warehouse works an order off without any other face.</summary>
public sealed class WarehouseActionTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task An_order_is_picked_labelled_and_handed_over()
    {
        var path = await Placed();
        await Carrier(path);
        var (job, line) = (await Part(path, "pickJobs"), (string)(await Admin.Get(path))["lines"][0]!["id"]!);
        await Work(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}","version":1}""");
        var picking = $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{line}}","quantity":2}]}""";
        var preview = await Admin.Post(path + "/actions/pick-job/preview", picking);
        Assert.Equal((200, true, null), (preview.Status, (bool)preview["accepted"]!, (string?)preview.Body!["token"]));
        await Work(path, "pick-job", picking);
        await Work(path, "pick-job", $$"""{"type":"close","pickJob":"{{job}}"}""");

        var (handover, parcel) = (await Part(path, "handoverJobs"), await Parcel(path));
        Assert.Equal("open", (string)parcel["status"]!);
        Assert.Equal("handOver wait revert cancel", await Allowed(path, "handover-job"));
        await Work(path, "shipping-label", $$"""{"type":"request","parcel":"{{parcel["id"]}}","carrier":"PARCELS"}""");
        await PickedOrder.Settled(Admin, parcel["id"]!);
        parcel = await Parcel(path);
        Assert.Equal(("done", "void"), ((string)parcel["status"]!, await Allowed(path, "shipping-label")));
        Assert.NotNull((string?)parcel["tracking"]);
        var label = await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label?format=zpl");
        Assert.StartsWith("^XA", label.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label?format=pdf")).Status);
        var done = await Work(path, "handover-job", $$"""{"type":"handOver","handoverJob":"{{handover}}"}""");

        Assert.Contains("HandedOver", done["consequences"].ToJsonString(), StringComparison.Ordinal);
        var order = await Admin.Get(path);
        Assert.Equal(
            ("handedOver", "completed"),
            ((string)order["handoverJobs"][0]!["status"]!, (string)order["shipments"][0]!["status"]!));
        Assert.Equal("revert", await Refused(path, handover));
        await ConsistencyAssertions.Agree(App.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_label_that_is_not_wanted_stands_in_the_way_of_nothing()
    {
        var (handover, shipment) = await PickedOrder.One(Admin);
        var parcel = await PickedOrder.Labelled(Admin, shipment);
        var path = $"/emend/v1/orders/{handover["orderRef"]}";
        Assert.Equal(200, (await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label")).Status);

        var voided = await Admin.Patch(
            $"/api/parcels/{parcel["id"]}",
            $$"""{"version":{{parcel["version"]}},"actions":[{"action":"ModifyParcel","status":"CANCELED"}]}""");
        var second = await Work(path, "shipping-label", $$"""{"type":"void","parcel":"{{parcel["id"]}}"}""", 422);

        Assert.Equal((200, "OBSOLETE"), (voided.Status, (string)voided["status"]!));
        Assert.Contains("SL-10", second.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await Admin.Get($"/emend/v1/parcels/{parcel["id"]}/label")).Status);
        var list = (await Admin.Get("/api/parcels?size=100"))["parcels"].AsArray();
        Assert.Contains(list, p => (string)p!["id"]! == (string)parcel["id"]!);
        var cancel = await Admin.Post(path + "/actions/cancel-order/preview", "{}");
        Assert.DoesNotContain("CN-4", cancel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_old_and_words_that_are_not_understood_are_told()
    {
        var path = await Placed();
        var job = await Part(path, "pickJobs");

        var stale = await Work(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}","version":7}""", 409);
        var none = await Work(path, "pick-job", $$"""{"type":"begin","pickJob":"{{job}}"}""", 400);
        var lines = await Work(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}"}""", 400);
        var other = await Work(path, "pick-job", """{"type":"start","pickJob":"another"}""", 422);
        var match = await Admin.PostFor("\"1\"", path + "/actions/pick-job", $$"""{"type":"start","pickJob":"{{job}}"}""");

        Assert.Equal((1, 7), ((int)stale["current"]!, (int)stale["named"]!));
        Assert.Contains("start", none.Text, StringComparison.Ordinal);
        Assert.Contains("lines", lines.Text, StringComparison.Ordinal);
        Assert.Contains("PJ-4", other.Text, StringComparison.Ordinal);
        Assert.Equal(400, match.Status);
    }

    [Fact]
    public async Task A_line_is_split_for_two_pickers_and_merged_again()
    {
        var path = await Placed();
        var (job, line) = (await Part(path, "pickJobs"), (string)(await Admin.Get(path))["lines"][0]!["id"]!);
        var splitting = $$"""{"type":"split","pickJob":"{{job}}","pieces":[{"line":"{{line}}","quantity":1}],"version":1}""";
        var preview = await Admin.Post(path + "/actions/pick-job/preview", splitting);
        Assert.Contains("PickLineDivided", preview.Text, StringComparison.Ordinal);
        await Work(path, "pick-job", splitting);
        var parts = (await Admin.Get(path))["pickJobs"][0]!["lines"]![0]!["parts"]!.AsArray();
        Assert.Equal([(1, 0, "open"), (1, 0, "open")], parts.Select(p => ((int)p!["quantity"]!, (int)p["picked"]!, (string)p["status"]!)));
        Assert.Contains("split merge", await Allowed(path, "pick-job"), StringComparison.Ordinal);

        await Work(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{parts[1]!["id"]}}","quantity":1}]}""");
        var history = await Admin.Get(path + "/modifications?all=true");
        Assert.Contains("/parts/", history.Text, StringComparison.Ordinal);
        var events = await Admin.Get($"/emend/v1/events?order={path.Split('/')[^1]}&kind=PICK_JOB_LINE_DIVIDED");
        Assert.Equal(2, events["events"].AsArray().Count);

        var second = await Work(path, "pick-job", splitting.Replace(",\"version\":1", "", StringComparison.Ordinal), 422);
        Assert.Contains("PJ-17", second.Text, StringComparison.Ordinal);
        Assert.Contains("/pieces", second.Text, StringComparison.Ordinal);
        var merging = $$"""{"type":"merge","pickJob":"{{job}}","parts":["{{line}}","{{parts[1]!["id"]}}"]}""";
        await Work(path, "pick-job", merging);
        var whole = (await Admin.Get(path))["pickJobs"][0]!["lines"]![0]!;
        Assert.Equal((1, null), ((int)whole["picked"]!, whole["parts"]));
        Assert.Contains("PJ-21", (await Work(path, "pick-job", merging, 422)).Text, StringComparison.Ordinal);
    }

    private async Task<string> Placed()
    {
        const string Body = """
            {"lines":[{"article":"TSHIRT-W-2468","quantity":2}],"consumer":{"addresses":[{"street":"Prinsengracht","houseNumber":"263",
             "postalCode":"1016 GV","city":"Amsterdam","country":"NL","firstName":"Sanne","lastName":"de Vries"}]} }
            """;
        return $"/emend/v1/orders/{(await Admin.Post("/emend/v1/orders", Body))["id"]}";
    }

    private async Task Carrier(string path)
    {
        var carrier = await Admin.Post("/api/carriers", """{"key":"PARCELS","name":"Parcels","status":"ACTIVE"}""");
        var facility = (await Admin.Get(path))["pickJobs"][0]!["facility"];
        await Admin.Post($"/api/facilities/{facility}/carriers/{carrier["id"]}", "{}");
    }

    private async Task<ApiResponse> Work(string path, string action, string body, int status = 200)
    {
        var answer = await Admin.Post($"{path}/actions/{action}", body);
        Assert.True(answer.Status == status, answer.Text);
        return answer;
    }

    private async Task<string> Part(string path, string list) => (string)(await Admin.Get(path))[list][0]!["id"]!;

    private async Task<JsonNode> Parcel(string path) => (await Admin.Get(path))["shipments"][0]!["parcels"]![0]!;

    private async Task<string> Allowed(string path, string action)
    {
        var answer = (await Admin.Get(path + "/actions"))["actions"].AsArray().Single(a => (string)a!["action"]! == action)!;
        return string.Join(' ', answer["steps"]!.AsArray().Where(s => (bool)s!["allowed"]!).Select(s => (string)s!["step"]!));
    }

    private async Task<string> Refused(string path, string handover)
    {
        var answer = await Admin.Post(path + "/actions/handover-job", $$"""{"type":"revert","handoverJob":"{{handover}}"}""");
        return answer.Status == 422 && answer.Text.Contains("HJ-11", StringComparison.Ordinal) ? "revert" : answer.Text;
    }
}
