using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ModifyOrderTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Lines_are_changed_added_and_removed_by_a_diff()
    {
        var order = await Admin.Place((Shirt, 3), (Jeans, 1));
        var answer = await Patch(order, $$"""
            "comment":"rang us up","orderLineItems":[
              {"id":"{{GetLineId(order)}}","quantity":5},
              {"id":"{{GetLineId(order, 1)}}","quantity":0},
              {"quantity":1,"article":{"tenantArticleId":"{{Sneakers}}","title":"White Sneakers"} }]
            """);
        Assert.Equal((200, 2), (answer.Status, (int)answer["version"]!));
        Assert.Equal([5, 1], answer["orderLineItems"]!.AsArray().Select(l => (int)l!["quantity"]!));
        var update = answer["updateDetails"]![0]!;
        Assert.Equal(("rang us up", 3), ((string?)update["comment"], update["changes"]!["orderLineItems"]!.AsArray().Count));
        Assert.Equal(answer.Text, (await Admin.Get($"/api/orders/{order["id"]}")).Text);

        var plans = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]!.AsArray();
        Assert.Equal(["REROUTED", "ROUTED"], plans.Select(p => (string?)p!["status"]));
        Assert.Equal("ORDERMODIFIED", (string?)plans[1]!["reRouteReason"]);
        Assert.Equal((string?)plans[1]!["id"], (string?)plans[0]!["successorRerouteRoutingPlanRefs"]![0]);
        var jobs = (await Admin.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"]!.AsArray();
        Assert.Equal(["OPEN", "REROUTED"], jobs.Select(j => (string?)j!["status"]).Order());
    }

    [Fact]
    public async Task An_order_that_asks_for_more_than_there_is_keeps_its_units_and_says_what_waits()
    {
        var facility = (await Admin.Get("/api/facilities?size=1"))["facilities"]![0]!["id"];
        await Admin.Put("/api/stocks", $$"""{"stocks":[{"facilityRef":"{{facility}}","tenantArticleId":"RARE-1","value":8}]}""");
        var order = await Admin.Place(("RARE-1", 5));
        var line = GetLineId(order);

        var answer = await Patch(order, $$""" "orderLineItems":[{"id":"{{line}}","quantity":50}] """);

        Assert.Equal((200, $"{line}=45"), (answer.Status, answer.Headers["Emend-Unroutable-Units"]));
        var plans = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]!.AsArray();
        Assert.Equal([("NOT_ROUTABLE", 45), ("ROUTED", 5)], plans.Where(p => (string?)p!["status"] is not "REROUTED")
            .Select(p => ((string)p!["status"]!, (int)p["orderLineItems"]![0]!["quantity"]!)).Order());

        // The next order does not get the five units.
        var other = await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order(("RARE-1", 8)));
        Assert.Equal($"{GetLineId(other.Body!)}=8", other.Headers["Emend-Unroutable-Units"]);
        var lowered = await Patch(answer.Body!, $$""" "orderLineItems":[{"id":"{{line}}","quantity":5}] """);
        Assert.False(lowered.Headers.ContainsKey("Emend-Unroutable-Units"));
    }

    [Fact]
    public async Task Date_attributes_and_address_are_changed_together()
    {
        var order = await Admin.Place((Shirt, 3));
        var answer = await Patch(order, """
            "preferredHandlingTime":"2035-05-04T13:00:00.000Z","customAttributes":{"giftWrap":true,"note":"x"},
            "consumer":{"email":"new@example.com","addresses":[
              {"street":"Domplein","houseNumber":"29","postalCode":"3512 JE","city":"Utrecht","country":"NL"}]}
            """);
        Assert.Equal(200, answer.Status);
        Assert.Equal("2035-05-04T13:00:00.000Z", (string?)answer["deliveryPreferences"]!["shipping"]!["desiredDeliveryTime"]);
        Assert.Equal("Utrecht", (string?)answer["consumer"]!["addresses"]![0]!["city"]);
        Assert.Equal("DELIVERY", (string?)answer["deliveryPreferences"]!["shipping"]!["serviceLevel"]);

        var merged = await Patch(answer.Body!, """ "customAttributes":{"note":null,"more":[1]} """);
        Assert.Equal("""{"giftWrap":true,"more":[1]}""", merged["customAttributes"]!.ToJsonString());
        Assert.Equal("new@example.com", (string?)merged["consumer"]!["email"]);
        Assert.Single(merged["updateDetails"]!.AsArray());
        Assert.Equal(2, (await Admin.Get($"/api/orders/{merged["id"]}"))["updateDetails"]!.AsArray().Count);
    }

    [Fact]
    public async Task Line_attributes_have_their_own_action()
    {
        var order = await Admin.Place((Shirt, 3));
        var path = $"/api/orders/{order["id"]}/orderlineitems/{GetLineId(order)}/actions";
        var answer = await Admin.Post(path, """{"name":"UPDATE_CUSTOM_ATTRIBUTES","version":1,"customAttributes":{"engrave":"B"}}""");
        Assert.Equal((200, 2), (answer.Status, (int)answer["version"]!));
        Assert.Equal("B", (string?)answer["orderLineItems"]![0]!["customAttributes"]!["engrave"]);
        var unknown = await Admin.Post(path, """{"name":"UPDATE","version":2,"customAttributes":{}}""");
        Assert.Equal(400, unknown.Status);
        Assert.Contains("UPDATE_CUSTOM_ATTRIBUTES", unknown.Problems);
    }

    [Fact]
    public async Task A_modification_without_effect_changes_nothing()
    {
        var order = await Admin.Place((Shirt, 3));
        var answer = await Patch(order, $$"""
            "orderLineItems":[{"id":"{{GetLineId(order)}}","quantity":3}],"customAttributes":{"gone":null},"consumer":{"email":null}
            """);
        Assert.Equal((200, order.ToJsonString()), (answer.Status, answer.Body!.ToJsonString()));
        Assert.Equal(200, (await Admin.Patch($"/api/orders/{order["id"]}", """{"version":1}""")).Status);
        Assert.Equal("true", answer.Headers["Emend-Unchanged"]);
        var comment = await Admin.Patch($"/api/orders/{order["id"]}", """{"version":1,"comment":"rang us up"}""");
        Assert.Equal(400, comment.Status);
        Assert.Contains("comment", comment.Problems, StringComparison.Ordinal);
        Assert.Equal(404, (await Admin.Patch("/api/orders/unknown", """{"version":1,"comment":"rang us up"}""")).Status);
        var history = await Admin.Get($"/emend/v1/orders/{order["id"]}/modifications?includeFulfillment=true");
        Assert.Equal(1, (int)Assert.Single(history["entries"]!.AsArray())!["revision"]!);
        Assert.Single((await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]!.AsArray());
    }

    [Fact]
    public async Task A_repeated_idempotency_key_changes_once()
    {
        var order = await Admin.Place((Shirt, 3));
        var path = $"/api/orders/{order["id"]}";
        var body = $$"""{"version":1,"orderLineItems":[{"id":"{{GetLineId(order)}}","quantity":5}]}""";
        var first = await Admin.Patch(path, body, "k");
        var second = await Admin.Patch(path, body, "k");
        Assert.Equal((200, first.Text), (second.Status, second.Text));
        Assert.Equal(409, (await Admin.Patch(path, body, "another")).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_wrong_version_is_a_conflict_with_both_versions(int version)
    {
        var order = await Admin.Place((Shirt, 3));
        var answer = await Admin.Patch($"/api/orders/{order["id"]}", $$"""{"version":{{version}},"customAttributes":{"a":1} }""");
        Assert.Equal((409, "Conflict"), (answer.Status, answer.Reason));
        Assert.Equal((1, version), ((int)answer.Body![0]!["version"]!, (int)answer.Body[0]!["requestVersion"]!));
    }

    [Fact]
    public async Task Every_rule_violation_has_its_path()
    {
        var order = await Admin.Place((Shirt, 3), (Jeans, 1));
        var answer = await Patch(order, $$"""
            "preferredHandlingTime":"2020-01-01T00:00:00Z","orderLineItems":[
              {"id":"{{GetLineId(order)}}","quantity":1.5},
              {"id":"{{GetLineId(order, 1)}}","article":{"tenantArticleId":"{{Shirt}}","title":"x"} },
              {"id":"none","quantity":1}]
            """);
        Assert.Equal((422, "Unprocessable Entity"), (answer.Status, answer.Reason));
        Assert.Contains("orderLineItems[0].quantity: rule EL-8 requires:", answer.Problems);
        Assert.Contains("orderLineItems[1].article.tenantArticleId: rule EL-7 requires:", answer.Problems);
        Assert.Contains("orderLineItems[2].id: rule EL-5 requires: the line belongs to the order", answer.Problems);
        Assert.Contains("preferredHandlingTime: rule PD-4 requires: the date is not before today", answer.Problems);
        Assert.Equal(order.ToJsonString(), (await Admin.Get($"/api/orders/{order["id"]}")).Body!.ToJsonString());
    }

    [Fact]
    public async Task Duplicate_articles_and_empty_orders_are_rejected()
    {
        var order = await Admin.Place((Shirt, 3), (Jeans, 1));
        var added = $$"""{"quantity":1,"article":{"tenantArticleId":"{{Sneakers}}","title":"x"} }""";
        Assert.Contains("(rule AL-9)", (await Patch(order, $""" "orderLineItems":[{added},{added}] """)).Problems);
        var existing = $$"""{"quantity":1,"article":{"tenantArticleId":"{{Shirt}}","title":"x"} }""";
        Assert.Contains("(rule AL-9)", (await Patch(order, $""" "orderLineItems":[{existing}] """)).Problems);
        var none = await Patch(order, $$"""
            "orderLineItems":[{"id":"{{GetLineId(order)}}","quantity":0},{"id":"{{GetLineId(order, 1)}}","quantity":0}]
            """);
        Assert.Contains("(rule EL-9)", none.Problems);
    }

    [Fact]
    public async Task Started_work_prevents_line_changes_but_not_address_changes()
    {
        var order = await Admin.Place((Shirt, 3));
        Assert.Equal(200, (await Act(await GetPickJob(order), "START")).Status);
        var rejected = await Patch(order, $$""" "orderLineItems":[{"id":"{{GetLineId(order)}}","quantity":1}] """);
        Assert.Equal(422, rejected.Status);
        Assert.Contains("all operational entities of the order are open", rejected.Problems);
        Assert.Equal(200, (await Patch(order, """ "consumer":{"email":"new@example.com"} """)).Status);
    }

    [Fact]
    public async Task The_disabled_configuration_prevents_only_line_and_date_changes()
    {
        const string Switch = "/api/configurations/ordermodification";
        var order = await Admin.Place((Shirt, 3));
        var version = (await Admin.Get(Switch))["version"];
        Assert.Equal(200, (await Admin.Put(Switch, $$"""{"version":{{version}},"allowOrderLineItemModification":false}""")).Status);
        var rejected = await Patch(order, $$""" "orderLineItems":[{"id":"{{GetLineId(order)}}","quantity":1}] """);
        Assert.Equal(422, rejected.Status);
        Assert.Contains("line item modification is enabled", rejected.Problems);
        Assert.Equal(200, (await Patch(order, """ "customAttributes":{"a":1} """)).Status);
    }

    [Fact]
    public async Task A_missing_line_permission_is_the_only_error()
    {
        var order = await Admin.Place((Shirt, 3));
        using var picker = await App.SignIn("picker");
        var answer = await picker.Patch($"/api/orders/{order["id"]}", """{"version":0,"customAttributes":{"a":1}}""");
        Assert.Equal(403, answer.Status);
        Assert.Contains("ORDER_WRITE", answer.Problems);
        using var agent = await App.SignIn("agent");
        Assert.Equal(200, (await agent.Patch($"/api/orders/{order["id"]}", """{"version":1,"customAttributes":{"a":1}}""")).Status);
    }
}
