using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Promised orders, the list of permissions, and replaced facilities.</summary>
public sealed class PromiseTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_promise_reserves_stock_and_tells_facilities_and_units_that_none_can_supply()
    {
        var promised = await Promise(3);
        Assert.True(promised.Status == 201, promised.Text);
        var shipment = promised["shipToCustomer"][0]!;
        Assert.Equal((Shirt, 3, 3), (
            (string?)shipment["lineItems"]![0]!["tenantArticleId"], (int)shipment["lineItems"]![0]!["quantity"]!,
            (int)shipment["lineItems"]![0]!["available"]!));
        Assert.NotNull((string?)shipment["facility"]!["facilityName"]);
        var order = await Admin.Get($"/api/orders/{promised["orderRef"]}");
        Assert.Equal(("PROMISED", (int)promised["orderVersion"]), ((string?)order["status"], (int)order["version"]));
        Assert.Equal(1, (int)(await Admin.Get($"/api/reservations?orderRef={promised["orderRef"]}"))["total"]);

        var tooMany = await Promise(1_000_000);
        Assert.True((int)tooMany["backOrdered"]["lineItems"]![0]!["quantity"]! > 0, tooMany.Text);
    }

    [Fact]
    public async Task A_promise_needs_the_time_at_which_it_expires()
    {
        var rejected = await Admin.Post("/api/promises/deliverypromise", Body(1, ""));
        Assert.Equal(400, rejected.Status);
        Assert.Contains("promisesOptions is missing", rejected.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permissions_are_listed_by_key_and_group()
    {
        var all = await Admin.Get("/api/permissions?size=250");
        var one = await Admin.Get("/api/permissions?key=ORDER_FORCE_CANCEL");
        var group = await Admin.Get("/api/permissions?group=USER_MANAGEMENT&size=1");

        Assert.Equal((int)all["total"], all["permissions"].AsArray().Count);
        Assert.Equal(("ORDER", "FORCE_CANCEL", "ORDER_MANAGEMENT"), (
            (string?)one["permissions"][0]!["subGroup"], (string?)one["permissions"][0]!["operation"],
            (string?)one["permissions"][0]!["group"]));
        Assert.True((int)group["total"] > 1);
        Assert.Equal(400, (await Admin.Get("/api/permissions?group=NONE")).Status);
    }

    [Fact]
    public async Task A_replaced_facility_loses_absent_members_and_an_equal_one_keeps_its_version()
    {
        const string Address =
            """{"companyName":"A","street":"B","houseNumber":"1","postalCode":"1012 LG","city":"Amsterdam","country":"NL"}""";
        var created = await Admin.Post("/api/facilities", $$"""
            {"name":"One","tenantFacilityId":"R-1","address":{{Address}},"customAttributes":{"a":1},"services":[{"type":"PICKUP"}]}
            """);
        var path = $"/api/facilities/{created["id"]}";
        var body = $$"""{"version":1,"name":"Two","tenantFacilityId":"R-1","address":{{Address}} }""";

        var replaced = await Admin.Put(path, body);
        Assert.True(replaced.Status == 200, replaced.Text);
        Assert.Equal(("Two", 2, null), ((string?)replaced["name"], (int)replaced["version"], replaced.Body!["customAttributes"]));
        Assert.Equal(409, (await Admin.Put(path, body)).Status);
        var same = await Admin.Put(path, body.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));
        Assert.Equal((200, 2), (same.Status, (int)same["version"]));
        Assert.Equal(400, (await Admin.Put(path, """{"version":2,"name":"Two"}""")).Status);
    }

    private Task<ApiResponse> Promise(int quantity) => Admin.Post(
        "/api/promises/deliverypromise",
        Body(quantity, $$""","promisesOptions":{"validUntil":"{{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}}" }"""));

    private static string Body(int quantity, string more) => $$"""
        {"orderDate":"2026-11-19T08:45:50.525Z","consumer":{"addresses":[
          {"street":"Damrak","houseNumber":"1","postalCode":"1012 LG","city":"Amsterdam","country":"NL"}]},
         "orderLineItems":[{"quantity":{{quantity}},"article":{"tenantArticleId":"{{Shirt}}","title":"Shirt"} }]{{more}} }
        """;
}
