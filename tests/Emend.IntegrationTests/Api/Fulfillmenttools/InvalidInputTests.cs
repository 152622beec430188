using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Invalid requests get a 4xx response in the error format and change nothing.</summary>
public sealed class InvalidInputTests : FulfillmenttoolsFixture
{
    // The theory gets only names, because test discovery stores the arguments of every case.
    private static readonly Dictionary<string, (byte[] Body, int Status, string Problem)> Bodies = new(StringComparer.Ordinal)
    {
        ["empty"] = ([], 400, "The body is empty."),
        ["blank"] = ("  \n"u8.ToArray(), 400, "The body is empty."),
        ["no JSON"] = ("{\"orderDate\":"u8.ToArray(), 400, "The body is not JSON at line 1"),
        ["a list"] = ("[]"u8.ToArray(), 400, "The body is an array."),
        ["invalid UTF-8"] = ([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], 400, "not valid UTF-8 from byte 6"),
        ["too large"] = ([.. "{\"a\":\""u8, .. Enumerable.Repeat((byte)'a', 10_000_000), .. "\"}"u8], 413, "larger than 1048576 bytes"),
        ["a name twice"] = ("{\"version\":1,\"version\":1}"u8.ToArray(), 400, "version is "),
        ["half a character"] = ("{\"version\":\"\\ud800\"}"u8.ToArray(), 400, "version is"),
        ["half a character in a name"] = (
            "{\"\\ud800\":1,\"version\":1}"u8.ToArray(), 400, "member name with an unpaired Unicode surrogate"),
        ["deep"] = (Encoding.UTF8.GetBytes(new string('[', 5_000)), 400, "with at most 32 levels of nesting"),
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task An_invalid_body_is_rejected_and_changes_nothing(string what)
    {
        var (body, status, problem) = Bodies[what];
        var order = await Admin.Place((Shirt, 1));
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/orders"), (HttpMethod.Patch, $"/api/orders/{order["id"]}") })
        {
            using var content = Json(body);
            var answer = await Admin.SendContent(method, path, content);
            Assert.True(answer.Status == status, $"{what}: {answer.Text}");
            Assert.Contains(problem, answer.Problems);
        }

        Assert.Equal(1, (int)(await Admin.Get("/api/orders"))["total"]!);
        Assert.Equal(order.ToJsonString(), (await Admin.Get($"/api/orders/{order["id"]}")).Body!.ToJsonString());
    }

    [Fact]
    public async Task Another_content_type_is_rejected_with_415()
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var answer = await Admin.SendContent(HttpMethod.Post, "/api/orders", content);
        Assert.Equal(415, answer.Status);
        Assert.Contains("application/json", answer.Problems);
    }

    [Fact]
    public async Task An_invalid_body_is_reported_after_an_unknown_order_and_before_a_missing_permission()
    {
        Assert.Equal(404, (await Admin.Patch("/api/orders/none", "{}")).Status);
        Assert.Equal(404, (await Admin.Patch("/api/orders/none", """{"version":1}""")).Status);
        using var picker = await App.SignIn("picker");
        var order = await Admin.Place((Shirt, 1));
        Assert.Equal(400, (await picker.Patch($"/api/orders/{order["id"]}", "{}")).Status);
        Assert.Equal(403, (await picker.Patch($"/api/orders/{order["id"]}", """{"version":9,"customAttributes":{"a":1}}""")).Status);
    }

    [Fact]
    public async Task A_line_of_another_order_is_rejected()
    {
        var one = await Admin.Place((Shirt, 1));
        var other = await Admin.Place((Shirt, 1));
        var answer = await Patch(one, $$""" "orderLineItems":[{"id":"{{GetLineId(other)}}","quantity":2}] """);
        Assert.Equal(422, answer.Status);
        Assert.Contains("orderLineItems[0].id", answer.Problems);
        var action = $"/api/orders/{one["id"]}/orderlineitems/{GetLineId(other)}/actions";
        const string Body = """{"name":"UPDATE_CUSTOM_ATTRIBUTES","version":1,"customAttributes":{"a":1}}""";
        Assert.Equal(422, (await Admin.Post(action, Body)).Status);
    }

    [Fact]
    public async Task Duplicate_articles_in_a_new_order_are_rejected()
    {
        var answer = await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 1), (Shirt, 2)));
        Assert.Equal(422, answer.Status);
        Assert.Contains("orderLineItems: rule PO-4 requires: no article is on more than one line", answer.Problems);
        Assert.Equal(0, (int)(await Admin.Get("/api/orders"))["total"]!);
    }

    [Theory]
    [InlineData("quantity", "1.5", 422, "(rule PO-5)")]
    [InlineData("quantity", "0", 400, "orderLineItems[0].quantity is 0")]
    [InlineData("quantity", "-1", 400, "orderLineItems[0].quantity is -1")]
    [InlineData("quantity", "1e30", 400, "orderLineItems[0].quantity is 1e30")]
    [InlineData("quantitty", "1", 400, "Did you mean quantity?")]
    public async Task An_invalid_quantity_is_rejected_with_the_error(string member, string value, int status, string problem)
    {
        var order = JsonNode.Parse(FulfillmenttoolsTestClient.Order((Shirt, 1)))!;
        order["orderLineItems"]![0]![member] = JsonNode.Parse(value);
        var answer = await Admin.Post("/api/orders", order.ToJsonString());
        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Theory]
    [InlineData("/api/orders")]
    [InlineData("/api/orders/none")]
    [InlineData("/api/process?orderRef=none")]
    [InlineData("/api/pickjobs")]
    [InlineData("/api/stocks")]
    [InlineData("/api/configurations/ordermodification")]
    public async Task Without_a_valid_token_every_request_is_401(string path)
    {
        using var nobody = new HttpClient { BaseAddress = App.Url };
        foreach (var header in (string?[])[null, "Basic YTpi", "Bearer forged", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }

            using var response = await nobody.SendAsync(request);
            Assert.Equal((401, "Bearer"), ((int)response.StatusCode, response.Headers.WwwAuthenticate.ToString()));
            Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())![0]!["summary"]);
        }
    }

    [Theory]
    [InlineData("/api/process", 400, "has 0 of orderRef")]
    [InlineData("/api/process?orderRef=a&tenantOrderId=b", 400, "has 2 of orderRef")]
    [InlineData("/api/process?orderRef=none", 404, "There is no process")]
    [InlineData("/api/processes/none", 404, "There is no process none")]
    [InlineData("/api/routingplans", 400, "orderRef is missing")]
    [InlineData("/api/routingplans?orderRef=none", 404, "There is no order none")]
    [InlineData("/api/routingplans/none", 404, "There is no routing plan none")]
    [InlineData("/api/pickjobs/none", 404, "There is no pick job none")]
    [InlineData("/api/reservations/none", 404, "There is no reservation none")]
    [InlineData("/api/reservations?size=101", 400, "Must be a whole number from 1 to 100.")]
    [InlineData("/api/orders?size=x", 400, "size is x")]
    public async Task An_invalid_read_is_rejected_with_the_error(string path, int status, string problem)
    {
        var answer = await Admin.Get(path);
        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
