using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Runs the server with the demo tenant and a client of its administrator.</summary>
public abstract class FulfillmenttoolsFixture : IAsyncLifetime
{
    private protected const string Shirt = "TSHIRT-W-2468";
    private protected const string Jeans = "JEANS-B-2605";
    private protected const string Sneakers = "SNEAK-W-4891";

    private protected EmendApp App { get; private set; } = null!;

    private protected FulfillmenttoolsTestClient Admin { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        App = await EmendApp.Start();
        Admin = await App.SignIn();
    }

    public async Task DisposeAsync()
    {
        Admin.Dispose();
        await App.DisposeAsync();
    }

    private protected static string GetLineId(JsonNode order, int index = 0) => (string)order["orderLineItems"]![index]!["id"]!;

    private protected Task<ApiResponse> Patch(JsonNode order, string members) =>
        Admin.Patch($"/api/orders/{order["id"]}", $$"""{"version":{{order["version"]}},{{members}}}""");

    private protected async Task<JsonNode> GetPickJob(JsonNode order)
    {
        var list = await Admin.Get($"/api/pickjobs?orderRef={order["id"]}&status=OPEN&status=IN_PROGRESS");
        return (await Admin.Get($"/api/pickjobs/{list["pickjobs"]![0]!["id"]}")).Body!;
    }

    private protected Task<ApiResponse> Act(JsonNode job, string name, string more = "") =>
        Admin.Post($"/api/pickjobs/{job["id"]}/actions", $$"""{"name":"{{name}}","version":{{job["version"]}}{{more}}}""");
}
