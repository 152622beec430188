using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api;

/// <summary>Every action of the fulfillmenttools API, executed and repeated.</summary>
public sealed class RepeatedVendorRequestTests : RepeatedRequestFixture
{
    private static readonly string[] Unions = ["OrderAction", "ProcessAction", "HandoverJobAction", "ParcelAction", "ShipmentAction"];

    [Fact]
    public async Task Every_repeated_request_of_the_vendor_api_gets_the_first_response()
    {
        await Prepare();
        await ModifyByVendorApi();
        await PickByVendorApi();
        await CancelByVendorApi();

        var schemas = (await Admin.Get("/docs/fulfillmenttools.json"))["components"]["schemas"]!;
        string[] named =
        [
            .. Unions.SelectMany(s =>
                schemas[s]!["discriminator"]!["mapping"]!.AsObject().Select(m => m.Key)),
        ];
        Assert.True(named.Length > 12, string.Join(' ', named));
        Assert.Empty(named.Except(Executed));
        await RepeatAll();
    }

    private async Task ModifyByVendorApi()
    {
        var placed = await Execute(
            "place", HttpMethod.Post, "/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 2)));
        var (order, line) = ($"/api/orders/{placed["id"]}", (string)placed["orderLineItems"][0]!["id"]!);
        await Patch(order, $$""" "orderLineItems":[{"id":"{{line}}","quantity":3}],"comment":"more" """);
        await Patch(order, """ "consumer":{"email":"b@example.org"} """);
        await Execute(
            "line", HttpMethod.Post, $"{order}/orderlineitems/{line}/actions",
            $$"""{"name":"UPDATE_CUSTOM_ATTRIBUTES","version":{{await Version(order)}},"customAttributes":{"a":1} }""");
        const string Address = """{"street":"Damrak","houseNumber":"1","postalCode":"1012 LG","city":"Amsterdam","country":"NL"}""";
        await ActByName(order, "CHANGE_CONSUMER_ADDRESS", $$""","addressType":"POSTAL_ADDRESS","consumerAddress":{{Address}}""");
        await ActByName(order, "REPLACE_CONSUMER_ADDRESSES", $$""","consumerAddresses":[{{Address}}]""");
        var process = $"/api/processes/{(await Admin.Get(order))["processId"]}";
        await ActByName(process, "UPDATE_GDPR_CLEANUP_DATE", ""","gdprCleanupDate":"2099-01-01" """);
        await ActByName(process, "UPDATE_PROCESS_DELETION_DATE", ""","deletionDate":"2099-02-01" """);
        foreach (var facility in (await Admin.Get("/api/facilities"))["facilities"].AsArray().Select(f => (string)f!["id"]!))
        {
            var body = $$"""{"name":"ASSIGN_FACILITY_TO_PROCESS","version":{{await Version(process)}},"facilityRef":"{{facility}}"}""";
            var before = await Version(process);
            var key = Guid.NewGuid().ToString();
            var answer = await Admin.Post(process + "/actions", body, key);
            if (answer.Status == 200 && await Version(process) != before)
            {
                Executed.Add("ASSIGN_FACILITY_TO_PROCESS");
                Requests.Add((HttpMethod.Post, process + "/actions", body, key, answer));
                break;
            }
        }

        var promised = await Admin.Post("/api/orders", Order("PROMISED"));
        await ActByName($"/api/orders/{promised["id"]}", "EXTEND_PROMISE", "");
        await ActByName($"/api/orders/{promised["id"]}", "CONFIRM_PROMISE", "");
        var locked = await Admin.Post("/api/orders", Order("LOCKED"));
        await ActByName($"/api/orders/{locked["id"]}", "UNLOCK", ""","targetTime":"2099-01-01T10:00:00.000Z" """);
        await ActByName($"/api/orders/{locked["id"]}", "CANCEL", "");
    }

    private async Task PickByVendorApi()
    {
        foreach (var end in new[] { "UPDATE_LINEITEM", "FINISH_HANDOVER_JOB", "CANCEL" })
        {
            var (order, job) = await PickVendorOrder(end);
            var handover = $"/api/handoverjobs/{(await Find("handoverjobs", order))["id"]}";
            if (end == "UPDATE_LINEITEM")
            {
                var shipment = $"/api/shipments/{(await Find("shipments", order))["id"]}";
                await ActByName(
                    $"/api/parcels/{(await Find("shipments", order))["parcels"]![0]!["parcelRef"]}", "SPLIT_LINES_PARCEL",
                    $$""","splitItemsInfo":[{"itemId":"{{order["orderLineItems"]![0]!["id"]}}","quantity":1}]""");
                await ActByName(shipment, "ADD_TARGET_TIME", ""","targetTime":"2099-01-01T10:00:00Z" """);
                var parcel = (await Execute("label", HttpMethod.Post, shipment + "/parcels", "{}"))["id"];
                await PickedOrder.WaitForLabel(Admin, parcel);
                var version = await Version($"/api/parcels/{parcel}");
                await Execute(
                    "void", HttpMethod.Patch, $"/api/parcels/{parcel}",
                    $$"""{"version":{{version}},"actions":[{"action":"ModifyParcel","status":"CANCELED"}]}""");
                await Execute("label", HttpMethod.Post, shipment + "/parcels", "{}");
                await PickedOrder.WaitForLabel(Admin, parcel);
                await ActByName(handover, "WAITING_FOR_INPUT", "");
            }

            await ActByName(handover, end, end switch
            {
                "UPDATE_LINEITEM" => $$""","lineItem":{"id":"{{order["orderLineItems"]![0]!["id"]}}","status":"CLOSED"}""",
                "CANCEL" => ""","payload":{"handoverJobCancelReason":"CONSUMER_NO_SHOW"}""",
                _ => "",
            });
            if (end == "FINISH_HANDOVER_JOB")
            {
                var parcel = (await Find("shipments", order))["parcels"]![0]!["parcelRef"];
                const string Delivered = """[{"type":"SEND_LABEL","status":"DELIVERED","trackingNumber":"EXT-1"}]""";
                await ActByName($"/api/parcels/{parcel}", "UPDATE_TRACKING_DATA", $$""","trackingData":{{Delivered}}""");
            }

            if (end == "CANCEL")
            {
                var canceled = await Admin.Get(handover);
                await Execute(
                    "create handover", HttpMethod.Post, "/api/handoverjobs",
                    $$"""
                    {"processId":"{{canceled["processId"]}}","facilityRef":"{{canceled["facilityRef"]}}","channel":"DELIVERY",
                     "targetTime":"2026-05-04T12:00:00Z","orderDate":"2026-05-04T12:00:00Z"}
                    """);
            }
        }

        foreach (var name in new[] { "REMOVE_RESERVATIONS_KEEP_STOCKS", "REMOVE_RESERVATIONS_REDUCE_STOCKS" })
        {
            var reserved = await Admin.Place((Shirt, 1));
            var reservation = (await Admin.Get($"/api/reservations?orderRef={reserved["id"]}"))["reservations"][0]!["id"];
            await Execute(
                name, HttpMethod.Post, "/api/reservations/actions",
                $$"""{"name":"{{name}}","reservationSelector":{"reservationRefs":["{{reservation}}"]} }""");
        }

        await Execute(
            "create pick job", HttpMethod.Post, "/api/pickjobs",
            $$"""
            {"orderDate":"2026-05-04T12:00:00Z","facilityRef":"urn:fft:facility:tenantFacilityId:DE-BER-DC",
             "pickLineItems":[{"quantity":1,"article":{"tenantArticleId":"{{Shirt}}","title":"Shirt"} }]}
            """);
        var rejected = await Admin.Place((Shirt, 1));
        var path = $"/api/pickjobs/{(await GetPickJob(rejected))["id"]}";
        await Execute(
            "reject", HttpMethod.Patch, path,
            $$"""{"version":{{await Version(path)}},"actions":[{"action":"ModifyPickJob","status":"REJECTED"}]}""");
    }

    private async Task CancelByVendorApi()
    {
        var (order, _) = await PickVendorOrder("force");
        await ActByName($"/api/orders/{order["id"]}", "FORCE_CANCEL", "");
        var (other, _) = await PickVendorOrder("bulk");
        var version = await Version($"/api/orders/{other["id"]}");
        await Execute(
            "bulk", HttpMethod.Post, "/api/orders/actions",
            $$"""{"name":"BULK_FORCE_CANCEL","orders":[{"orderId":"{{other["id"]}}","version":{{version}} }]}""");
    }

    private async Task<(JsonNode Order, string Job)> PickVendorOrder(string number)
    {
        var order = (await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 2)).Replace(
            "\"orderDate\"", $"\"tenantOrderId\": \"{number}\", \"orderDate\"", StringComparison.Ordinal))).Body!;
        var job = $"/api/pickjobs/{(await GetPickJob(order))["id"]}";
        var line = order["orderLineItems"]![0]!["id"];
        await ActByName(job, "START", "");
        await ActByName(job, "PICK", $$""","lineItems":[{"id":"{{line}}","picked":2}]""");
        await ActByName(job, "CLOSE", "");
        return (order, job);
    }

    private async Task<JsonNode> Find(string list, JsonNode order) =>
        (await Admin.Get($"/api/{list}?tenantOrderId={order["tenantOrderId"]}"))[list][0]!;

    private static string Order(string status) => FulfillmenttoolsTestClient.Order((Shirt, 1)).Replace(
        "\"orderDate\"",
        $$"""
        "status": "{{status}}",{{(status == "PROMISED"
            ? $$"""
              "promisesOptions": { "validUntil": "{{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ss.fffZ}}" },
              """
            : "")}} "orderDate"
        """,
        StringComparison.Ordinal);

    private async Task<string> Version(string path) => $"{(await Admin.Get(path))["version"]}";

    private async Task ActByName(string path, string name, string members) => await Execute(
        name, HttpMethod.Post, path + "/actions", $$"""{"name":"{{name}}","version":{{await Version(path)}}{{members}} }""");

    private async Task Patch(string order, string members) => await Execute(
        "patch", HttpMethod.Patch, order, $$"""{"version":{{await Version(order)}},{{members}} }""");
}
