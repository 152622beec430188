using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Resources of another tenant do not exist for the caller.</summary>
public sealed class TenantIsolationTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Nothing_of_another_tenant_can_be_read_or_changed()
    {
        var order = await Admin.Place((Shirt, 1));
        var job = await GetPickJob(order);
        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]![0]!;
        var reservation = (await Admin.Get("/api/reservations"))["reservations"]![0]!;
        using var stranger = await CreateOtherTenantClient();
        foreach (var path in (string[])
        [
            $"/api/orders/{order["id"]}", $"/api/processes/{order["processId"]}", $"/api/process?orderRef={order["id"]}",
            $"/api/routingplans?orderRef={order["id"]}", $"/api/routingplans/{plan["id"]}", $"/api/pickjobs/{job["id"]}",
            $"/api/reservations/{reservation["id"]}", $"/api/facilities/{job["facilityRef"]}",
            "/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01", $"/api/stocks/{reservation["host"]!["reference"]}",
        ])
        {
            Assert.Equal(404, (int)(await stranger.GetAsync(path)).StatusCode);
        }

        foreach (var list in (string[])["orders", "pickjobs", "facilities", "stocks", "reservations"])
        {
            Assert.Equal(0, (int)JsonNode.Parse(await stranger.GetStringAsync($"/api/{list}"))!["total"]!);
        }

        using var change = Body("""{"version":1,"customAttributes":{"a":1}}""");
        Assert.Equal(404, (int)(await stranger.PatchAsync($"/api/orders/{order["id"]}", change)).StatusCode);
        using var start = Body("""{"name":"START","version":1}""");
        Assert.Equal(404, (int)(await stranger.PostAsync($"/api/pickjobs/{job["id"]}/actions", start)).StatusCode);
        Assert.Equal(order.ToJsonString(), (await Admin.Get($"/api/orders/{order["id"]}")).Body!.ToJsonString());
    }

    private async Task<HttpClient> CreateOtherTenantClient()
    {
        using var operatorClient = new OperatorTestClient(App.Url);
        await operatorClient.Create("other", "other-password");
        var client = new HttpClient { BaseAddress = App.Url };
        using var signIn = Body("""{"email":"admin@other.example","password":"other-password","returnSecureToken":true}""");
        var session = await client.PostAsync("/v1/accounts:signInWithPassword?key=other", signIn);
        var token = (string)(await session.Content.ReadFromJsonAsync<JsonNode>())!["idToken"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
