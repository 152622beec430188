using System.Text.Json.Nodes;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>An order of which all is picked.</summary>
internal static class PickedOrder
{
    private const string Article = "TSHIRT-W-2468";

    /// <summary>Its handover job and its shipment. Carrier PARCELS comes to where it was picked.</summary>
    public static async Task<(JsonNode Handover, JsonNode Shipment)> One(FulfillmenttoolsTestClient client)
    {
        var number = $"P-{Guid.NewGuid():N}";
        var order = await client.Post("/api/orders", FulfillmenttoolsTestClient.Order((Article, 2)).Replace(
            "\"orderDate\"", $"\"tenantOrderId\": \"{number}\", \"orderDate\"", StringComparison.Ordinal));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!;
        var carrier = await client.Post("/api/carriers", """{"key":"PARCELS","name":"Parcels","status":"ACTIVE"}""");
        if (carrier.Status == 201) await client.Post($"/api/facilities/{job["facilityRef"]}/carriers/{carrier["id"]}", "{}");
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

    /// <summary>Its parcel, once the carrier has answered.</summary>
    public static async Task<JsonNode> Labelled(FulfillmenttoolsTestClient client, JsonNode shipment)
    {
        var asked = await client.Post($"/api/shipments/{shipment["id"]}/parcels", "{}");
        Assert.Equal((201, "PROCESSING"), (asked.Status, (string?)asked["status"]));
        return await Settled(client, asked["id"]);
    }

    /// <summary>The parcel, once nobody waits for its carrier.</summary>
    public static async Task<JsonNode> Settled(FulfillmenttoolsTestClient client, JsonNode id)
    {
        for (var i = 0; i < 200; i++)
        {
            var parcel = await client.Get($"/api/parcels/{id}");
            if ((string?)parcel["status"] != "PROCESSING") return parcel.Body!;
            await Task.Delay(50);
        }

        throw new TimeoutException("The carrier did not answer.");
    }
}
