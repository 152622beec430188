using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Messaging;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>The contents of events: entities, comments and sequence numbers.</summary>
public sealed class EventContentTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Events_of_handovers_shipments_and_parcels_contain_the_entity_with_its_tracking_number()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        string[] events = ["HANDOVERJOB_CREATED", "SHIPMENT_UPDATED", "PARCEL_CARRIER_CREATED"];
        foreach (var name in events)
        {
            await Subscribe(receiver, name);
        }

        var (handover, shipment) = await PickedOrder.Create(Admin);
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);

        var calls = await receiver.Until(all => events.All(name => all.Any(c => IsOf(c, name) && !IsPending(c))));
        var created = calls.Last(c => IsOf(c, "HANDOVERJOB_CREATED")).Body["payload"]!;
        Assert.True(JsonNode.DeepEquals(handover, created), created.ToJsonString());
        var read = (await Admin.Get($"/api/parcels/{parcel["id"]}")).Body!;
        var labeled = calls.Last(c => IsOf(c, "PARCEL_CARRIER_CREATED")).Body["payload"]!;
        Assert.True(JsonNode.DeepEquals(read, labeled), labeled.ToJsonString());
        var updated = calls.Last(c => IsOf(c, "SHIPMENT_UPDATED")).Body["payload"]!;
        var tracking = (string)parcel["result"]!["carrierTrackingNumber"]!;
        Assert.Equal(
            ((string?)parcel["id"], tracking, "DONE"),
            ((string?)updated["parcels"]![0]!["parcelRef"], (string?)updated["parcels"]![0]!["carrierTrackingNumber"],
                (string?)updated["parcels"]![0]!["status"]));
        Assert.Equal(tracking, (string?)labeled["result"]!["carrierTrackingNumber"]);
    }

    [Fact]
    public async Task An_event_of_an_ended_shipment_contains_its_last_state()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        var (handover, shipment) = await PickedOrder.Create(Admin);
        await Subscribe(receiver, "SHIPMENT_UPDATED");
        var answer = await Admin.Post(
            $"/api/handoverjobs/{handover["id"]}/actions",
            """{"name":"CANCEL","version":1,"payload":{"handoverJobCancelReason":"CONSUMER_REJECTS"} }""");
        Assert.True(answer.Status == 200, answer.Text);

        var payload = (await receiver.Until(1))[0].Body["payload"]!;

        Assert.True(JsonNode.DeepEquals((await Admin.Get($"/api/shipments/{shipment["id"]}")).Body, payload), payload.ToJsonString());
        Assert.Equal("CANCELED", (string?)payload["status"]);
    }

    [Fact]
    public async Task An_address_change_announces_the_shipment_and_the_parcel_whose_label_it_makes_obsolete()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);
        await Subscribe(receiver, "SHIPMENT_UPDATED");
        await Subscribe(receiver, "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED");

        await ChangeAddress((string)handover["orderRef"]!);

        var calls = await receiver.Until(2);
        var shipped = calls.Single(c => IsOf(c, "SHIPMENT_UPDATED")).Body["payload"]!;
        Assert.Equal(
            ((string?)shipment["id"], "INITIAL", "OBSOLETE"),
            ((string?)shipped["id"], (string?)shipped["status"], (string?)shipped["parcels"]![0]!["status"]));
        var obsolete = calls.Single(c => !IsOf(c, "SHIPMENT_UPDATED")).Body["payload"]!;
        Assert.Equal(((string?)parcel["id"], "OBSOLETE"), ((string?)obsolete["id"], (string?)obsolete["status"]));
    }

    [Fact]
    public async Task A_modification_event_contains_the_comment_in_the_update_details()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        await Subscribe(receiver, "ORDER_MODIFIED");
        var order = await Admin.Place((Shirt, 1));
        var answer = await Patch(order, "\"comment\":\"as agreed by phone\",\"customAttributes\":{\"gift\":true}");
        Assert.True(answer.Status == 200, answer.Text);

        var payload = (await receiver.Until(1))[0].Body["payload"]!;

        var detail = Assert.Single(payload["updateDetails"]!.AsArray())!;
        Assert.Equal("as agreed by phone", (string?)detail["comment"]);
        Assert.True((bool)detail["changes"]!["customAttributes"]!["gift"]!);
        Assert.Null(detail["user"]);
        Assert.True(JsonNode.DeepEquals(detail, answer["updateDetails"][0]), detail.ToJsonString());
    }

    [Fact]
    public async Task One_subscription_receives_several_event_types_of_an_order_in_sequence()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        var made = await Admin.Post("/emend/v1/subscriptions", $$"""
            {"name":"shop","types":["ORDER_MODIFIED","ORDER_CREATED","ORDER_CANCELLED"],"callbackUrl":"{{receiver.Url}}/hook"}
            """);
        Assert.True(made.Status == 201, made.Text);
        var order = await Admin.Place((Shirt, 1));
        await Patch(order, "\"customAttributes\":{\"gift\":true}");
        await Admin.Post($"/api/orders/{order["id"]}/actions", """{"name":"CANCEL","version":2}""");

        var calls = await receiver.Until(3);

        Assert.Equal(["ORDER_CREATED", "ORDER_MODIFIED", "ORDER_CANCELLED"], calls.Select(c => (string?)c.Body["event"]));
        var sequence = calls.Select(c => (long)c.Body["sequence"]!).ToList();
        Assert.Equal(sequence.Distinct().Order(), sequence);
        Assert.Equal(sequence.Select(s => $"{s}"), calls.Select(c => c.Headers["emend-sequence"]));
        var feed = (await Admin.Get($"/emend/v1/events?order={order["id"]}"))["events"].AsArray();
        Assert.Equal(feed.Select(e => (long)e!["sequence"]!).Order(), feed.Select(e => (long)e!["sequence"]!));
        Assert.Equal(
            calls.Select(c => (c.EventId, (long)c.Body["sequence"]!)),
            feed.Where(e => ((string)e!["type"]!).StartsWith("ORDER_", StringComparison.Ordinal))
                .Select(e => ((string)e!["id"]!, (long)e["sequence"]!)));
    }

    [Fact]
    public async Task A_subscription_without_types_receives_all_events_and_only_the_native_api_has_it()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        var made = await Admin.Post("/emend/v1/subscriptions", $$"""{"name":"all","callbackUrl":"{{receiver.Url}}/hook"}""");
        var id = (string)made["id"]!;
        var order = await Admin.Place((Shirt, 1));

        await receiver.Until(all => all.Any(c => IsOf(c, "PICK_JOB_CREATED")));

        Assert.Equal(["ORDER_CREATED", "ROUTING_PLAN_ROUTED", "PICK_JOB_CREATED"], receiver.Calls.Select(c => (string?)c.Body["event"]));
        Assert.All(receiver.Calls, c => Assert.Equal((string?)order["id"], c.OrderId));
        Assert.Equal(("*", "/emend/v1/subscriptions"), ((string?)made["event"], "/emend/v1/subscriptions"));
        Assert.Empty((await Admin.Get("/api/subscriptions"))["subscriptions"].AsArray());
        Assert.Equal(404, (await Admin.Get($"/api/subscriptions/{id}")).Status);
        Assert.Single((await Admin.Get("/emend/v1/subscriptions"))["subscriptions"].AsArray());
        Assert.Equal(204, (await Admin.Send(HttpMethod.Delete, $"/emend/v1/subscriptions/{id}", null)).Status);
        Assert.Equal(404, (await Admin.Send(HttpMethod.Delete, $"/emend/v1/subscriptions/{id}", null)).Status);
    }

    [Theory]
    [InlineData("\"types\":[\"ORDER_CHANGED\"],\"callbackUrl\":\"http://127.0.0.1:9/\"", "/types/0")]
    [InlineData("\"types\":[],\"callbackUrl\":\"http://127.0.0.1:9/\"", "/types")]
    [InlineData("\"callbackUrl\":\"ftp://127.0.0.1/\"", "/callbackUrl")]
    [InlineData("\"callbackUrl\":\"http://127.0.0.1:9/\",\"headers\":[{\"key\":\"Host\",\"value\":\"a\"}]", "/headers/0/key")]
    [InlineData("\"callbackUrl\":\"http://127.0.0.1:9/\",\"facilities\":[\"nowhere\"]", "/facilities/0")]
    public async Task An_invalid_native_subscription_is_rejected_with_the_field(string members, string pointer)
    {
        var answer = await Admin.Post("/emend/v1/subscriptions", $$"""{"name":"shop",{{members}}}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(pointer, (string?)answer["errors"][0]!["pointer"]);
        Assert.Empty((await Admin.Get("/emend/v1/subscriptions"))["subscriptions"].AsArray());
    }

    [Fact]
    public async Task A_sixth_subscription_of_the_same_event_types_is_rejected()
    {
        const string Body = """{"name":"shop","types":["ORDER_CREATED"],"callbackUrl":"http://127.0.0.1:9/"}""";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(201, (await Admin.Post("/emend/v1/subscriptions", Body)).Status);
        }

        var sixth = await Admin.Post("/emend/v1/subscriptions", Body);

        Assert.Equal((422, "/types"), (sixth.Status, (string?)sixth["errors"][0]!["pointer"]));
    }

    private static bool IsOf(ReceivedCall call, string name) => (string?)call.Body["event"] == name;

    // A shipment is also updated by the label request.
    private static bool IsPending(ReceivedCall call) => (string?)call.Body["payload"]!["status"] is "REQUEST";

    private async Task Subscribe(WebhookTestReceiver receiver, string name)
    {
        var made = await Admin.Post(
            "/api/subscriptions", $$"""{"name":"one","event":"{{name}}","callbackUrl":"{{receiver.Url}}/hook"}""");
        Assert.True(made.Status == 201, made.Text);
    }

    private async Task ChangeAddress(string id)
    {
        var order = await Admin.Get($"/api/orders/{id}");
        var answer = await Patch(order.Body!, """
            "consumer":{"addresses":[{"street":"Oudegracht","houseNumber":"2","postalCode":"3511 AB","city":"Utrecht","country":"NL"}]}
            """);
        Assert.True(answer.Status == 200, answer.Text);
    }
}
