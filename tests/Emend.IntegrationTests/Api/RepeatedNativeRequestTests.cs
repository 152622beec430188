using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api;

/// <summary>Every action of the native API, executed and repeated.</summary>
public sealed class RepeatedNativeRequestTests : RepeatedRequestFixture
{
    private static readonly string[] Unions = ["PickJobAction", "HandoverJobAction", "LabelAction", "ReturnTaskAction", "Change"];

    [Fact]
    public async Task Every_repeated_request_of_the_native_api_gets_the_first_response()
    {
        await Prepare();
        await ModifyAndUndo();
        await Promise();
        await Reroute();
        await RerouteUnroutable();
        await PickAndHandOver();
        await EndPickJobs();
        await CancelHandover();
        await Cancel();

        var document = (await Admin.Get("/docs/native.json")).Body!;
        var schemas = document["components"]!["schemas"]!;
        string[] named =
        [
            .. Unions.SelectMany(s =>
                schemas[s]!["discriminator"]!["mapping"]!.AsObject().Select(m => m.Key)),
            .. document["paths"]!.AsObject().Select(p => p.Key).Where(p => p.Contains("{orderId}/actions/", StringComparison.Ordinal))
                .Select(p => p.Split('/')[^1]).Where(a => a is not ("preview" or "pick-job" or "handover-job" or "shipping-label")),
        ];
        Assert.True(named.Length > 30, string.Join(' ', named));
        Assert.Empty(named.Except(Executed));
        await RepeatAll();
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
        await Change(path, """{"type":"setDelivery","carriers":["PARCELS"]}""");
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
        await Act(path, "remove-reservations", """{"reduceStock":true}""");
        await Act(path, "cancel-order", "{}");
    }

    // No other facility may supply a collected order. Its aborted units wait until a user offers them to the facility again.
    private async Task RerouteUnroutable()
    {
        var shipped = await PlaceNative();
        var facility = (await Admin.Get(shipped))["pickJobs"][0]!["facility"];
        var path = await PlaceNative($$""" "delivery": { "kind": "collect", "collectAt": "{{facility}}" }, """);
        await Act(path, "pick-job", $$"""{"type":"abort","pickJob":"{{await Id(path, "pickJobs")}}"}""");
        await Act(path, "reroute-unroutable", "{}");
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
        await Act(
            path, "shipping-label", $$"""{"type":"split","parcel":"{{parcel}}","version":1,"lines":[{"line":"{{line}}","quantity":1}]}""");
        await Act(path, "target-time", $$"""{"shipment":"{{shipment}}","targetTime":"2099-01-01T10:00:00Z"}""");
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
        const string Delivered = """[{"direction":"outbound","status":"delivered","number":"EXT-1"}]""";
        await Act(path, "shipping-label", $$"""{"type":"track","parcel":"{{parcel}}","trackingData":{{Delivered}}}""");
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
        var refused = (await Admin.Get($"/emend/v1/return-tasks?order={path.Split('/')[^1]}"))["returnTasks"][0]!["pickJob"];
        await Act(path, "handover-job", $$"""{"type":"create","pickJob":"{{refused}}"}""");
        await Act(
            path, "handover-job", $$"""{"type":"cancel","handoverJob":"{{await Id(path, "handoverJobs")}}","reason":"consumerRejects"}""");
        var task = (await Admin.Get($"/emend/v1/return-tasks?order={path.Split('/')[^1]}&status=open"))["returnTasks"][0]!["id"];
        await Execute("close", HttpMethod.Post, $"/emend/v1/return-tasks/{task}/actions", """{"type":"close"}""");
    }

    private async Task Cancel()
    {
        var path = await PlaceNative();
        await Pick(path, await Id(path, "pickJobs"), await Id(path, "lines"));
        var forced = await Act(path, "force-cancel-order", "{}");
        Assert.Equal(4, forced["consequences"]["endedEntities"]!.AsArray().Count);
    }

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
        Executed.UnionWith(changes.Select(c => (string)JsonNode.Parse(c)!["type"]!));
    }

    private async Task<ApiResponse> Act(string path, string action, string body)
    {
        var answer = await Execute(action, HttpMethod.Post, $"{path}/actions/{action}", body);
        Assert.True((bool)answer["changed"]!, $"{action} {body}: {answer.Text}");
        if ((string?)JsonNode.Parse(body)!["type"] is { } type)
        {
            Executed.Add(type);
        }

        return answer;
    }
}
