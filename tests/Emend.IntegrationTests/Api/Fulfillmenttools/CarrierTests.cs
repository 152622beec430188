using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Carriers, picking times, services, and infinite stock, and their effect on routing.</summary>
public sealed class CarrierTests : FulfillmenttoolsFixture
{
    private const string Amsterdam = "/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01";

    [Fact]
    public async Task A_carrier_is_created_listed_and_connected_once()
    {
        var carrier = await Carrier();
        Assert.Equal(["DHL_V2", "ACTIVE", "DELIVERY"], ((string[])["key", "status", "deliveryType"]).Select(m => (string?)carrier[m]));
        Assert.Equal((await Admin.Get($"/api/carriers/{carrier["id"]}")).Text, carrier.Text);
        Assert.Equal(1, (int)(await Admin.Get("/api/carriers"))["total"]!);

        var path = $"{Amsterdam}/carriers/{carrier["id"]}";
        Assert.Equal(404, (await Admin.Get(path)).Status);
        var made = await Admin.Post(path, """{"name":"Pick-up at five","cutoffTime":{"hour":17,"minute":0}}""");
        Assert.Equal((201, 1), (made.Status, (int)made["version"]!));
        Assert.Equal(409, (await Admin.Post(path, "{}")).Status);
        Assert.Equal(made.Text, (await Admin.Get(path)).Text);
        Assert.Equal(1, (int)(await Admin.Get($"{Amsterdam}/carriers"))["total"]!);

        Assert.Equal(409, (await Admin.Put(path, """{"version":7}""")).Status);
        var off = await Admin.Put(path, """{"version":1,"status":"INACTIVE"}""");
        Assert.Equal((200, 2, "INACTIVE"), (off.Status, (int)off["version"]!, (string?)off["status"]));
        Assert.Equal(404, (await Admin.Post($"{Amsterdam}/carriers/none", "{}")).Status);
    }

    [Fact]
    public async Task The_carrier_fence_applies_to_new_connections_immediately()
    {
        var carrier = await Carrier();
        Assert.Equal(201, (await Admin.Post($"{Amsterdam}/carriers/{carrier["id"]}", "{}")).Status);
        await ActivateStrategy("FACILITY-CARRIERAVAILABILITY");
        var served = (await Admin.Get(Amsterdam))["id"];

        Assert.Equal((string?)served, (string?)(await GetPlan(CreateOrderBody("DHL_V2")))["facilityRef"]);
        Assert.Equal((string?)served, (string?)(await GetPlan(CreateOrderBody((string)carrier["id"]!)))["facilityRef"]);
        Assert.Equal((string?)served, (string?)(await GetPlan(FulfillmenttoolsTestClient.Order((Jeans, 1))))["facilityRef"]);
        Assert.Equal("NOT_ROUTABLE", (string?)(await GetPlan(CreateOrderBody("UPS")))["status"]);

        await Admin.Put($"{Amsterdam}/carriers/{carrier["id"]}", """{"version":1,"status":"INACTIVE"}""");
        Assert.Equal("NOT_ROUTABLE", (string?)(await GetPlan(FulfillmenttoolsTestClient.Order((Jeans, 1))))["status"]);
    }

