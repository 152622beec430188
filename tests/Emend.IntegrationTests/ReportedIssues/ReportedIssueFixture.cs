using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.ReportedIssues;

/// <summary>A tenant with one order of mugs, for tests of issues that users of other systems reported.</summary>
internal sealed class ReportedIssueFixture : IAsyncDisposable
{
    private const string Rows =
        """
        SELECT 'orders', COUNT(*) FROM orders UNION ALL SELECT 'journal', COUNT(*) FROM journal
        UNION ALL SELECT 'personal', COUNT(*) FROM personal_data UNION ALL SELECT 'past', COUNT(*) FROM order_ended_entities
        UNION ALL SELECT 'reservations', COUNT(*) FROM reservations UNION ALL SELECT 'keys', COUNT(*) FROM idempotency_keys
        UNION ALL SELECT 'reserved', CAST(COALESCE(SUM(reserved), 0) AS BIGINT) FROM stock
        """;

    private readonly EmendApp _app;

    private ReportedIssueFixture(EmendApp app, FulfillmenttoolsTestClient client, FulfillmenttoolsTestClient agent, ApiResponse placed)
    {
        this._app = app;
        (Admin, Agent, Placed) = (client, agent, placed);
        Path = $"/emend/v1/orders/{placed["id"]}";
        Line = (string)placed["lines"][0]!["id"]!;
    }

    public FulfillmenttoolsTestClient Admin { get; }

    public FulfillmenttoolsTestClient Agent { get; }

    /// <summary>The placed order: five mugs.</summary>
    public ApiResponse Placed { get; }

    public string Path { get; }

    public string Line { get; }

    public Uri Url => _app.Url;

    public static async Task<ReportedIssueFixture> Open(TestDatabase? database = null)
    {
        var started = await EmendApp.Start(database ?? new TestDatabase.SqliteTestDatabase());
        var client = await started.SignIn();
        var placed = await client.Post(
            "/emend/v1/orders", """{ "tenantOrderId": "SHOP-1", "lines": [ { "article": "MUG-E-1207", "quantity": 5 } ] }""");
        Assert.True(placed.Status == 201, placed.Text);
        return new(started, client, await started.SignIn("agent"), placed);
    }

    public Task<ApiResponse> Order() => Admin.Get(Path);

    public Task<ApiResponse> Modify(string changes, string? key = null, string more = "") =>
        Admin.Post(Path + "/modifications", $$"""{ "changes": [ {{changes}} ] {{more}} }""", key);

    public Task<ApiResponse> Preview(string changes, string? key = null) =>
        Admin.Post(Path + "/modifications/preview", $$"""{ "changes": [ {{changes}} ] }""", key);

    public Task<ApiResponse> Quantity(int quantity, string? key = null, string more = "") => Modify(ToQuantity(quantity), key, more);

    public string ToQuantity(int quantity) => $$"""{ "type": "setQuantity", "line": "{{Line}}", "quantity": {{quantity}} }""";

    public static string Attribute(string name, int value) =>
        $$"""{ "type": "setAttributes", "attributes": { "{{name}}": {{value}} } }""";

    public static string Add(string article) => $$"""{ "type": "addLine", "article": "{{article}}", "quantity": 1 }""";

    public async Task<JsonArray> History() => (await Admin.Get(Path + "/modifications?size=100"))["entries"].AsArray();

    /// <summary>The numbers of stored rows that a modification writes.</summary>
    public async Task<IReadOnlyList<string>> CountStoredRows() => await _app.Services.GetRequiredService<Database>().List(
        Statement.From(Rows), row => $"{row.Text(0)} {row.Long(1)}", CancellationToken.None);

    public Task AssertConsistent() => ConsistencyAssertions.AssertConsistent(_app.Services.GetRequiredService<Database>());

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Agent.Dispose();
        await _app.DisposeAsync();
    }
}
