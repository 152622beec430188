using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.BackgroundWork;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.BulkJobs;
using Emend.Server.BackgroundWork;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.BulkJobs;

public sealed class SqliteStoredBulkCommandTests() : StoredBulkCommandContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlStoredBulkCommandTests() : StoredBulkCommandContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>
/// The stored commands of bulk jobs of both APIs and of an earlier version, on both databases. Background work is disabled.
/// </summary>
public abstract class StoredBulkCommandContract : IAsyncLifetime
{
    private const string Rare = "NEVER-THERE";
    private const string OtherAction = """{"cancel-order":{}}""";
    private readonly TestDatabase _database;
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    private protected StoredBulkCommandContract(TestDatabase database) => _database = database;

    private Database Database => _app.Services.GetRequiredService<Database>();

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(_database, services => services
            .AddSingleton(BulkJobOptions.Default with { Enabled = false })
            .AddSingleton(BackgroundWorkOptions.Default with { Enabled = false }));
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_job_of_the_native_api_is_executed_by_its_stored_command()
    {
        var orders = await _client.Orders(2);
        var id = await _client.CreateJob(BulkJobTestExtensions.Attributes("Käse"), orders);

        var stored = await ReadDefinition(id);
        Assert.Equal("MODIFY", (string)stored["command"]!["value"]!["command"]!);
        AssertAction(BulkJobTestExtensions.Attributes("Käse"), await _client.Job(id));
        stored["do"] = JsonNode.Parse(OtherAction);
        await WriteDefinition(id, stored);

        Assert.Equal("completed 2: 2 0 0 0, 0", BulkJobTestExtensions.ToComparable(await RunToEnd(id)));
        Assert.Equal("Käse", await Campaign(orders[1]));
    }

    [Fact]
    public async Task A_requested_policy_is_stored_with_the_command()
    {
        var orders = await _client.Orders(1);
        var id = await _client.CreateJob(
            """{"modify":{"policy":"unknown","changes":[{"type":"setAttributes","attributes":{"campaign":"w"}}]}}""", orders);

        await RunToEnd(id);

        Assert.Equal("unknown", (string)(await ReadDefinition(id))["policy"]!);
        Assert.Equal("unknown-policy", (string)Assert.Single(await _client.Results(id))["problem"]!);
    }

    [Fact]
    public async Task A_job_of_the_fulfillmenttools_api_is_executed_by_its_stored_command()
    {
        var order = await PlaceUnroutable();
        var made = await _client.Post("/api/routing/commands/reroute", """{"allReroutable":true,"orderRefs":["none"]}""");
        var id = (string)made["bulkJobRef"]!;

        var stored = await ReadDefinition(id);
        Assert.Equal("REROUTE_UNROUTABLE", (string)stored["command"]!["value"]!["command"]!);
        AssertAction("""{"reroute-unroutable":{}}""", await _client.Job(id));
        stored["do"] = JsonNode.Parse(OtherAction);
        await WriteDefinition(id, stored);

        Assert.Equal("completed 1: 1 0 0 0, 0", BulkJobTestExtensions.ToComparable(await RunToEnd(id)));
        Assert.Equal("open", (string)(await _client.Get($"/emend/v1/orders/{order}"))["status"]!);
    }

    [Fact]
    public async Task A_job_of_an_earlier_version_is_shown_and_executed()
    {
        var orders = await _client.Orders(2);
        var id = await _client.CreateJob(OtherAction, orders);
        await WriteDefinition(id, JsonNode.Parse(
            """{"format":1,"do":{"modify":{"accept":[],"changes":[{"attributes":{"campaign":"w"},"type":"setAttributes"}]}}}""")!);

        AssertAction(
            """{"modify":{"acceptPenalties":[],"changes":[{"attributes":{"campaign":"w"},"type":"setAttributes"}]}}""",
            await _client.Job(id));
        Assert.Equal("completed 2: 2 0 0 0, 0", BulkJobTestExtensions.ToComparable(await RunToEnd(id)));
        Assert.Equal("w", await Campaign(orders[0]));
    }

    [Fact]
    public async Task A_job_of_an_earlier_version_keeps_the_expected_revisions_of_its_orders()
    {
        var orders = await _client.Orders(2);
        var made = await _client.Post(
            "/emend/v1/bulk-jobs",
            $$"""{"action":{{OtherAction}},"orders":[{"order":"{{orders[0]}}","revision":7},{"order":"{{orders[1]}}","revision":1}]}""");
        var id = (string)made["id"]!;
        await WriteDefinition(id, JsonNode.Parse(
            """{"format":1,"do":{"cancel-order":{"cancelationReason":"r1"}},"reason":{"id":"r1","text":"Too late"}}""")!);

        await RunToEnd(id);

        Assert.Equal(["rejected", "succeeded"], (await _client.Results(id)).Select(result => (string)result["state"]!));
        Assert.Equal("canceled", (string)(await _client.Get($"/emend/v1/orders/{orders[1]}"))["status"]!);
    }

    [Fact]
    public async Task A_running_reroute_of_an_earlier_version_prevents_a_second_one()
    {
        await PlaceUnroutable();
        Assert.Equal(204, (await _client.Post("/api/processes/retrynotroutable", "")).Status);
        var job = Assert.Single((await _client.Get("/emend/v1/bulk-jobs"))["jobs"].AsArray())!;
        var id = (string)job["id"]!;
        await WriteDefinition(id, JsonNode.Parse("""{"format":1,"do":{"reroute-unroutable":{}}}""")!);

        var second = await _client.Post("/api/processes/retrynotroutable", "");

        Assert.Equal(400, second.Status);
        Assert.Contains(id, second.Text, StringComparison.Ordinal);
        Assert.Equal("completed 1: 1 0 0 0, 0", BulkJobTestExtensions.ToComparable(await RunToEnd(id)));
    }

    private static void AssertAction(string expected, JsonNode job) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), job["action"]), job["action"]!.ToJsonString());

    private async Task<string> PlaceUnroutable()
    {
        var order = (string)(await _client.Place((Rare, 1)))["id"]!;
        await _client.Count(WorkQueueTestExtensions.Depot, Rare, 1);
        return order;
    }

    private async Task<JsonNode> RunToEnd(string id)
    {
        while (await _app.Services.GetRequiredService<BulkJobWorker>().ProcessNext(CancellationToken.None))
        {
        }

        return await _client.Job(id);
    }

    private async Task<string> Campaign(string order) =>
        (string)(await _client.Get($"/emend/v1/orders/{order}"))["attributes"]["campaign"]!;

    private async Task<JsonNode> ReadDefinition(string id) => JsonNode.Parse(await Database.First(
        Statement.From("SELECT definition FROM bulk_jobs WHERE job_id = $1", id), row => row.Bytes(0), CancellationToken.None))!;

    private async Task WriteDefinition(string id, JsonNode definition) => Assert.True((await Database.Write(
        [
            Statement.One(
                "UPDATE bulk_jobs SET definition = $2 WHERE job_id = $1", id, Encoding.UTF8.GetBytes(definition.ToJsonString())),
        ],
        CancellationToken.None)).IsCommitted);
}
