using System.Text.Json.Nodes;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>A completely picked order.</summary>
internal static class PickedOrder
{
    private const string Article = "TSHIRT-W-2468";

    /// <summary>The handover job and the shipment of the order. Carrier PARCELS serves the facility.</summary>
    public static async Task<(JsonNode Handover, JsonNode Shipment)> Create(FulfillmenttoolsTestClient client)
    {
        var number = $"P-{Guid.NewGuid():N}";
        var order = await client.Post("/api/orders", FulfillmenttoolsTestClient.Order((Article, 2)).Replace(
            "\"orderDate\"", $"\"tenantOrderId\": \"{number}\", \"orderDate\"", StringComparison.Ordinal));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!;
        var carrier = await client.Post("/api/carriers", """{"key":"PARCELS","name":"Parcels","status":"ACTIVE"}""");
        if (carrier.Status == 201)
        {
            await client.Post($"/api/facilities/{job["facilityRef"]}/carriers/{carrier["id"]}", "{}");
        }

        var actions = $"/api/pickjobs/{job["id"]}/actions";
        await client.Post(actions, """{"name":"START","version":1}""");
        var line = order["orderLineItems"]![0]!["id"];
        await client.Post(actions, $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":2}]}""");
        await client.Post(actions, """{"name":"CLOSE","version":3}""");
        var found = $"tenantOrderId={number}";
        return (
            (await client.Get($"/api/handoverjobs?{found}"))["handoverjobs"][0]!,
            (await client.Get($"/api/shipments?{found}"))["shipments"][0]!);
    }

    /// <summary>The parcel of the order, after the response of the carrier.</summary>
    public static async Task<JsonNode> CreateLabeled(FulfillmenttoolsTestClient client, JsonNode shipment)
    {
        var asked = await client.Post($"/api/shipments/{shipment["id"]}/parcels", "{}");
        Assert.Equal((201, "PROCESSING"), (asked.Status, (string?)asked["status"]));
        return await WaitForLabel(client, asked["id"]);
    }

    /// <summary>The parcel, after its label request is completed.</summary>
    public static async Task<JsonNode> WaitForLabel(FulfillmenttoolsTestClient client, JsonNode id) => (await Wait.For(
        () => client.Get($"/api/parcels/{id}"),
        parcel => (string?)parcel["status"] != "PROCESSING",
        _ => "the carrier has answered")).Body!;
}
