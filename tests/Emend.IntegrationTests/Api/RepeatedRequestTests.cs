using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api;

/// <summary>
/// Every action of both APIs with an Idempotency-Key. After all actions, each request is repeated and must get its first response, although
/// the order was changed, picked, handed over or canceled since then.
/// </summary>
public sealed class RepeatedRequestTests : FulfillmenttoolsFixture
{
    private static readonly string[] NativeUnions = ["PickJobAction", "HandoverJobAction", "LabelAction", "ReturnTaskAction", "Change"];
    private static readonly string[] VendorUnions = ["OrderAction", "ProcessAction", "HandoverJobAction"];

    // Needs unroutable units and stock that arrives between two requests. The command is written like every other action.
    private static readonly string[] NotExecuted = ["reroute-unroutable"];

    private readonly List<(HttpMethod Method, string Path, string Body, string Key, ApiResponse First)> _requests = [];

    private readonly HashSet<string> _executed = [];

    [Fact]
    public async Task Every_repeated_request_of_the_native_api_gets_the_first_response()
    {
        await Prepare();
        await ModifyAndUndo();
        await Promise();
        await Reroute();
        await PickAndHandOver();
        await EndPickJobs();
        await CancelHandover();
        await Cancel();

        var document = (await Admin.Get("/docs/native.json")).Body!;
        var schemas = document["components"]!["schemas"]!;
        string[] named =
        [
            .. NativeUnions.SelectMany(s =>
                schemas[s]!["discriminator"]!["mapping"]!.AsObject().Select(m => m.Key)),
            .. document["paths"]!.AsObject().Select(p => p.Key).Where(p => p.Contains("{orderId}/actions/", StringComparison.Ordinal))
                .Select(p => p.Split('/')[^1]).Where(a => a is not ("preview" or "pick-job" or "handover-job" or "shipping-label")),
        ];
        Assert.True(named.Length > 30, string.Join(' ', named));
        Assert.Empty(named.Except(_executed).Except(NotExecuted));
        await RepeatAll();
    }

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
            .. VendorUnions.SelectMany(s =>
                schemas[s]!["discriminator"]!["mapping"]!.AsObject().Select(m => m.Key)),
        ];
        Assert.True(named.Length > 12, string.Join(' ', named));
        Assert.Empty(named.Except(_executed));
        await RepeatAll();
    }

    private async Task Prepare()
    {
        await Admin.Put("/api/configurations/ordercancelation", """{"version":1,"allowForceCancelOrder":true}""");
        foreach (var carrier in new[] { "PARCELS", "BIKES" })
        {
            var created = await Admin.Post("/api/carriers", $$"""{"key":"{{carrier}}","name":"{{carrier}}","status":"ACTIVE"}""");
            foreach (var facility in (await Admin.Get("/api/facilities"))["facilities"].AsArray())
            {
                await Admin.Post($"/api/facilities/{facility!["id"]}/carriers/{created["id"]}", "{}");
            }
        }
    }

    private async Task ModifyAndUndo()
    {
        var path = await PlaceNative();
        var line = await Id(path, "lines");
        await Change(
            path,
            $$"""{"type":"setQuantity","line":"{{line}}","quantity":3}""",
            """{"type":"addLine","article":"CAP-R-9082","quantity":1}""");
        await Change(
            path, $$"""{"type":"removeLine","line":"{{await Id(path, "lines", 1)}}"}""",
            """{"type":"setPreferredTime","preferredTime":"2099-01-01T10:00:00Z"}""");
        await Change(
            path, $$"""{"type":"setArticle","line":"{{line}}","title":"White"}""", """{"type":"setAttributes","attributes":{"a":1}}""");
        await Change(
            path, $$"""{"type":"setLineAttributes","line":"{{line}}","attributes":{"b":1} }""",
            """{"type":"setConsumer","email":"a@example.org"}""");
        await Change(path, $$"""{"type":"capQuantity","article":"{{Shirt}}","quantity":2}""");
        await Change(path, """{"type":"setAddress","houseNumber":"2"}""");
        await Change(path, """{"type":"setPreferredTime","preferredTime":"2099-03-01T10:00:00Z"}""");
        var undo = await Execute("undo", HttpMethod.Post, path + "/modifications/3/undo", "{}");
        Assert.NotEmpty(undo["unrestoredFields"].AsArray());
    }

    private async Task Promise()
    {
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("O");
        var promised = await PlaceNative($$""" "status":"promised","promisedUntil":"{{until}}", """);
        await Act(promised, "extend-promise", $$"""{"until":"{{DateTimeOffset.UtcNow.AddHours(2):O}}"}""");
        await Act(promised, "confirm-promise", $$"""{"tenantOrderId":"{{Guid.NewGuid()}}"}""");
        var locked = await PlaceNative(""" "status":"locked", """);
        await Act(locked, "unlock-order", """{"preferredTime":"2099-02-01T10:00:00Z"}""");
    }

    private async Task Reroute()
    {
        var path = await PlaceNative();
        await AssignToAnotherFacility(path);
        await Act(path, "reroute-order", "{}");
        await AssignToAnotherFacility(path);
        await Act(path, "task-reroute", $$"""{"pickJob":"{{await Id(path, "pickJobs")}}"}""");
        await Act(path, "cancel-order", "{}");
    }

    private async Task AssignToAnotherFacility(string path)
    {
        var facilities = (await Admin.Get("/api/facilities"))["facilities"].AsArray().Select(f => (string)f!["id"]!).ToList();
        var current = (string)(await Admin.Get(path))["pickJobs"][0]!["facility"]!;
        foreach (var facility in facilities.Where(f => f != current))
        {
            if ((bool)(await Admin.Post(path + "/actions/assign-order/preview", $$"""{"facility":"{{facility}}"}"""))["accepted"]!)
            {
                await Act(path, "assign-order", $$"""{"facility":"{{facility}}"}""");
                return;
            }
        }

        Assert.Fail("No other facility can supply the order.");
    }

    private async Task PickAndHandOver()
    {
        var path = await PlaceNative();
        var (job, line) = (await Id(path, "pickJobs"), await Id(path, "lines"));
        foreach (var step in new[] { "start", "pause", "start" })
        {
            await Act(path, "pick-job", $$"""{"type":"{{step}}","pickJob":"{{job}}"}""");
        }

        await Act(path, "pick-job", $$"""{"type":"split","pickJob":"{{job}}","pieces":[{"line":"{{line}}","quantity":1}]}""");
        var parts = (await Admin.Get(path))["pickJobs"][0]!["lines"]![0]!["parts"]!.AsArray().Select(p => $"\"{p!["id"]}\"");
        await Act(path, "pick-job", $$"""{"type":"merge","pickJob":"{{job}}","parts":[{{string.Join(',', parts)}}]}""");
        await Act(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{line}}","quantity":1}]}""");
        await Act(path, "pick-job", $$"""{"type":"restart","pickJob":"{{job}}"}""");
        await Act(path, "pick-job", $$"""{"type":"reset","pickJob":"{{job}}"}""");
        await Pick(path, job, line);
        var (handover, order) = (await Id(path, "handoverJobs"), await Admin.Get(path));
        var (shipment, parcel) = (order["shipments"][0]!["id"], order["shipments"][0]!["parcels"]![0]!["id"]!);
        await Act(path, "shipping-label", $$"""{"type":"request","parcel":"{{parcel}}","carrier":"PARCELS"}""");
        await PickedOrder.WaitForLabel(Admin, parcel);
        await Act(path, "carrier-change", $$"""{"shipment":"{{shipment}}","carrier":"BIKES"}""");
        await Act(path, "shipping-label", $$"""{"type":"request","parcel":"{{parcel}}"}""");
        await PickedOrder.WaitForLabel(Admin, parcel);
        await Act(path, "shipping-label", $$"""{"type":"void","parcel":"{{parcel}}"}""");
        await Act(path, "shipping-label", $$"""{"type":"request","parcel":"{{parcel}}"}""");
        await PickedOrder.WaitForLabel(Admin, parcel);
        await Act(path, "handover-job", $$"""{"type":"wait","handoverJob":"{{handover}}"}""");
        await Act(path, "handover-job", $$"""{"type":"revert","handoverJob":"{{handover}}"}""");
        await Act(path, "handover-job", $$"""{"type":"handOver","handoverJob":"{{handover}}"}""");
    }

    private async Task EndPickJobs()
    {
        var path = await PlaceNative();
        var (job, line) = (await Id(path, "pickJobs"), await Id(path, "lines"));
        await Act(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}"}""");
        await Act(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{line}}","quantity":1}]}""");
        await Act(path, "pick-job", $$"""{"type":"abort","pickJob":"{{job}}"}""");
        var task = (await Admin.Get($"/emend/v1/return-tasks?order={path.Split('/')[^1]}"))["returnTasks"][0]!["id"];
        var tasks = $"/emend/v1/return-tasks/{task}/actions";
        await Execute("restock", HttpMethod.Post, tasks, $$"""{"type":"restock","lines":[{"line":"{{line}}","quantity":1}]}""");

        path = await PlaceNative();
        job = await Id(path, "pickJobs");
        await Act(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}"}""");
        await Act(path, "pick-job", $$"""{"type":"cancel","pickJob":"{{job}}"}""");
    }

    private async Task CancelHandover()
    {
        var path = await PlaceNative();
        await Pick(path, await Id(path, "pickJobs"), await Id(path, "lines"));
        await Act(
            path, "handover-job", $$"""{"type":"cancel","handoverJob":"{{await Id(path, "handoverJobs")}}","reason":"consumerNoShow"}""");
        var task = (await Admin.Get($"/emend/v1/return-tasks?order={path.Split('/')[^1]}"))["returnTasks"][0]!["id"];
        await Execute("close", HttpMethod.Post, $"/emend/v1/return-tasks/{task}/actions", """{"type":"close"}""");
    }

    private async Task Cancel()
    {
        var path = await PlaceNative();
        await Pick(path, await Id(path, "pickJobs"), await Id(path, "lines"));
        var forced = await Act(path, "force-cancel-order", "{}");
        Assert.Equal(4, forced["consequences"]["endedEntities"]!.AsArray().Count);
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
                _executed.Add("ASSIGN_FACILITY_TO_PROCESS");
                _requests.Add((HttpMethod.Post, process + "/actions", body, key, answer));
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
        }

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

    private async Task Pick(string path, string job, string line)
    {
        await Act(path, "pick-job", $$"""{"type":"start","pickJob":"{{job}}"}""");
        await Act(path, "pick-job", $$"""{"type":"pick","pickJob":"{{job}}","lines":[{"line":"{{line}}","quantity":2}]}""");
        await Act(path, "pick-job", $$"""{"type":"close","pickJob":"{{job}}"}""");
    }

    private async Task<string> PlaceNative(string members = "")
    {
        var order = await Execute("place", HttpMethod.Post, "/emend/v1/orders", $$"""
            { {{members}} "lines": [ { "article": "{{Shirt}}", "quantity": 2 } ], "consumer": { "addresses": [
              { "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG", "city": "Amsterdam", "country": "NL" } ] } }
            """);
        return $"/emend/v1/orders/{order["id"]}";
    }

    private async Task<string> Id(string path, string list, int index = 0) => (string)(await Admin.Get(path))[list][index]!["id"]!;

    private async Task Change(string path, params string[] changes)
    {
        await Execute("modify", HttpMethod.Post, path + "/modifications", $$"""{"changes":[{{string.Join(',', changes)}}]}""");
        _executed.UnionWith(changes.Select(c => (string)JsonNode.Parse(c)!["type"]!));
    }

    private async Task<ApiResponse> Act(string path, string action, string body)
    {
        var answer = await Execute(action, HttpMethod.Post, $"{path}/actions/{action}", body);
        Assert.True((bool)answer["changed"]!, $"{action} {body}: {answer.Text}");
        if ((string?)JsonNode.Parse(body)!["type"] is { } type)
        {
            _executed.Add(type);
        }

        return answer;
    }

    private async Task<ApiResponse> Execute(string name, HttpMethod method, string path, string body)
    {
        var key = Guid.NewGuid().ToString();
        var answer = await Admin.Send(method, path, body, key);
        Assert.True(answer.Status is 200 or 201, $"{name} {path} {body}: {answer.Text}");
        _executed.Add(name);
        _requests.Add((method, path, body, key, answer));
        return answer;
    }

    private async Task RepeatAll()
    {
        var differences = new List<string>();
        foreach (var (method, path, body, key, first) in _requests)
        {
            var again = await Admin.Send(method, path, body, key);
            if ((again.Status, again.Text) != (first.Status, first.Text))
            {
                differences.Add($"{method} {path} {body}\n first {first.Text}\n again {again.Text}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }
}
