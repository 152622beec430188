using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Quote tokens: a modification is applied only if its result matches the preview within the tolerance.</summary>
public sealed class QuoteTokenEndpointTests
{
    private const string Cap = """{ "type": "addLine", "article": "CAP-R-9082", "quantity": 1 }""";

    [Fact]
    public async Task Quoted_modification_is_applied_after_an_unrelated_change()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await PlaceOrder(client);
        var preview = await client.Post(path + "/modifications/preview", SetQuantityToFive(line));
        await client.Post(path + "/modifications", """{ "changes": [ { "type": "setAttributes", "attributes": { "gift": true } } ] }""");

        var applied = await client.Post(
            path + "/modifications", SetQuantityToFive(line, (string)preview["quoteToken"]!, reason: "customerRequest"));

        Assert.Equal((200, 3), (applied.Status, (int)applied["revision"]!));
        var expires = DateTimeOffset.Parse((string)preview["quoteTokenExpiresAt"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expires, DateTimeOffset.UtcNow.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(15));
        Assert.Null(applied.Body!["quoteToken"]);
    }

    [Fact]
    public async Task Deviation_from_the_quote_is_rejected_with_the_quoted_and_the_actual_result()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, line) = await PlaceOrder(client);
        var body = $$"""{ "changes": [ {{Cap}} ] }""";
        var token = (string)(await client.Post(path + "/modifications/preview", body))["quoteToken"]!;
        await client.Post(path + "/modifications", SetQuantityToFive(line));

        var rejected = await client.Post(path + "/modifications", AddQuoteToken(body, token));
        var previewed = await client.Post(path + "/modifications/preview", AddQuoteToken(body, token));

        Assert.Equal((409, "/problems/quote-deviation"), (rejected.Status, (string)rejected["type"]!));
        Assert.Equal(rejected.Text, previewed.Text);
        Assert.Contains("lines", rejected["deviations"].AsArray().Select(b => (string)b!));
        Assert.Equal((3, 5), ((int)rejected["quoted"]["lines"]![0]!["quantity"]!, (int)rejected["actual"]["lines"]![0]!["quantity"]!));
        Assert.True((bool)rejected["result"]["accepted"]!);
        Assert.Equal(2, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task Other_facility_is_accepted_if_the_tolerance_allows_it()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await PlaceOrder(client);
        var body = $$"""{ "changes": [ {{Cap}} ] }""";
        var preview = await client.Post(path + "/modifications/preview", body);
        var quoted = preview["consequences"]["routing"]!["after"]!.AsArray();
        var facility = (string)quoted.First(u => (string)u!["article"]! == "CAP-R-9082")!["facility"]!;
        Assert.Equal(200, (await client.Patch(
            $"/api/facilities/{facility}",
            """{ "version": 1, "actions": [ { "action": "ModifyFacility", "status": "OFFLINE" } ] }""")).Status);

        var strict = await client.Post(path + "/modifications", AddQuoteToken(body, (string)preview["quoteToken"]!));
        var tolerant = await client.Post(
            path + "/modifications", AddQuoteToken(body, (string)preview["quoteToken"]!, """{ "otherFacilities": true }"""));

        Assert.Equal((409, "facilities"), (strict.Status, string.Join(' ', strict["deviations"].AsArray())));
        Assert.Equal(200, tolerant.Status);
        Assert.DoesNotContain(facility, tolerant["consequences"]["routing"]!["after"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_quote_token_is_rejected_with_its_reason_and_nothing_is_written()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var (path, line) = await PlaceOrder(client);
        var (other, _) = await PlaceOrder(client);
        var body = SetQuantityToFive(line);
        var token = (string)(await client.Post(path + "/modifications/preview", body))["quoteToken"]!;
        var altered = token[..^2] + (token[^2] == 'A' ? "BA" : "AA");

        await AssertRejected(client, path, AddQuoteToken(body, "nonsense"), 400, "is not the token of a preview");
        await AssertRejected(client, path, AddQuoteToken(body, altered), 422, "was altered");
        await AssertRejected(client, other, AddQuoteToken(body, token), 422, "was issued for a different order");
        await AssertRejected(agent, path, AddQuoteToken(body, token), 422, "was issued to a different caller");
        await AssertRejected(
            client, path, AddQuoteToken($$"""{ "changes": [ {{Cap}} ] }""", token), 422, "was issued for a different request");
        await AssertRejected(
            client, path, $$"""{ "changes": [ {{Cap}} ], "tolerance": { "total": 5 } }""", 400, "is sent without quoteToken");
        await AssertRejected(client, path, AddQuoteToken(body, token, """{ "total": -1 }"""), 400, "/tolerance/total");
        await AssertRejected(client, path, AddQuoteToken(body, token, """{ "facility": true }"""), 400, "/tolerance/facility");
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task Undo_is_checked_against_its_quote()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, line) = await PlaceOrder(client);
        await client.Post(path + "/modifications", SetQuantityToFive(line));
        var token = (string)(await client.Post(path + "/modifications/2/undo/preview", "{}"))["quoteToken"]!;
        await client.Post(path + "/modifications", $$"""{ "changes": [ {{Cap}} ] }""");

        var rejected = await client.Post(path + "/modifications/2/undo", AddQuoteToken("{}", token));
        var secondToken = (string)(await client.Post(path + "/modifications/2/undo/preview", "{}"))["quoteToken"]!;
        var undone = await client.Post(path + "/modifications/2/undo", AddQuoteToken("{}", secondToken));

        Assert.Equal((409, "/problems/quote-deviation"), (rejected.Status, (string)rejected["type"]!));
        Assert.Equal((200, 4), (undone.Status, (int)undone["revision"]!));
    }

    private static async Task AssertRejected(FulfillmenttoolsTestClient client, string path, string body, int status, string text)
    {
        foreach (var endpoint in (string[])["/modifications", "/modifications/preview"])
        {
            var response = await client.Post(path + endpoint, body);
            Assert.Equal(status, response.Status);
            Assert.Contains(text, response.Text, StringComparison.Ordinal);
        }
    }

    private static string SetQuantityToFive(string line, string? token = null, string? reason = null)
    {
        var body = $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 5 } ] }""";
        var json = JsonNode.Parse(token is null ? body : AddQuoteToken(body, token))!;
        if (reason is not null)
        {
            json["reason"] = reason;
        }

        return json.ToJsonString();
    }

    private static string AddQuoteToken(string body, string token, string? tolerance = null)
    {
        var json = JsonNode.Parse(body)!;
        json["quoteToken"] = token;
        if (tolerance is not null)
        {
            json["tolerance"] = JsonNode.Parse(tolerance);
        }

        return json.ToJsonString();
    }

    private static async Task<(string Path, string Line)> PlaceOrder(FulfillmenttoolsTestClient client)
    {
        var order = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""");
        return ($"/emend/v1/orders/{order["id"]}", (string)order["lines"][0]!["id"]!);
    }
}
