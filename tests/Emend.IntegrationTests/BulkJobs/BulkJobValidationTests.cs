using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>What is wrong with a wish for a job is told with its place and what would be right, and no job is made.</summary>
public sealed class BulkJobValidationTests : IAsyncLifetime
{
    private const string One = """, "orders": [ { "order": "a" } ] }""";

    private const string Good = """ "do": { "cancel-order": {} } """;

    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start();
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("""{ "orders": [ { "order": "a" } ] }""", "/do is missing")]
    [InlineData("""{ "do": {}""" + One, "/do has none of modify, cancel-order")]
    [InlineData("""{ "do": { "cancel-ordr": {} }""" + One, "/do/cancel-ordr is not a known member: did you mean cancel-order?")]
    [InlineData("""{ "do": { "cancel-order": {}, "reroute-order": {} }""" + One, "/do has cancel-order, reroute-order")]
    [InlineData("""{ "do": { "modify": { "changes": [ { "type": "setNothing" } ] } }""" + One, "/do/modify/changes/0/type is")]
    [InlineData(
        """{ "do": { "modify": { "changes": [ { "type": "removeLine", "line": "a" }, { "type": "removeLine", "line": "a" } ] } }""" + One,
        "/do/modify/changes/1 speaks of the same")]
    [InlineData(
        """{ "do": { "cancel-order": { "baseRevision": 1, "token": "t" } }""" + One, "/do/cancel-order/baseRevision is of one order")]
    [InlineData("""{ "do": { "assign-order": {} }""" + One, "/do/assign-order/facility is missing")]
    [InlineData("{" + Good + "}", "/orders is missing")]
    [InlineData("{" + Good + """, "orders": [] }""", "/orders has 0")]
    [InlineData(
        "{" + Good + """, "orders": [ { "order": "a" }, { "order": "b" }, { "order": "a" } ] }""",
        "/orders/2/order is the same as orders[0].order")]
    [InlineData("{" + Good + """, "orders": [ { "order": "a", "revision": 0 } ] }""", "/orders/0/revision is 0")]
    [InlineData("{" + Good + """, "orders": [ { "order": "a" } ], "where": {} }""", "/where is there beside orders")]
    [InlineData(
        "{" + Good + """, "orders": [ { "order": "a" } ], "unroutable": true }""", "/unroutable is there beside orders: name the orders")]
    [InlineData("{" + Good + """, "unroutable": true, "where": {} }""", "/unroutable is there beside where")]
    [InlineData("{" + Good + """, "unroutable": false }""", "/unroutable is false: must be true")]
    [InlineData("{" + Good + """, "orders": [ { "order": "a" } ], "sort": "status" }""", "/sort is there without where")]
    [InlineData(
        "{" + Good + """, "where": { "statsu": { "is": "open" } } }""", "/where/statsu is not a known member: did you mean status?")]
    public async Task What_is_malformed_is_told_with_its_place(string body, string told)
    {
        var answer = await client.Post("/emend/v1/bulk", body);

        Assert.Equal((400, "/problems/malformed"), (answer.Status, (string)answer["type"]!));
        Assert.Contains(
            answer["errors"].AsArray().Select(e => $"{e!["pointer"]} {e["wrong"]}: {e["right"]}"),
            error => error.StartsWith(told, StringComparison.Ordinal));
        Assert.Empty((await client.Get("/emend/v1/bulk"))["jobs"].AsArray());
    }

    [Fact]
    public async Task More_orders_than_can_be_named_are_told()
    {
        var many = Enumerable.Range(0, 10_001).Select(i => $"order-{i}");

        var answer = await client.Post("/emend/v1/bulk", $$"""{ {{Good}}, "orders": [{{BulkJobTestExtensions.Named(many)}}] }""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("a list of 1 to 10000", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_makes_no_job()
    {
        var answer = await client.Post("/emend/v1/bulk", $$"""{ {{Good}}, "where": { "id": { "is": "none" } } }""");

        Assert.Equal((422, "/problems/impossible"), (answer.Status, (string)answer["type"]!));
        Assert.Empty((await client.Get("/emend/v1/bulk"))["jobs"].AsArray());
    }

    [Fact]
    public async Task Where_nothing_waits_for_a_place_no_job_is_made()
    {
        var answer = await client.Post("/emend/v1/bulk", """{ "do": { "reroute-unroutable": {} }, "unroutable": true }""");

        Assert.Equal((422, "/unroutable"), (answer.Status, (string)answer["errors"][0]!["pointer"]!));
        Assert.Empty((await client.Get("/emend/v1/bulk"))["jobs"].AsArray());
    }

    [Fact]
    public async Task A_job_that_there_is_not_and_parameters_that_nobody_knows_are_told()
    {
        Assert.Equal(404, (await client.Get("/emend/v1/bulk/none")).Status);
        Assert.Equal(404, (await client.Get("/emend/v1/bulk/none/results")).Status);
        Assert.Equal(404, (await client.Post("/emend/v1/bulk/none/pause", "")).Status);
        var id = await client.Make(BulkJobTestExtensions.Attributes("w"), ["none"]);

        Assert.Equal(400, (await client.Get($"/emend/v1/bulk/{id}/results?state=good")).Status);
        Assert.Equal(400, (await client.Get($"/emend/v1/bulk/{id}/results?after=x")).Status);
        Assert.Equal(400, (await client.Get("/emend/v1/bulk?sise=1")).Status);
    }

    [Fact]
    public async Task Each_action_needs_its_permission_and_nobody_stops_what_others_asked_for_without_one()
    {
        using var picker = await app.SignIn("picker");
        var id = await client.Make(BulkJobTestExtensions.Attributes("w"), ["none"]);

        Assert.Equal(403, (await picker.Post("/emend/v1/bulk", $$"""{ {{Good}}, "orders": [ { "order": "a" } ] }""")).Status);
        Assert.Equal(403, (await picker.Post($"/emend/v1/bulk/{id}/cancel", "")).Status);
    }
}
