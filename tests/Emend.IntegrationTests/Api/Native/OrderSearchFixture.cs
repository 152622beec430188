using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>The running process, its administrator, and ways to place orders and to find them.</summary>
public abstract class OrderSearchFixture : IAsyncLifetime
{
    private protected const string Orders = "/emend/v1/orders";
    private protected const string Search = Orders + "/search";

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

    private protected static List<string> Numbers(ApiResponse page) =>
        [.. page["orders"].AsArray().Select(order => (string)order!["tenantOrderId"]!)];

    private protected static string? Cursor(ApiResponse page, string name) => (string?)(page.Body as JsonObject)?[name];

    private protected async Task<List<string>> Found(string where) => Numbers(await Page($$"""{ "where": {{where}} }"""));

    private protected async Task<ApiResponse> Page(string body)
    {
        var answer = await Admin.Post(Search, body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }

    private protected async Task<ApiResponse> Listed(string parameters)
    {
        var answer = await Admin.Get($"{Orders}?{parameters}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }

    /// <summary>An order with something in each member; those of a higher number were ordered later.</summary>
    private protected async Task<JsonNode> Placed(int number, string article = "MUG-E-1207")
    {
        var answer = await Admin.Post(
            Orders,
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
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Body!;
    }
}
