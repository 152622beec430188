using System.Text.Json.Nodes;
using Emend.IntegrationTests.BulkJobs;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Retention;

/// <summary>An order with personal data in every possible place, and its whole processing.</summary>
internal static class RetentionTestPerson
{
    private const string Article = "TSHIRT-W-2468";

    /// <summary>Values that must not exist anywhere after anonymization.</summary>
    public static readonly string[] Traits =
    [
        "Zyxwanda", "Quorbeek", "Vlinderpadstraat", "Zonderstad", "3511ZQ", "52.1234", "zyx@wanda.example", "klant-zyx", "0611223344",
        "geheimewens", "gegraveerdzyx", "regelzyx", "Tweedelaan", "Elderstad", "9712QX", "53.2198", "nieuw@wanda.example", "omdatzyx",
        "massazyx",
    ];

    private const string First =
        """
        {"consumerId":"klant-zyx","email":"zyx@wanda.example","addresses":[{"firstName":"Zyxwanda","lastName":"Quorbeek",
          "street":"Vlinderpadstraat","houseNumber":"7","postalCode":"3511ZQ","city":"Zonderstad","country":"NL",
          "phoneNumbers":[{"value":"0611223344","type":"MOBILE"}],"coordinates":{"lat":52.1234,"lon":5.4321}}]}
        """;

    private const string Second =
        """
        {"consumerId":"klant-zyx","email":"nieuw@wanda.example","addresses":[{"firstName":"Zyxwanda","lastName":"Quorbeek",
          "street":"Tweedelaan","houseNumber":"9","postalCode":"9712QX","city":"Elderstad","country":"NL",
          "coordinates":{"lat":53.2198,"lon":6.5678}}]}
        """;

    public const string Key = "key-of-the-order";

    public const string Order =
        $$$"""
        {"orderDate":"2026-11-20T08:45:50.525Z","tenantOrderId":"KEEP-1","consumer":{{{First}}},
         "customAttributes":{"wens":"geheimewens"},"deliveryPreferences":{"shipping":{"serviceLevel":"DELIVERY"}},
         "orderLineItems":[{"article":{"tenantArticleId":"{{{Article}}}","title":"Shirt",
           "customAttributes":{"gravure":"gegraveerdzyx"} },"quantity":2,"customAttributes":{"voor":"regelzyx"} }] }
        """;

    /// <summary>Places the order and changes its address. Returns the changed order.</summary>
    public static async Task<JsonNode> PlaceOrder(FulfillmenttoolsTestClient client)
    {
        await AssertSuccess(client.Post(
            "/api/subscriptions",
            """{"name":"shop","event":"ORDER_MODIFIED","target":{"type":"WEBHOOK","callbackUrl":"https://203.0.113.5/h"}}"""));
        var order = await AssertSuccess(client.Post("/api/orders", Order, Key));
        return await AssertSuccess(client.Patch($"/api/orders/{order["id"]}", $$"""
            {"version":{{order["version"]}},"consumer":{{Second}},"comment":"omdatzyx"}
            """, "key-of-the-change"));
    }

    /// <summary>Modifies the order with a bulk job, then picks, labels, and hands it over.</summary>
    public static async Task CompleteOrder(FulfillmenttoolsTestClient client, JsonNode order)
    {
        await client.WaitForEnd(await client.CreateJob(BulkJobTestExtensions.Attributes("massazyx"), [(string)order["id"]!]));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}&status=OPEN"))["pickjobs"].AsArray()[^1]!;
        var carrier = await AssertSuccess(client.Post("/api/carriers", """{"key":"PARCELS","name":"Parcels","status":"ACTIVE"}"""));
        await AssertSuccess(client.Post($"/api/facilities/{job["facilityRef"]}/carriers/{carrier["id"]}", "{}"));
        var actions = $"/api/pickjobs/{job["id"]}/actions";
        await AssertSuccess(client.Post(actions, $$"""{"name":"START","version":{{job["version"]}}}"""));
        var line = order["orderLineItems"]![0]!["id"];
        await AssertSuccess(client.Post(
            actions, $$"""{"name":"PICK","version":{{(int)job["version"]! + 1}},"lineItems":[{"id":"{{line}}","picked":2}] }"""));
        await AssertSuccess(client.Post(actions, $$"""{"name":"CLOSE","version":{{(int)job["version"]! + 2}}}"""));
        var shipment = (await client.Get("/api/shipments?tenantOrderId=KEEP-1"))["shipments"][0]!;
        await PickedOrder.CreateLabeled(client, shipment);
        var handover = (await client.Get("/api/handoverjobs?tenantOrderId=KEEP-1"))["handoverjobs"][0]!;
        await AssertSuccess(client.Post($"/api/handoverjobs/{handover["id"]}/actions", """{"name":"FINISH_HANDOVER_JOB","version":1}"""));
    }

    private static async Task<JsonNode> AssertSuccess(Task<ApiResponse> request)
    {
        var answer = await request;
        Assert.True(answer.Status is 200 or 201, answer.Text);
        return answer.Body!;
    }
}