    [Fact]
    public async Task An_order_beyond_the_capacity_is_routed_to_another_facility()
    {
        const string None = """[{"start":{"hour":0,"minute":0},"end":{"hour":23,"minute":59},"capacity":0}]""";
        var days = string.Join(',', ((string[])["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
            .Select(day => $"\"{day}\":{None}"));
        await ActivateStrategy("FACILITY-PICKING-TIME-CAPACITY");
        var first = (string)(await GetPlan(FulfillmenttoolsTestClient.Order((Jeans, 1))))["facilityRef"]!;

        var facility = await Admin.Get($"/api/facilities/{first}");
        var body = $$"""
            {"version":{{facility["version"]}},"capacityEnabled":true,"capacityPlanningTimeframe":2,
             "pickingTimes":{ {{days}} } }
            """;
        Assert.Equal(200, (await Admin.Patch($"/api/facilities/{first}", body)).Status);
        Assert.NotEqual(first, (string?)(await GetPlan(FulfillmenttoolsTestClient.Order((Jeans, 1))))["facilityRef"]);

        facility = await Admin.Get($"/api/facilities/{first}");
        body = $$"""{"version":{{facility["version"]}},"capacityEnabled":false}""";
        Assert.Equal(200, (await Admin.Patch($"/api/facilities/{first}", body)).Status);
        Assert.Equal(first, (string?)(await GetPlan(FulfillmenttoolsTestClient.Order((Jeans, 1))))["facilityRef"]);
    }

    [Theory]
    [InlineData("""{"pickingTimes":{"mondy":[]}}""", "Did you mean monday?")]
    [InlineData("""{"pickingTimes":{"monday":[{"start":{"hour":9,"minute":0},"end":{"hour":8,"minute":0}}]}}""", "monday[0] ends before")]
    [InlineData(
        """
        {"pickingTimes":{"monday":[{"start":{"hour":9,"minute":0},"end":{"hour":12,"minute":0}},
                                   {"start":{"hour":11,"minute":0},"end":{"hour":13,"minute":0}}]}}
        """,
        "monday[1] overlaps")]
    [InlineData("""{"pickingTimes":{"monday":[{"start":{"hour":24,"minute":0},"end":{"hour":8,"minute":0}}]}}""", "start.hour is 24")]
    [InlineData("""{"address":{"resolvedTimeZone":{"timeZoneId":"Mars/Olympus"}}}""", "resolvedTimeZone.timeZoneId")]
    [InlineData("""{"services":[{"type":"SHIPPING"}]}""", "services[0].type")]
    public async Task Invalid_facility_capabilities_are_rejected(string members, string problem)
    {
        var answer = await Admin.Patch(Amsterdam, $$"""{"version":1,{{members[1..]}}""");
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_infinite_stock_orders_are_routed_and_picked_without_stock_changes()
    {
        Assert.False((bool)(await Admin.Get("/api/configurations/orderrouting"))["infiniteStockEnabled"]!);
        Assert.Equal(201, (await Admin.Put("/api/configurations/orderrouting", """{"infiniteStockEnabled":true}""")).Status);
        var order = await Admin.Place(("NEVER-HEARD-OF", 1_000_000));
        var job = await GetPickJob(order);
        Assert.Equal(0, (int)(await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);
        foreach (var step in (string[])["START", "CLOSE"])
        {
            var done = await Act(job, step);
            Assert.True(done.Status == 200, done.Text);
            job = done.Body!;
        }

        Assert.Equal(200, (await Admin.Put("/api/configurations/orderrouting", """{"infiniteStockEnabled":false}""")).Status);
        Assert.Equal("NOT_ROUTABLE", (string?)(await GetPlan(FulfillmenttoolsTestClient.Order(("NEVER-HEARD-OF", 1))))["status"]);
        Assert.Equal(400, (await Admin.Put("/api/configurations/orderrouting", """{"infiniteStock":true}""")).Status);
    }

    private static string CreateOrderBody(string carrier)
    {
        var order = JsonNode.Parse(FulfillmenttoolsTestClient.Order((Jeans, 1)))!;
        order["deliveryPreferences"] = JsonNode.Parse($$"""{"shipping":{"preferredCarriers":["{{carrier}}"]} }""");
        return order.ToJsonString();
    }

    private Task<ApiResponse> Carrier() => Admin.Post("/api/carriers", """{"key":"DHL_V2","name":"DHL","status":"ACTIVE"}""");

    private async Task ActivateStrategy(string fence)
    {
        var node = $$"""
            {"config":{"fences":[{"type":"StandardFence","implementation":"AVOID-ZERO-STOCK","active":true},
                                 {"type":"StandardFence","implementation":"{{fence}}","active":true}],"ratings":[]} }
            """;
        var made = await Admin.Post("/api/routing/strategies", $$"""{"nameLocalized":{"en_US":"Own"},"rootNode":{{node}} }""");
        Assert.True(made.Status == 201, made.Text);
        var used = await Admin.Post($"/api/routing/strategies/{made["id"]}/actions", """{"name":"ACTIVATE","version":1}""");
        Assert.True(used.Status == 200, used.Text);
    }

    private async Task<JsonNode> GetPlan(string body)
    {
        var order = await Admin.Post("/api/orders", body);
        Assert.True(order.Status == 200, order.Text);
        return (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]![0]!;
    }
}
