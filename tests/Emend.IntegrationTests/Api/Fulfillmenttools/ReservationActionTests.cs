using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>POST /api/reservations/actions: removes reservations and keeps or reduces the stock.</summary>
public sealed class ReservationActionTests : FulfillmenttoolsFixture
{
    private const string Keep = "REMOVE_RESERVATIONS_KEEP_STOCKS";
    private const string Reduce = "REMOVE_RESERVATIONS_REDUCE_STOCKS";

    [Fact]
    public async Task Reservations_of_an_order_are_removed_and_the_stock_is_kept()
    {
        var (order, reservation) = await PlaceReserved();
        var before = await Stock(reservation);

        var answer = await Remove(Keep, $$"""{"orderRefs":["{{order["id"]}}"]}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal([(string)reservation["id"]!], answer.Body!.AsArray().Select(r => (string)r!["reservation"]!["id"]!));
        Assert.Equal("DELETED", (string)answer.Body!.AsArray()[0]!["status"]!);
        Assert.Equal(404, (await Admin.Get($"/api/reservations/{reservation["id"]}")).Status);
        var after = await Stock(reservation);
        Assert.Equal((before.Value, before.Reserved - 2), (after.Value, after.Reserved));
        Assert.Equal("OPEN", (string)(await GetPickJob(order))["status"]!);
        Assert.Empty((await Remove(Keep, $$"""{"orderRefs":["{{order["id"]}}"]}""")).Body!.AsArray());
    }

    [Fact]
    public async Task Reduced_stock_is_not_reduced_again_when_the_order_is_picked()
    {
        var (order, reservation) = await PlaceReserved();
        var before = await Stock(reservation);

        Assert.Equal(200, (await Remove(Reduce, $$"""{"reservationRefs":["{{reservation["id"]}}"]}""")).Status);

        var reduced = await Stock(reservation);
        Assert.Equal((before.Value - 2, before.Reserved - 2), (reduced.Value, reduced.Reserved));
        await Pick(order, 2);
        Assert.Equal(reduced, await Stock(reservation));
    }

    [Fact]
    public async Task Every_selector_selects_and_several_members_must_all_match()
    {
        var (order, reservation) = await PlaceReserved();
        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["id"];
        var (facility, id) = (reservation["facilityRef"], reservation["id"]);
        foreach (var selector in new[]
        {
            $$"""{"routingPlanRefs":["{{plan}}"],"reservationPredicate":{"facilityRef":{"eq":"nowhere"} } }""",
            """{"reservationRefs":["unknown"]}""",
        })
        {
            Assert.Empty((await Remove(Keep, selector)).Body!.AsArray());
        }

        foreach (var selector in new[]
        {
            $$"""{"routingPlanRefs":["{{plan}}"]}""",
            $$"""{"tenantOrderIds":["{{order["tenantOrderId"]}}"]}""",
            $$"""{"reservationPredicate":{"facilityRef":{"eq":"{{facility}}"},"id":{"in":["{{id}}"]} } }""",
        })
        {
            Assert.Single((await Remove(Keep, selector)).Body!.AsArray());
            await Admin.Post($"/emend/v1/orders/{order["id"]}/actions/reroute-order", "{}");
        }
    }

    [Fact]
    public async Task Picked_goods_keep_their_reservation_unless_the_stock_is_reduced_and_one_rejection_removes_nothing()
    {
        var (order, reservation) = await PlaceReserved();
        var (_, other) = await PlaceReserved();
        await Pick(order, 1, closes: false);
        var both = $$"""{"reservationRefs":["{{reservation["id"]}}","{{other["id"]}}"]}""";

        var rejected = await Remove(Keep, both);

        Assert.Equal(422, rejected.Status);
        Assert.Contains("RV-4", rejected.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await Admin.Get($"/api/reservations/{other["id"]}")).Status);
        Assert.Equal(2, (await Remove(Reduce, both)).Body!.AsArray().Count);
    }

    [Fact]
    public async Task Freed_units_go_to_the_order_that_waits_for_them()
    {
        var (order, reservation) = await PlaceReserved();
        var stock = await Admin.Get($"/api/stocks?tenantArticleId={Shirt}&facilityRef={reservation["facilityRef"]}");
        foreach (var other in (await Admin.Get($"/api/stocks?tenantArticleId={Shirt}&size=100"))["stocks"].AsArray())
        {
            var value = (string)other!["id"]! == (string)stock["stocks"][0]!["id"]! ? 2 : 0;
            await Admin.Put($"/api/stocks/{other["id"]}", $$"""{"version":{{other["version"]}},"value":{{value}}}""");
        }

        var waiting = await Admin.Place((Shirt, 2));
        Assert.Equal(200, (await Remove(Keep, $$"""{"orderRefs":["{{order["id"]}}"]}""")).Status);

        var held = await Wait.For(
            async () => (await Admin.Get($"/api/reservations?orderRef={waiting["id"]}"))["reservations"].AsArray(),
            reservations => reservations.Count > 0,
            _ => "the waiting order has a reservation");

        Assert.Equal(2, (int)Assert.Single(held)!["quantity"]!);
    }

    [Fact]
    public async Task A_repeated_request_completes_an_interrupted_one_and_returns_the_first_response()
    {
        var (first, second) = (await PlaceReserved(), await PlaceReserved());
        var both = $$"""{"reservationRefs":["{{second.Reservation["id"]}}","{{first.Reservation["id"]}}"]}""";
        var answer = await Remove(Keep, both, "batch");
        Assert.Equal(2, answer.Body!.AsArray().Count);
        await Reserve(second.Order);
        Assert.Equal(answer.Text, (await Remove(Keep, both, "batch")).Text);
        Assert.Equal(200, (await Admin.Get($"/api/reservations/{second.Reservation["id"]}")).Status);

        // As if the node had stopped after the first order.
        var key = Statement.One("DELETE FROM idempotency_keys WHERE order_id = $1 AND key LIKE 'batch%'", (string)second.Order["id"]!);
        Assert.True((await App.Services.GetRequiredService<Database>().Write([key], default)).IsCommitted);
        var repeated = await Remove(Keep, both, "batch");

        Assert.Equal((200, answer.Text), (repeated.Status, repeated.Text));
        Assert.Equal(404, (await Admin.Get($"/api/reservations/{second.Reservation["id"]}")).Status);
        await Reserve(second.Order);
        Assert.Equal(answer.Text, (await Remove(Keep, both, "batch")).Text);
        Assert.Equal(200, (await Admin.Get($"/api/reservations/{second.Reservation["id"]}")).Status);
    }

    [Fact]
    public async Task Keys_that_start_with_the_key_and_a_slash_belong_to_other_requests()
    {
        Assert.Equal(200, (await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 1)), "import/1")).Status);
        var order = await Admin.Place((Shirt, 1), (Jeans, 1));
        var reservations = (await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["reservations"].AsArray();
        var selector = $$"""{"reservationRefs":["{{reservations[0]!["id"]}}"]}""";
        Assert.Single((await Remove(Keep, selector, "import/2")).Body!.AsArray());

        var other = await Remove(Keep, selector, "import");

        Assert.Equal((200, "[]"), (other.Status, other.Text));
        Assert.Equal(200, (await Admin.Get($"/api/reservations/{reservations[1]!["id"]}")).Status);
    }

    [Fact]
    public async Task A_key_of_a_longer_key_removes_no_other_reservation()
    {
        var order = await Admin.Place((Shirt, 1), (Jeans, 1));
        var reservations = (await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["reservations"].AsArray();
        var selector = $$"""{"reservationRefs":["{{reservations[0]!["id"]}}"]}""";
        Assert.Single((await Remove(Keep, selector, "a/1")).Body!.AsArray());

        var other = await Remove(Keep, selector, "a");

        Assert.Equal(200, (await Admin.Get($"/api/reservations/{reservations[1]!["id"]}")).Status);
        Assert.Equal((200, "[]"), (other.Status, other.Text));
    }

    [Fact]
    public async Task Unknown_references_and_bad_selectors_are_told()
    {
        Assert.Equal(404, (await Remove(Keep, """{"orderRefs":["none"]}""")).Status);
        Assert.Equal(404, (await Remove(Keep, """{"routingPlanRefs":["none"]}""")).Status);
        Assert.Equal(404, (await Remove(Keep, """{"tenantOrderIds":["none"]}""")).Status);
        Assert.Equal(400, (await Remove(Keep, "{}")).Status);
        Assert.Equal(400, (await Remove("REMOVE", """{"orderRefs":["none"]}""")).Status);
        Assert.Equal(400, (await Remove(Keep, """{"orderRefs":["a","b"]}""")).Status);
    }

    private async Task<(JsonNode Order, JsonNode Reservation)> PlaceReserved()
    {
        var order = (await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 2)).Replace(
            "\"orderDate\"", $"\"tenantOrderId\": \"{Guid.NewGuid()}\", \"orderDate\"", StringComparison.Ordinal))).Body!;
        return (order, (await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["reservations"][0]!);
    }

    private async Task Pick(JsonNode order, int quantity, bool closes = true)
    {
        var job = $"/api/pickjobs/{(await GetPickJob(order))["id"]}";
        var line = order["orderLineItems"]![0]!["id"];
        await Admin.Post(job + "/actions", """{"name":"START","version":1}""");
        await Admin.Post(job + "/actions", $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":{{quantity}}}]}""");
        if (closes)
        {
            Assert.Equal(200, (await Admin.Post(job + "/actions", """{"name":"CLOSE","version":3}""")).Status);
        }
    }

    private async Task<(int Value, int Reserved)> Stock(JsonNode reservation)
    {
        var stock = (await Admin.Get($"/api/stocks/{reservation["host"]!["reference"]}")).Body!;
        return ((int)stock["value"]!, (int)stock["reserved"]!);
    }

    private async Task Reserve(JsonNode order) =>
        Assert.Equal(200, (await Admin.Post($"/emend/v1/orders/{order["id"]}/actions/reroute-order", "{}")).Status);

    private Task<ApiResponse> Remove(string name, string selector, string? key = null) =>
        Admin.Post("/api/reservations/actions", $$"""{"name":"{{name}}","reservationSelector":{{selector}}}""", key);
}
