using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Actions on parcels and shipments.</summary>
public sealed class ParcelActionTests : FulfillmenttoolsFixture
{
    private const string Return = """{"type":"RETURN_LABEL","status":"PICKED_UP","trackingNumber":"BACK-1"}""";

    [Fact]
    public async Task The_tracking_data_of_an_external_carrier_is_recorded_shown_and_found()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var path = $"/api/parcels/{shipment["parcels"]![0]!["parcelRef"]}";

        var tracked = await Admin.Post(path + "/actions", Track(1, Report("PICKED_UP", "left the store")));

        Assert.True(tracked.Status == 200, tracked.Text);
        var result = tracked["result"];
        Assert.Equal(
            ("EXT-1", "picked_up", "left the store", "tracked"),
            ((string?)result["carrierTrackingNumber"], (string?)result["trackingStatus"],
                (string?)result["carrierTrackingStatus"]!["status"], (string?)result["summary"]));
        var job = await Admin.Get($"/api/handoverjobs/{handover["id"]}");
        Assert.Equal(("HANDED_OVER", "EXT-1"), (
            (string?)job["status"], (string?)job["handoverJobParcelInfo"]["carrierTrackingNumber"]));
        var sent = await Admin.Get($"/api/shipments/{shipment["id"]}");
        Assert.Equal(("COMPLETED", "EXT-1"), ((string?)sent["status"], (string?)sent["parcels"][0]!["carrierTrackingNumber"]));
        var found = await Admin.Post("/api/parcels/search", """{"query":{"result":{"carrierTrackingNumber":{"eq":"EXT-1"}}}}""");
        Assert.Equal((string?)tracked["id"], (string?)found["parcels"].AsArray().Single()!["id"]);
        var order = await Admin.Post("/emend/v1/orders/search", """{"where":{"trackingNumber":{"is":"EXT-1"}}}""");
        Assert.Equal((string?)handover["orderRef"], (string?)order["orders"].AsArray().Single()!["id"]);
    }

    [Fact]
    public async Task A_repeated_report_changes_nothing_and_a_delivered_parcel_is_final()
    {
        var (_, shipment) = await PickedOrder.Create(Admin);
        var path = $"/api/parcels/{shipment["parcels"]![0]!["parcelRef"]}/actions";
        var delivered = await Admin.Post(path, Track(1, Report("DELIVERED")));
        var repeated = await Admin.Post(path, Track(2, Report("DELIVERED")));
        var earlier = await Admin.Post(path, Track(2, Report("PICKED_UP")));
        var returning = await Admin.Post(path, Track(2, Return));
        var twice = await Admin.Post(path, Track(3, Return.Replace("BACK-1", "BACK-2", StringComparison.Ordinal), Return));

        Assert.Equal((2, 2, 3), ((int)delivered["version"]!, (int)repeated["version"]!, (int)returning["version"]!));
        Assert.Equal(409, (await Admin.Post(path, Track(1, Report("PICKED_UP")))).Status);
        Assert.Equal((422, 422), (earlier.Status, twice.Status));
        Assert.Contains("(rule SL-13)", earlier.Problems, StringComparison.Ordinal);
        Assert.Contains("trackingData", twice.Problems, StringComparison.Ordinal);
        Assert.Equal("delivered", (string?)returning["result"]["trackingStatus"]);
        var native = (await Admin.Get($"/emend/v1/orders/{await GetOrder(shipment)}"))["shipments"][0]!["parcels"]![0]!;
        Assert.Equal(
            ["outbound EXT-1", "inbound BACK-1"], native["trackingData"]!.AsArray().Select(t => $"{t!["direction"]} {t["number"]}"));
    }

    [Theory]
    [InlineData("ADD_LABELS_TO_PARCEL")]
    [InlineData("UPDATE_PARCEL_ITEM_RECORDABLE_ATTRIBUTES")]
    public async Task An_unsupported_action_of_a_parcel_is_rejected_with_the_supported_ones(string name)
    {
        var (_, shipment) = await PickedOrder.Create(Admin);
        var path = $"/api/parcels/{shipment["parcels"]![0]!["parcelRef"]}/actions";
        var rejected = await Admin.Post(path, $$"""{"name":"{{name}}","version":1}""");
        Assert.Equal(400, rejected.Status);
        Assert.Contains(name[..20], rejected.Problems, StringComparison.Ordinal);
        Assert.Contains("UPDATE_TRACKING_DATA", rejected.Problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[]""", "trackingData")]
    [InlineData("""[{"type":"SEND_LABEL","status":"LOST","trackingNumber":"1"}]""", "status")]
    [InlineData("""[{"type":"SEND_LABEL","status":"DELIVERED"}]""", "trackingNumber")]
    [InlineData("""[{"type":"OUTBOUND","status":"DELIVERED","trackingNumber":"1"}]""", "type")]
    public async Task Invalid_tracking_data_is_400_and_named(string data, string named)
    {
        var (_, shipment) = await PickedOrder.Create(Admin);
        var rejected = await Admin.Post(
            $"/api/parcels/{shipment["parcels"]![0]!["parcelRef"]}/actions",
            $$"""{"name":"UPDATE_TRACKING_DATA","version":1,"trackingData":{{data}}}""");
        Assert.Equal(400, rejected.Status);
        Assert.Contains(named, rejected.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_native_API_previews_and_records_tracking_data()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var path = $"/emend/v1/orders/{handover["orderRef"]}";
        var body = $$"""
            {"type":"track","parcel":"{{shipment["parcels"]![0]!["parcelRef"]}}",
             "trackingData":[{"direction":"outbound","status":"pickedUp","number":"EXT-9","carrierStatus":"scanned"}]}
            """;
        var preview = await Admin.Post(path + "/actions/shipping-label/preview", body);
        Assert.Equal("EXT-9", (string?)preview["consequences"]["handedOver"]![0]!["trackingNumbers"]![0]);
        var applied = await Admin.Post(path + "/actions/shipping-label", body);
        Assert.True(applied.Status == 200, applied.Text);
        Assert.Equal("EXT-9", (string?)(await Admin.Get(path))["shipments"][0]!["parcels"]![0]!["tracking"]);
        var events = (await Admin.Get($"/emend/v1/events?order={handover["orderRef"]}"))["events"].AsArray();
        Assert.Contains(events, e => (string?)e!["type"] == "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED");
    }

    [Fact]
    public async Task A_parcel_is_split_and_each_part_gets_a_label()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var path = $"/api/parcels/{shipment["parcels"]![0]!["parcelRef"]}";
        var item = (await Admin.Get(path))["items"].AsArray().Single()!;
        Assert.Equal((2, "TSHIRT-W-2468"), ((int)item["quantity"]!, (string?)item["article"]!["tenantArticleId"]));

        var split = await Admin.Post(path + "/actions", Split(1, item, 1));

        Assert.True(split.Status == 200, split.Text);
        Assert.Equal((2, 1), ((int)split["version"]!, (int)split["items"][0]!["quantity"]!));
        var parcels = (await Admin.Get($"/api/shipments/{shipment["id"]}"))["parcels"].AsArray();
        Assert.Equal(2, parcels.Count);
        var added = await Admin.Get($"/api/parcels/{parcels[1]!["parcelRef"]}");
        Assert.Equal(("OPEN", 1), ((string?)added["status"], (int)added["items"][0]!["quantity"]!));
        Assert.Equal(409, (await Admin.Post(path + "/actions", Split(1, item, 1))).Status);
        var whole = await Admin.Post(path + "/actions", Split(2, item, 1));
        var tooMany = await Admin.Post(path + "/actions", Split(2, item, 3));
        Assert.Equal((422, 422), (whole.Status, tooMany.Status));
        Assert.Contains("(rule SL-18)", whole.Problems, StringComparison.Ordinal);
        Assert.Contains("splitItemsInfo", tooMany.Problems, StringComparison.Ordinal);
        Assert.Equal(404, (await Admin.Post("/api/parcels/unknown/actions", Split(1, item, 1))).Status);

        var first = await PickedOrder.CreateLabeled(Admin, shipment);
        var second = await PickedOrder.CreateLabeled(Admin, shipment);
        Assert.NotEqual((string?)first["id"], (string?)second["id"]);
        Assert.NotEqual(
            (string?)first["result"]!["carrierTrackingNumber"], (string?)second["result"]!["carrierTrackingNumber"]);
        Assert.Equal("CONFIRMED", (string?)(await Admin.Get($"/api/shipments/{shipment["id"]}"))["status"]);
        var job = await Admin.Get($"/api/handoverjobs/{handover["id"]}");
        Assert.Null(job.Body!["handoverJobParcelInfo"]);
        var native = (await Admin.Get($"/emend/v1/orders/{handover["orderRef"]}"))["shipments"][0]!["parcels"]!.AsArray();
        Assert.Equal([1, 1], native.Select(p => (int)p!["lines"]![0]!["quantity"]!));
    }

    [Fact]
    public async Task The_target_time_of_a_shipment_is_set_once_and_found()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var path = $"/api/shipments/{shipment["id"]}";
        const string Body = """{"name":"ADD_TARGET_TIME","version":1,"targetTime":"2031-01-02T10:00:00.000Z"}""";
        Assert.NotEqual("2031-01-02T10:00:00.000Z", (string?)shipment["targetTime"]);

        var set = await Admin.Post(path + "/actions", Body);

        Assert.True(set.Status == 200, set.Text);
        Assert.Equal(("2031-01-02T10:00:00.000Z", 2), ((string?)set["targetTime"], (int)set["version"]!));
        Assert.Equal(409, (await Admin.Post(path + "/actions", Body)).Status);
        var again = Body.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);
        Assert.Equal(2, (int)(await Admin.Post(path + "/actions", again))["version"]!);
        var later = await Admin.Post(path + "/actions", again.Replace("2031-01-02", "2031-01-03", StringComparison.Ordinal));
        Assert.Equal(422, later.Status);
        Assert.Contains("(rule TT-4)", later.Problems, StringComparison.Ordinal);
        var listed = await Admin.Get("/api/shipments?startTargetTime=2031-01-01T00:00:00Z&endTargetTime=2031-02-01T00:00:00Z");
        Assert.Equal((string?)shipment["id"], (string?)listed["shipments"].AsArray().Single()!["id"]);
        var found = await Admin.Post(
            "/api/shipments/search", """{"query":{"targetTime":{"gte":"2031-01-01T00:00:00.000Z"}}}""");
        Assert.Equal((string?)shipment["id"], (string?)found["shipments"].AsArray().Single()!["id"]);
        var native = (await Admin.Get($"/emend/v1/orders/{handover["orderRef"]}"))["shipments"][0]!;
        Assert.StartsWith("2031-01-02T10:00:00", (string?)native["targetTime"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SPLIT_LINE_LINES_SHIPMENT")]
    [InlineData("UPDATE_SHIPMENT_LINE_ITEM_RECORDABLE_ATTRIBUTES")]
    public async Task An_unsupported_action_of_a_shipment_is_rejected_with_the_supported_ones(string name)
    {
        var (_, shipment) = await PickedOrder.Create(Admin);
        var rejected = await Admin.Post($"/api/shipments/{shipment["id"]}/actions", $$"""{"name":"{{name}}","version":1}""");
        Assert.Equal(400, rejected.Status);
        Assert.Contains(name[..20], rejected.Problems, StringComparison.Ordinal);
        Assert.Contains("ADD_TARGET_TIME", rejected.Problems, StringComparison.Ordinal);
    }

    private static string Track(int version, params string[] reports) =>
        $$"""{"name":"UPDATE_TRACKING_DATA","version":{{version}},"trackingData":[{{string.Join(',', reports)}}]}""";

    private static string Split(int version, JsonNode item, int quantity) => $$"""
        {"name":"SPLIT_LINES_PARCEL","version":{{version}},"splitItemsInfo":[{"itemId":"{{item["id"]}}","quantity":{{quantity}} }]}
        """;

    private static string Report(string status, string? carrierStatus = null) => new JsonObject
    {
        ["type"] = "SEND_LABEL",
        ["status"] = status,
        ["trackingNumber"] = "EXT-1",
        ["carrierStatus"] = carrierStatus ?? "scanned",
    }.ToJsonString();

    private async Task<string> GetOrder(JsonNode shipment) =>
        (string)(await Admin.Get($"/api/handoverjobs?tenantOrderId={shipment["tenantOrderId"]}"))["handoverjobs"][0]!["orderRef"]!;
}
