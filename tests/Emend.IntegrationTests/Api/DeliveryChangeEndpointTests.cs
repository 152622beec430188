using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;

namespace Emend.IntegrationTests.Api;

/// <summary>Changes of the delivery through the native API, as both APIs show them.</summary>
public sealed class DeliveryChangeEndpointTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_shipped_order_is_collected_shipped_again_and_restored()
    {
        var facility = await FindFacility("NL-RTM-01");
        await ConnectCarrier(facility);
        var path = $"/emend/v1/orders/{(await PlaceVendorOrder(Shipping))["id"]}";
        var preview = await Admin.Post(path + "/modifications/preview", Change($$"""{"collectAt":"{{facility}}"}"""));
        Assert.Equal((200, true), (preview.Status, (bool)preview["accepted"]!));
        Assert.Equal("shipping", (string?)(await Admin.Get(path))["delivery"]!["kind"]);

        var token = (string)preview["quoteToken"]!;
        var body = JsonNode.Parse(Change($$"""{"collectAt":"{{facility}}"}"""))!;
        body["quoteToken"] = token;
        Assert.Equal(200, (await Admin.Post(path + "/modifications", body.ToJsonString())).Status);
        var collected = (await Admin.Get(path)).Body!;
        Assert.Equal($$"""{"kind":"collect","collectAt":"{{facility}}"}""", collected["delivery"]!.ToJsonString());
        Assert.Equal(facility, (string?)Assert.Single(collected["pickJobs"]!.AsArray())!["facility"]);
        var vendor = await Admin.Get($"/api/orders/{collected["id"]}");
        Assert.Equal($$"""{"collect":[{"facilityRef":"{{facility}}"}],"targetTime":"2030-01-01T10:00:00.000Z"}""",
            vendor["deliveryPreferences"]!.ToJsonString());

        var shipped = await Admin.Post(path + "/modifications", Change("""{"kind":"shipping","carriers":["DHL_V2"]}"""));
        Assert.True(shipped.Status == 200, shipped.Text);
        Assert.Equal(
            """{"kind":"shipping","serviceLevel":"standard","carriers":["DHL_V2"]}""",
            (await Admin.Get(path))["delivery"]!.ToJsonString());
        vendor = await Admin.Get($"/api/orders/{collected["id"]}");
        Assert.Equal(
            """{"serviceLevel":"DELIVERY","preferredCarriers":["DHL_V2"],"carrierProductCategory":"EXPRESS"}""",
            vendor["deliveryPreferences"]!["shipping"]!.ToJsonString());

        Assert.Equal(200, (await Admin.Post(path + "/modifications/3/undo", "{}")).Status);
        Assert.Equal("collect", (string?)(await Admin.Get(path))["delivery"]!["kind"]);
    }

    [Fact]
    public async Task A_collected_order_moves_to_another_facility()
    {
        var (amsterdam, rotterdam) = (await FindFacility("NL-AMS-01"), await FindFacility("NL-RTM-01"));
        var order = await PlaceVendorOrder("""{"collect":[{"tenantFacilityId":"NL-AMS-01","paid":true}]}""");
        var path = $"/emend/v1/orders/{order["id"]}";
        Assert.Equal(amsterdam, (string?)(await Admin.Get(path))["delivery"]!["collectAt"]);

        var moved = await Admin.Post(path + "/modifications", Change($$"""{"kind":"collect","collectAt":"{{rotterdam}}"}"""));
        Assert.Equal(200, moved.Status);
        Assert.Equal(rotterdam, (string?)Assert.Single((await Admin.Get(path))["pickJobs"]!.AsArray())!["facility"]);
        var vendor = await Admin.Get($"/api/orders/{order["id"]}");
        Assert.Equal($$"""[{"facilityRef":"{{rotterdam}}","paid":true}]""", vendor["deliveryPreferences"]!["collect"]!.ToJsonString());
        var actions = await Admin.Get(path + "/actions");
        Assert.Contains(actions["actions"]!.AsArray(), a => (string?)a!["action"] == "delivery" && (bool)a["allowed"]!);
    }

    [Fact]
    public async Task A_new_order_has_a_service_level_and_carriers()
    {
        var order = await Admin.Post("/emend/v1/orders", """
            { "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ],
              "delivery": { "kind": "shipping", "serviceLevel": "sameDay", "carriers": [ "DHL_V2" ] } }
            """);
        Assert.Equal("""{"kind":"shipping","serviceLevel":"sameDay","carriers":["DHL_V2"]}""", order["delivery"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"kind":"collect"}""", "/changes/0/collectAt")]
    [InlineData("""{"kind":"shipping","collectAt":"x"}""", "/changes/0/collectAt")]
    [InlineData("""{"kind":"drone"}""", "/changes/0/kind")]
    [InlineData("""{"serviceLevel":"tomorrow"}""", "/changes/0/serviceLevel")]
    [InlineData("""{"carriers":[1]}""", "/changes/0/carriers/0")]
    [InlineData("""{"product":"EXPRESS"}""", "/changes/0/product")]
    public async Task Bad_input_names_the_member(string change, string pointer)
    {
        var order = await PlaceVendorOrder(Shipping);
        var answer = await Admin.Post($"/emend/v1/orders/{order["id"]}/modifications", Change(change));
        Assert.Equal((400, pointer), (answer.Status, (string?)answer["errors"]![0]!["pointer"]));
    }

    [Theory]
    [InlineData("""{"collectAt":"nowhere"}""", "DV-3", "/changes/0/collectAt")]
    [InlineData("""{"carriers":["OWL"]}""", "DV-6", "/changes/0/carriers")]
    public async Task A_violation_names_the_rule_and_the_member(string change, string rule, string pointer)
    {
        var order = await PlaceVendorOrder(Shipping);
        var answer = await Admin.Post($"/emend/v1/orders/{order["id"]}/modifications", Change(change));
        var violation = answer["violations"]![0]!;
        Assert.Equal((422, rule, pointer), (answer.Status, (string?)violation["rule"], (string?)violation["pointer"]));
    }

    private const string Shipping =
        """{"shipping":{"serviceLevel":"SAMEDAY","carrierProductCategory":"EXPRESS"},"targetTime":"2030-01-01T10:00:00.000Z"}""";

    private static string Change(string members)
    {
        var change = JsonNode.Parse(members)!;
        change["type"] = "setDelivery";
        return $$"""{"changes":[{{change.ToJsonString()}}]}""";
    }

    private async Task<string> FindFacility(string tenantFacilityId) =>
        (string)(await Admin.Get($"/api/facilities/urn:fft:facility:tenantFacilityId:{tenantFacilityId}"))["id"]!;

    private async Task ConnectCarrier(string facility)
    {
        var carrier = await Admin.Post("/api/carriers", """{"name":"DHL","key":"DHL_V2","status":"ACTIVE"}""");
        Assert.Equal(201, (await Admin.Post($"/api/facilities/{facility}/carriers/{carrier["id"]}", "{}")).Status);
    }

    private async Task<JsonNode> PlaceVendorOrder(string delivery)
    {
        var order = await Admin.Post("/api/orders", $$"""
            {
              "orderDate": "2026-01-01T10:00:00.000Z", "deliveryPreferences": {{delivery}},
              "orderLineItems": [ { "article": { "tenantArticleId": "MUG-E-1207", "title": "Mug" }, "quantity": 1 } ],
              "consumer": { "addresses": [
                { "street": "Prinsengracht", "houseNumber": "263", "postalCode": "1016 GV", "city": "Amsterdam", "country": "NL" } ] }
            }
            """);
        Assert.Equal(200, order.Status);
        return order.Body!;
    }
}
