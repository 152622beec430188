using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>
/// Members that the vendor's clients rely on. <see cref="VendorResponseCheck"/> compares all responses with the document.
/// </summary>
public sealed class VendorBodyTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Superseded_plans_and_pick_jobs_name_the_article_of_a_removed_line()
    {
        var order = await Admin.Place((Shirt, 1), (Jeans, 1));
        var job = await GetPickJob(order);
        var line = GetLineId(order, 1);
        var answer = await Patch(order, $$"""
            "orderLineItems":[{"id":"{{line}}","quantity":0}]
            """);
        Assert.True(answer.Status == 200, answer.Text);

        var plans = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"].AsArray();
        var superseded = plans.First(p => (string?)p!["status"] is "REROUTED")!;
        Assert.Equal([Shirt, Jeans], superseded["orderLineItems"]!.AsArray().Select(GetArticle));
        var rerouted = await Admin.Get($"/api/pickjobs/{job["id"]}");
        Assert.Equal([Shirt, Jeans], rerouted["pickLineItems"].AsArray().Select(GetArticle));
    }

    [Fact]
    public async Task A_line_that_an_undo_adds_again_is_not_removed_anymore()
    {
        var order = await Admin.Place((Shirt, 1), (Jeans, 1));
        await Patch(order, $$"""
            "orderLineItems":[{"id":"{{GetLineId(order, 1)}}","quantity":0}]
            """);
        var undone = await Admin.Post($"/emend/v1/orders/{order["id"]}/modifications/2/undo", "{}");
        Assert.True(undone.Status == 200, undone.Text);

        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"].AsArray()[^1]!;
        Assert.Equal([Shirt, Jeans], plan["orderLineItems"]!.AsArray().Select(GetArticle).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task A_canceled_order_keeps_its_reason_with_text_locales_and_version()
    {
        var reason = await Admin.Post(
            "/api/cancelationreasons", """{"reason":"Changed mind","reasonLocalized":{"de_DE":"Umentschieden"} }""");
        var order = await Admin.Place((Shirt, 1));
        var answer = await Admin.Post(
            $"/api/orders/{order["id"]}/actions", $$"""{"name":"CANCEL","version":1,"cancelationReasonId":"{{reason["id"]}}"}""");
        await Admin.Send(HttpMethod.Delete, $"/api/cancelationreasons/{reason["id"]}", null);

        var kept = (await Admin.Get($"/api/orders/{order["id"]}"))["cancelationReason"];
        Assert.Equal(
            ("Changed mind", "Umentschieden", 1),
            ((string?)kept["reason"], (string?)kept["reasonLocalized"]!["de_DE"], (int)kept["version"]!));
        Assert.True(JsonNode.DeepEquals(kept, answer["cancelationReason"]), answer.Text);
    }

    [Fact]
    public async Task A_parcel_has_the_address_of_its_facility_and_a_shipment_refers_to_its_parcels()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var open = shipment["parcels"]![0]!;
        Assert.Equal(("", "OPEN"), ((string?)open["carrierRef"], (string?)open["status"]));
        Assert.Equal("DELIVERY", (string?)handover["channel"]);

        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);

        var facility = await Admin.Get($"/api/facilities/{parcel["facilityRef"]}");
        Assert.True(JsonNode.DeepEquals(facility["address"], parcel["sender"]), parcel.ToJsonString());
        Assert.Empty(parcel["loadUnitRefs"]!.AsArray());
        var listed = (await Admin.Get("/api/parcels"))["parcels"].AsArray().Single(p => (string?)p!["id"] == (string?)parcel["id"]);
        Assert.Equal((string?)parcel["id"], (string?)listed!["parcelRef"]);
        Assert.Equal((string?)parcel["result"]!["carrierTrackingNumber"], (string?)listed["carrierTrackingNumber"]);
        Assert.True(JsonNode.DeepEquals(parcel["sender"], listed["sender"]), listed.ToJsonString());
        var entry = (await Admin.Get($"/api/shipments/{shipment["id"]}"))["parcels"][0]!;
        Assert.Equal(
            ((string?)parcel["id"], (string?)parcel["carrierRef"], (string?)parcel["result"]!["carrierTrackingNumber"]),
            ((string?)entry["parcelRef"], (string?)entry["carrierRef"], (string?)entry["carrierTrackingNumber"]));
        Assert.NotEqual("", (string?)entry["carrierRef"]);
    }

    [Fact]
    public async Task The_order_routing_configuration_has_a_version_and_checks_it_if_it_is_given()
    {
        const string Path = "/api/configurations/orderrouting";
        Assert.Equal(0, (int)(await Admin.Get(Path))["version"]);
        Assert.Equal(1, (int)(await Admin.Put(Path, """{"infiniteStockEnabled":true}"""))["version"]);
        Assert.Equal(2, (int)(await Admin.Put(Path, """{"infiniteStockEnabled":false,"version":1}"""))["version"]);

        var outdated = await Admin.Put(Path, """{"infiniteStockEnabled":true,"version":1}""");

        Assert.Equal((409, 2, 1), (outdated.Status, (int)outdated.Body![0]!["version"]!, (int)outdated.Body[0]!["requestVersion"]!));
        Assert.False((bool)(await Admin.Get(Path))["infiniteStockEnabled"]);
    }

    [Fact]
    public async Task A_carrier_without_sizes_has_the_default_sizes()
    {
        var carrier = await Admin.Post("/api/carriers", """{"key":"VAN","name":"Van","defaultParcelWidthInCm":40}""");

        Assert.Equal(
            (40, 25, 10),
            ((int)carrier["defaultParcelWidthInCm"], (int)carrier["defaultParcelLengthInCm"], (int)carrier["defaultParcelHeightInCm"]));
    }

    [Fact]
    public async Task A_strategy_that_is_written_as_it_was_read_stays_the_same()
    {
        var made = await Admin.Post("/api/routing/strategies", """
            {"nameLocalized":{"en_US":"Own"},"rootNode":{"config":{"fences":[],"ratings":[],
              "orderSplit":{"active":true,"splitLines":true,"routeInPart":false} }},"globalConfiguration":{"rerouteShortPicks":true} }
            """);
        Assert.True(made.Status == 201, made.Text);
        Assert.Equal("Own", (string?)made["rootNode"]["nameLocalized"]!["en_US"]);
        Assert.Equal(10, (int)made["globalConfiguration"]["defaultPrice"]!);
        Assert.Equal(1000, (int)made["rootNode"]["config"]!["orderSplit"]!["maxSplitCount"]!);

        var written = await Admin.Put($"/api/routing/strategies/{made["id"]}", $$"""
            {"version":1,"rootNode":{{made["rootNode"].ToJsonString()}},
              "globalConfiguration":{{made["globalConfiguration"].ToJsonString()}} }
            """);

        Assert.True(written.Status == 200, written.Text);
        Assert.True(JsonNode.DeepEquals(made["rootNode"], written["rootNode"]), written.Text);
        Assert.True(JsonNode.DeepEquals(made["globalConfiguration"], written["globalConfiguration"]), written.Text);
    }

    [Fact]
    public async Task A_decision_log_names_the_articles_and_the_node_of_the_strategy()
    {
        var order = await Admin.Place((Shirt, 2));
        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!;

        var log = await Admin.Get((string)plan["decisionLogs"]![0]!["url"]!);

        var item = log["results"]["assignedItems"]![0]!;
        Assert.Equal((Shirt, 2m), ((string?)item["tenantArticleId"], (decimal)item["quantity"]!));
        var node = log["routingStrategyEvaluationResult"]["evaluatedPath"]![0]!;
        Assert.NotEmpty(node["nameLocalized"]!.AsObject());
    }

    private static string? GetArticle(JsonNode? line) => (string?)line!["article"]!["tenantArticleId"];
}
