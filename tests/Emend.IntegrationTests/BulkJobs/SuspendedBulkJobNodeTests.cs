using System.Text.Json.Nodes;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>
/// A node is suspended (SIGSTOP) within a job. Another node takes the job over and ends it with other results, because the setting that the
/// changes need is disabled in the meantime. The setting is enabled again before the first node continues.
/// </summary>
public sealed class SuspendedBulkJobNodeTests
{
    private const int Count = 40;
    private const int Written = 5;
    private const string Lease = "--Emend:BulkJobs:LeaseDuration=00:00:02";
    private const string SetDate =
        """{"modify":{"changes":[{"type":"setPreferredTime","preferredTime":"2099-12-24T10:00:00Z"}]}}""";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_node_that_wakes_after_another_node_ended_its_job_changes_no_order()
    {
        using var place = new TestDatabase.PostgreSqlTestDatabase();
        await using var database = Database.Open(place.Options);
        using var stopped = await EmendProcess.Start(place, Lease);
        using var there = await stopped.SignIn();
        var orders = await there.Orders(Count);

        // All writes after the first ones wait, so the node is within the job when it is suspended, however slow the machine is.
        var locks = await LockOrders(place, orders[Written..]);
        var id = await there.CreateJob(SetDate, orders);
        await Wait.Until(
            async () => await CountChanged(database) == Written && await CountBlocked(database) > 0, "its writes wait", Deadline);
        stopped.Suspend();

        var job = await EndElsewhere(place, id, locks);
        var changed = await CountChanged(database);
        var results = await ReadOutcome(database);
        Assert.Equal($"completed {Count}: {changed} 0 {Count - changed} 0, 0", BulkJobTestExtensions.ToComparable(job));
        Assert.InRange(changed, Written, Count - 1);

        stopped.Resume();
        var next = await there.Orders(3);
        await WaitForEnd(there, await there.CreateJob(SetDate, next));
        var told = await there.Results(id);
        Assert.Equal(0, await stopped.Terminate(Deadline));

        Assert.Equal(changed + 3, await CountChanged(database));
        Assert.Equal(results, (await ReadOutcome(database)).Where(row => !next.Contains(row.Order)));
        Assert.Equal(
            results.Select(row => (row.Order, row.Revision == 2 ? "succeeded" : "rejected")).Order(),
            told.Select(item => ((string)item["order"]!, (string)item["state"]!)).Order());
        await ConsistencyAssertions.AssertConsistent(database);
    }

    // The first node is not needed for this: the transactions in which it was suspended end after ten seconds.
    private static async Task<JsonNode> EndElsewhere(TestDatabase place, string id, NpgsqlConnection locks)
    {
        await using var other = await EmendApp.Join(place, ["--Emend:BackgroundWork:Enabled=false"], services =>
            services.AddSingleton(BulkJobOptions.Default with { Enabled = false }));
        using var client = await other.SignIn();
        await AllowModification(client, false);
        await locks.DisposeAsync();
        JsonNode job;
        using (var heir = await EmendProcess.Start(place, Lease))
        {
            job = await WaitForEnd(client, id);
            Assert.Equal(0, await heir.Terminate(Deadline));
        }

        await AllowModification(client, true);
        return job;
    }

    private static async Task AllowModification(FulfillmenttoolsTestClient client, bool isAllowed)
    {
        const string Path = "/api/configurations/ordermodification";
        var version = (await client.Get(Path))["version"];
        var allowed = isAllowed ? "true" : "false";
        Assert.Equal(
            200, (await client.Put(Path, $$"""{"version":{{version}},"allowOrderLineItemModification":{{allowed}}}""")).Status);
    }

    private static async Task<NpgsqlConnection> LockOrders(TestDatabase place, IEnumerable<string> orders)
    {
        var connection = new NpgsqlConnection(place.Options.Connection);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT 1 FROM orders WHERE order_id = ANY ($1) FOR UPDATE", connection);
        command.Parameters.AddWithValue(orders.ToArray());
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<JsonNode> WaitForEnd(FulfillmenttoolsTestClient client, string id)
    {
        JsonNode job = null!;
        await Wait.Until(async () => (string)(job = await client.Job(id))["state"]! is "completed", "the job has ended", Deadline);
        return job;
    }

    private static Task<long> CountChanged(Database database) => Number(database, "SELECT count(*) FROM journal WHERE revision = 2");

    private static Task<long> CountBlocked(Database database) => Number(
        database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    private static Task<List<(string Order, long Revision)>> ReadOutcome(Database database) => database.List(
        Statement.From("SELECT order_id, revision FROM orders ORDER BY order_id"), row => (row.Text(0), row.Long(1)), default);

    private static Task<long> Number(Database database, string sql) =>
        database.First(Statement.From(sql), row => row.Long(0), CancellationToken.None);
}
