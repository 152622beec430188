using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Base of the order search tests: a server, an administrator client, and helpers that place and find orders.</summary>
public abstract class OrderSearchFixture : IAsyncLifetime
{
    private protected const string OrdersPath = "/emend/v1/orders";
    private protected const string SearchPath = OrdersPath + "/search";

    private protected EmendApp App { get; private set; } = null!;

    private protected FulfillmenttoolsTestClient Admin { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await EmendApp.Start();
        Admin = await App.SignIn();
    }

    public async Task DisposeAsync()
    {
        Admin.Dispose();
        await App.DisposeAsync();
    }

    private protected static List<string> GetOrderNumbers(ApiResponse page) =>
        [.. page["orders"].AsArray().Select(order => (string)order!["tenantOrderId"]!)];

    private protected static string? GetCursor(ApiResponse page, string name) => (string?)(page.Body as JsonObject)?[name];

    private protected async Task<List<string>> FindOrderNumbers(string where) =>
        GetOrderNumbers(await SearchOrders($$"""{ "where": {{where}} }"""));

    private protected async Task<ApiResponse> SearchOrders(string body)
    {
        var response = await Admin.Post(SearchPath, body);
        Assert.True(response.Status == 200, response.Text);
        return response;
    }

    private protected async Task<ApiResponse> ListOrders(string parameters)
    {
        var response = await Admin.Get($"{OrdersPath}?{parameters}");
        Assert.True(response.Status == 200, response.Text);
        return response;
    }

    /// <summary>Places an order with a value in every searchable member. A higher number means a later order date.</summary>
    private protected async Task<JsonNode> PlaceOrder(int number, string article = "MUG-E-1207")
    {
        var response = await Admin.Post(
            OrdersPath,
            $$"""
            {
              "tenantOrderId": "N-{{number}}", "orderedAt": "2026-11-{{number:00}}T08:00:00Z",
              "consumer": { "id": "c-{{number}}", "email": "c{{number}}@example.com", "addresses": [
                { "firstName": "Ada", "lastName": "Byron {{number}}", "street": "Oudegracht", "houseNumber": "{{number}}",
                  "postalCode": "3511 AB", "city": "Utrecht", "country": "NL" },
                { "kind": "invoice", "street": "Am Markt", "postalCode": "47533", "city": "Kleve", "country": "DE" } ] },
              "lines": [ { "article": "{{article}}", "title": "Mug {{number}}", "quantity": 1 },
                         { "article": "CAP-R-9082", "title": "Cap", "quantity": 1 } ],
              "delivery": { "kind": "shipping", "preferredTime": "2099-12-{{number:00}}T12:00:00Z" },
              "attributes": { "channel": "app {{number}}", "gift": true, "points": 12.5 }
            }
            """);
        Assert.True(response.Status == 201, response.Text);
        return response.Body!;
    }
}
