using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>Invalid bulk job requests are rejected with the path and the expected value. No job is created.</summary>
public sealed class BulkJobValidationTests : IAsyncLifetime
{
    private const string One = """, "orders": [ { "order": "a" } ] }""";

    private const string Good = """ "action": { "cancel-order": {} } """;

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("""{ "orders": [ { "order": "a" } ] }""", "/action is missing")]
    [InlineData("""{ "action": {}""" + One, "/action has none of modify, cancel-order")]
    [InlineData("""{ "action": { "cancel-ordr": {} }""" + One, "/action/cancel-ordr is not a known member: did you mean cancel-order?")]
    [InlineData("""{ "action": { "cancel-order": {}, "reroute-order": {} }""" + One, "/action has the members cancel-order, reroute-order")]
    [InlineData("""{ "action": { "modify": { "changes": [ { "type": "setNothing" } ] } }""" + One, "/action/modify/changes/0/type is")]
    [InlineData(
        """{ "action": { "modify": { "changes": [ { "type": "removeLine", "line": "a" }, { "type": "removeLine", "line": "a" } ] } }"""
            + One,
        "/action/modify/changes/1 sets the same value")]
    [InlineData(
        """{ "action": { "cancel-order": { "baseRevision": 1, "quoteToken": "t" } }""" + One,
        "/action/cancel-order/baseRevision applies to a single order")]
    [InlineData("""{ "action": { "assign-order": {} }""" + One, "/action/assign-order/facility is missing")]
    [InlineData("{" + Good + "}", "/orders is missing")]
    [InlineData("{" + Good + """, "orders": [] }""", "/orders has 0")]
    [InlineData(
        """{ "action": { "modify": { "changes": [ { "type": "removeLine" } ] } }""" + One, "/action/modify/changes/0/line is missing")]
    [InlineData(
        """{ "action": { "modify": { "changes": [ { "type": "capQuantity", "line": "a", "article": "b", "quantity": 1 } ] } }""" + One,
        "/action/modify/changes/0/line is sent together with article")]
    [InlineData(
        """
        { "action": { "modify": { "changes": [
            { "type": "setQuantity", "article": "a", "quantity": 1 }, { "type": "removeLine", "article": "a" } ] } }
        """ + One,
        "/action/modify/changes/1 sets the same value")]
    [InlineData("{" + Good + """, "orders": [ { "order": "a", "revision": 0 } ] }""", "/orders/0/revision is 0")]
    [InlineData("{" + Good + """, "orders": [ { "order": "a" } ], "where": {} }""", "/where is sent together with orders")]
    [InlineData(
        "{" + Good + """, "orders": [ { "order": "a" } ], "unroutable": true }""", "/unroutable is sent together with orders: send one of")]
    [InlineData("{" + Good + """, "unroutable": true, "where": {} }""", "/unroutable is sent together with where")]
    [InlineData("{" + Good + """, "unroutable": false }""", "/unroutable is false: must be true")]
    [InlineData("{" + Good + """, "orders": [ { "order": "a" } ], "sort": "status" }""", "/sort is sent without where")]
    [InlineData(
        "{" + Good + """, "where": { "statsu": { "is": "open" } } }""", "/where/statsu is not a known member: did you mean status?")]
    public async Task Invalid_requests_are_rejected_with_the_path(string body, string error)
    {
        var answer = await _client.Post("/emend/v1/bulk-jobs", body);

        Assert.Equal((400, "/problems/invalid-request"), (answer.Status, (string)answer["type"]!));
        Assert.Contains(
            answer["errors"].AsArray().Select(e => $"{e!["pointer"]} {e["detail"]}: {e["expected"]}"),
            actual => actual.StartsWith(error, StringComparison.Ordinal));
        Assert.Empty((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray());
    }

    [Fact]
    public async Task Too_many_orders_are_rejected()
    {
        var many = Enumerable.Range(0, 10_001).Select(i => $"order-{i}");

        var answer = await _client.Post(
            "/emend/v1/bulk-jobs", $$"""{ {{Good}}, "orders": [{{BulkJobTestExtensions.ToNamedOrders(many)}}] }""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("an array of 1 to 10000 entries", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_without_matches_creates_no_job()
    {
        var answer = await _client.Post("/emend/v1/bulk-jobs", $$"""{ {{Good}}, "where": { "id": { "is": "none" } } }""");

        Assert.Equal((422, "/problems/invalid-state"), (answer.Status, (string)answer["type"]!));
        Assert.Empty((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray());
    }

    [Fact]
    public async Task No_job_is_created_without_unroutable_orders()
    {
        var answer = await _client.Post("/emend/v1/bulk-jobs", """{ "action": { "reroute-unroutable": {} }, "unroutable": true }""");

        Assert.Equal((422, "/unroutable"), (answer.Status, (string)answer["errors"][0]!["pointer"]!));
        Assert.Empty((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray());
    }

    [Fact]
    public async Task Unknown_jobs_and_unknown_parameters_are_rejected()
    {
        Assert.Equal(404, (await _client.Get("/emend/v1/bulk-jobs/none")).Status);
        Assert.Equal(404, (await _client.Get("/emend/v1/bulk-jobs/none/results")).Status);
        Assert.Equal(404, (await _client.Post("/emend/v1/bulk-jobs/none/pause", "")).Status);
        var id = await _client.CreateJob(BulkJobTestExtensions.Attributes("w"), ["none"]);

        Assert.Equal(400, (await _client.Get($"/emend/v1/bulk-jobs/{id}/results?state=good")).Status);
        Assert.Equal(400, (await _client.Get($"/emend/v1/bulk-jobs/{id}/results?after=x")).Status);
        Assert.Equal(400, (await _client.Get("/emend/v1/bulk-jobs?sise=1")).Status);
    }

    [Fact]
    public async Task Each_action_requires_its_permission_and_so_does_stopping_jobs_of_others()
    {
        using var picker = await _app.SignIn("picker");
        var id = await _client.CreateJob(BulkJobTestExtensions.Attributes("w"), ["none"]);

        Assert.Equal(403, (await picker.Post("/emend/v1/bulk-jobs", $$"""{ {{Good}}, "orders": [ { "order": "a" } ] }""")).Status);
        Assert.Equal(403, (await picker.Post($"/emend/v1/bulk-jobs/{id}/cancel", "")).Status);
    }
}
