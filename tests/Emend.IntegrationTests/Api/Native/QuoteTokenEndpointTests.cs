using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>What a preview told can be held against what is then done.</summary>
public sealed class QuoteTokenEndpointTests
{
    private const string Cap = """{ "type": "addLine", "article": "CAP-R-9082", "quantity": 1 }""";

    [Fact]
    public async Task With_the_token_of_its_preview_a_modification_is_done_also_after_something_else_changed()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var (path, line) = await Placed(client);
        var preview = await client.Post(path + "/modifications/preview", Five(line));
        await client.Post(path + "/modifications", """{ "changes": [ { "type": "setAttributes", "attributes": { "gift": true } } ] }""");

        var applied = await client.Post(path + "/modifications", Five(line, (string)preview["token"]!, reason: "customerRequest"));

        Assert.Equal((200, 3), (applied.Status, (int)applied["revision"]!));
        var expires = DateTimeOffset.Parse((string)preview["tokenExpires"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expires, DateTimeOffset.UtcNow.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(15));
        Assert.Null(applied.Body!["token"]);
    }

    [Fact]
    public async Task What_would_come_out_otherwise_is_told_both_ways_and_is_done_within_the_tolerance_only()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, line) = await Placed(client);
        var body = $$"""{ "changes": [ {{Cap}} ] }""";
        var token = (string)(await client.Post(path + "/modifications/preview", body))["token"]!;
        await client.Post(path + "/modifications", Five(line));

        var broken = await client.Post(path + "/modifications", With(body, token));
        var previewed = await client.Post(path + "/modifications/preview", With(body, token));

        Assert.Equal((409, "/problems/promise-broken"), (broken.Status, (string)broken["type"]!));
        Assert.Equal(broken.Text, previewed.Text);
        Assert.Contains("lines", broken["breaks"].AsArray().Select(b => (string)b!));
        Assert.Equal((3, 5), ((int)broken["promised"]["lines"]![0]!["quantity"]!, (int)broken["now"]["lines"]![0]!["quantity"]!));
        Assert.True((bool)broken["outcome"]["accepted"]!);
        Assert.Equal(2, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task A_place_elsewhere_is_taken_where_the_tolerance_says_so()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, _) = await Placed(client);
        var body = $$"""{ "changes": [ {{Cap}} ] }""";
        var preview = await client.Post(path + "/modifications/preview", body);
        var promised = preview["consequences"]["routing"]!["after"]!.AsArray();
        var facility = (string)promised.First(u => (string)u!["article"]! == "CAP-R-9082")!["facility"]!;
        Assert.Equal(200, (await client.Patch(
            $"/api/facilities/{facility}",
            """{ "version": 1, "actions": [ { "action": "ModifyFacility", "status": "OFFLINE" } ] }""")).Status);

        var strict = await client.Post(path + "/modifications", With(body, (string)preview["token"]!));
        var tolerant = await client.Post(
            path + "/modifications", With(body, (string)preview["token"]!, """{ "otherFacilities": true }"""));

        Assert.Equal((409, "facilities"), (strict.Status, string.Join(' ', strict["breaks"].AsArray())));
        Assert.Equal(200, tolerant.Status);
        Assert.DoesNotContain(facility, tolerant["consequences"]["routing"]!["after"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_does_not_count_here_says_why_and_nothing_is_written()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var (path, line) = await Placed(client);
        var (other, _) = await Placed(client);
        var body = Five(line);
        var token = (string)(await client.Post(path + "/modifications/preview", body))["token"]!;
        var altered = token[..^2] + (token[^2] == 'A' ? "BA" : "AA");

        await IsRefused(client, path, With(body, "nonsense"), 400, "is no token of a preview");
        await IsRefused(client, path, With(body, altered), 422, "was altered");
        await IsRefused(client, other, With(body, token), 422, "is of another order");
        await IsRefused(agent, path, With(body, token), 422, "was given to somebody else");
        await IsRefused(client, path, With($$"""{ "changes": [ {{Cap}} ] }""", token), 422, "promises what another request does");
        await IsRefused(client, path, $$"""{ "changes": [ {{Cap}} ], "tolerance": { "total": 5 } }""", 400, "comes without a token");
        await IsRefused(client, path, With(body, token, """{ "total": -1 }"""), 400, "/tolerance/total");
        await IsRefused(client, path, With(body, token, """{ "facility": true }"""), 400, "/tolerance/facility");
        Assert.Equal(1, (int)(await client.Get(path))["revision"]!);
    }

    [Fact]
    public async Task An_undo_is_promised_too()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (path, line) = await Placed(client);
        await client.Post(path + "/modifications", Five(line));
        var token = (string)(await client.Post(path + "/modifications/2/undo/preview", "{}"))["token"]!;
        await client.Post(path + "/modifications", $$"""{ "changes": [ {{Cap}} ] }""");

        var broken = await client.Post(path + "/modifications/2/undo", With("{}", token));
        var again = (string)(await client.Post(path + "/modifications/2/undo/preview", "{}"))["token"]!;
        var undone = await client.Post(path + "/modifications/2/undo", With("{}", again));

        Assert.Equal((409, "/problems/promise-broken"), (broken.Status, (string)broken["type"]!));
        Assert.Equal((200, 4), (undone.Status, (int)undone["revision"]!));
    }

    private static async Task IsRefused(FulfillmenttoolsTestClient client, string path, string body, int status, string text)
    {
        foreach (var twin in (string[])["/modifications", "/modifications/preview"])
        {
            var answer = await client.Post(path + twin, body);
            Assert.Equal(status, answer.Status);
            Assert.Contains(text, answer.Text, StringComparison.Ordinal);
        }
    }

    private static string Five(string line, string? token = null, string? reason = null)
    {
        var body = $$"""{ "changes": [ { "type": "setQuantity", "line": "{{line}}", "quantity": 5 } ] }""";
        var json = JsonNode.Parse(token is null ? body : With(body, token))!;
        if (reason is not null)
            json["reason"] = reason;
        return json.ToJsonString();
    }

    private static string With(string body, string token, string? tolerance = null)
    {
        var json = JsonNode.Parse(body)!;
        json["token"] = token;
        if (tolerance is not null)
            json["tolerance"] = JsonNode.Parse(tolerance);
        return json.ToJsonString();
    }

    private static async Task<(string Path, string Line)> Placed(FulfillmenttoolsTestClient client)
    {
        var order = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""");
        return ($"/emend/v1/orders/{order["id"]}", (string)order["lines"][0]!["id"]!);
    }
}
