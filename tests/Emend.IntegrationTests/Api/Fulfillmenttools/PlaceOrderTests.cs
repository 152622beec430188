using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class PlaceOrderTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_placed_order_is_returned_with_200_and_can_be_read()
    {
        var placed = await Admin.Post("/api/orders", CreateBody("WEB-1", FulfillmenttoolsTestClient.Order((Shirt, 2), (Jeans, 1))));
        Assert.Equal((200, "OK"), (placed.Status, placed.Reason));
        Assert.Equal(placed.Text, (await Admin.Get($"/api/orders/{placed["id"]}")).Text);
        Assert.Equal(placed.Text, (await Admin.Get($"/api//orders//{placed["id"]}")).Text);

        var list = await Admin.Get("/api/orders?tenantOrderId=WEB-1");
        Assert.Equal((1, (string?)placed["id"]), ((int)list["total"]!, (string?)list["orders"]![0]!["id"]));

        var process = await Admin.Get($"/api/processes/{placed["processId"]}");
        Assert.Equal((200, "CREATED"), (process.Status, (string?)process["status"]));
        var job = (string)process["pickJobRefs"]![0]!;
        foreach (var query in (string[])[$"orderRef={placed["id"]}", "tenantOrderId=WEB-1", $"pickJobRef={job}"])
        {
            Assert.Equal(process.Text, (await Admin.Get($"/api/process?{query}")).Text);
        }

        var plans = await Admin.Get($"/api/routingplans?orderRef={placed["id"]}");
        Assert.Equal("ROUTED", (string?)plans["routingPlans"]![0]!["status"]);
        var plan = await Admin.Get($"/api/routingplans/{plans["routingPlans"]![0]!["id"]}");
        Assert.Equal((200, job), (plan.Status, (string?)plan["pickJobRef"]));
    }

    [Fact]
    public async Task Units_are_reserved_at_the_facility_of_the_route()
    {
        var order = await Admin.Place((Shirt, 4));
        var list = await Admin.Get("/api/reservations");
        var reservation = list["reservations"]![0]!;
        Assert.Equal((1, 4), ((int)list["total"]!, (int)reservation["quantity"]!));
        Assert.Equal((string?)order["id"], (string?)reservation["relatedRefs"]!["orderRefs"]![0]);
        var single = await Admin.Get($"/api/reservations/{reservation["id"]}");
        Assert.Equal(reservation.ToJsonString(), single.Body!.ToJsonString());

        var stock = await Admin.Get($"/api/stocks/{reservation["host"]!["reference"]}");
        Assert.Equal((4, Shirt), ((int)stock["reserved"]!, (string?)stock["tenantArticleId"]));
        var kept = await Admin.Send(HttpMethod.Delete, $"/api/stocks/{stock["id"]}", null);
        Assert.Equal(422, kept.Status);
        Assert.Contains("hold reservations", kept.Problems);
    }

    [Fact]
    public async Task Orders_are_listed_page_by_page()
    {
        for (var n = 0; n < 3; n++)
        {
            await Admin.Place((Shirt, 1));
        }

        var first = await Admin.Get("/api/orders?size=2");
        Assert.Equal((2, 3), (first["orders"]!.AsArray().Count, (int)first["total"]!));
        var rest = await Admin.Get($"/api/orders?size=2&startAfterId={first["orders"]![1]!["id"]}");
        Assert.Single(rest["orders"]!.AsArray());
    }

    [Fact]
    public async Task A_tenant_order_id_is_unique_among_open_orders()
    {
        var body = CreateBody("WEB-2", FulfillmenttoolsTestClient.Order((Shirt, 1)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Admin.Post("/api/orders", body)));
        Assert.Equal([200, 422, 422, 422], answers.Select(a => a.Status).Order());
        Assert.Contains("(rule PO-2)", answers.First(a => a.Status == 422).Problems);
    }

    [Fact]
    public async Task A_repeated_idempotency_key_places_once_and_a_different_request_is_rejected()
    {
        var body = FulfillmenttoolsTestClient.Order((Shirt, 1));
        var first = await Admin.Post("/api/orders", body, "key-1");
        var second = await Admin.Post("/api/orders", body, "key-1");
        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
        Assert.Equal(1, (int)(await Admin.Get("/api/orders"))["total"]!);
        Assert.Equal(422, (await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 2)), "key-1")).Status);
        Assert.Equal(400, (await Admin.Post("/api/orders", body, new string('k', 201))).Status);
    }

    [Fact]
    public async Task A_collected_order_can_use_a_tenant_facility_id()
    {
        var order = JsonNode.Parse(FulfillmenttoolsTestClient.Order((Shirt, 1)))!;
        order["deliveryPreferences"] = JsonNode.Parse("""{"collect":[{"tenantFacilityId":"NL-RTM-01"}]}""");
        var placed = await Admin.Post("/api/orders", order.ToJsonString());
        Assert.Equal(200, placed.Status);
        var facility = await Admin.Get("/api/facilities/urn:fft:facility:tenantFacilityId:NL-RTM-01");
        var plans = await Admin.Get($"/api/routingplans?orderRef={placed["id"]}");
        Assert.Equal((string?)facility["id"], (string?)plans["routingPlans"]![0]!["facilityRef"]);

        order["deliveryPreferences"] = JsonNode.Parse("""{"collect":[{"tenantFacilityId":"NL-XXX-99"}]}""");
        var rejected = await Admin.Post("/api/orders", order.ToJsonString());
        Assert.Equal(422, rejected.Status);
        Assert.Contains("(rule PO-7)", rejected.Problems);
    }

    [Fact]
    public async Task A_missing_write_permission_is_the_only_error()
    {
        using var picker = await App.SignIn("picker");
        var answer = await picker.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 1), (Shirt, 1)));
        Assert.Equal((403, "Forbidden"), (answer.Status, answer.Reason));
        Assert.Single(answer.Body!.AsArray());
        Assert.Contains("ORDER_WRITE", answer.Problems);
    }

    private static string CreateBody(string tenantOrderId, string order)
    {
        var body = JsonNode.Parse(order)!;
        body["tenantOrderId"] = tenantOrderId;
        return body.ToJsonString();
    }
}
