using System.Text.Json;
using Emend.Bench.Data;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;

namespace Emend.Bench.BulkJobs;

/// <summary>
/// Measures one bulk job of a separate server process on a durable PostgreSQL. The job reroutes unroutable orders after stock arrived, or
/// cancels routed orders.
/// </summary>
internal static class BulkJobMode
{
    private const string Reroute = "reroute-unroutable";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    public static async Task Run(Arguments arguments)
    {
        var (action, orders, maxStock, warmUp) = (
            arguments.GetText("action", Reroute), arguments.GetNumber("orders", 10_000), arguments.GetNumber("stock", 8),
            arguments.GetNumber("warm-up", 2_000));
        await using var database = await PostgresBenchmarkDatabase.Start();
        var (_, connection) = ReportMode.GetLocation(await database.CreateDatabase());
        var ids = await SeedMode.Seed(null, connection, warmUp + orders, action == Reroute, CancellationToken.None);
        if (action == Reroute)
        {
            await database.Execute($"UPDATE stock SET on_hand = 1000 * abs(hashtext(facility_id || article_id) % {maxStock})");
        }

        await database.Execute("VACUUM ANALYZE");
        using var server = await ServerProcess.Start(null, connection);
        using var client = await SignIn(server.Url);
        Console.WriteLine(
            $"{action} of {orders:N0} orders over {DataSet.Facilities} facilities; load {CpuClock.GetLoadAverages()} before, "
            + $"server {CpuClock.GetResidentMegabytes(server.Id):N0} MB");

        if (warmUp > 0)
        {
            await WaitForCompletion(client, await CreateJob(client, action, ids.Take(warmUp)));
        }

        var clock = new CpuClock(server.Id, database.Postmaster);
        var before = clock.Read();
        var job = await CreateJob(client, action, ids.Skip(warmUp));
        var seconds = await WaitForCompletion(client, job);
        PrintResult(client, seconds, orders, clock.Read().Since(before, orders));
        var unroutable = await database.QueryNumber(
            """
            SELECT count(DISTINCT order_id) FROM order_entities
            WHERE kind = 'PLAN' AND state = 'NOT_ROUTABLE' AND ended_at_revision IS NULL
            """);
        Console.WriteLine(
            $"{unroutable:N0} orders have unroutable units; server {CpuClock.GetResidentMegabytes(server.Id):N0} MB resident, "
            + $"{CpuClock.GetPeakMegabytes(server.Id):N0} MB peak; load {CpuClock.GetLoadAverages()} after");
    }

    private static async Task<string> CreateJob(HttpConnection client, string action, IEnumerable<string> ids)
    {
        var body = new Dictionary<string, object>
        {
            ["action"] = new Dictionary<string, object> { [action] = new { } },
            ["orders"] = ids.Select(id => new { order = id }),
        };
        var status = await client.Send("POST", "/emend/v1/bulk-jobs", JsonSerializer.Serialize(body));
        return status == 202
            ? JsonElement.Parse(client.Body.Span).GetProperty("id").GetString()!
            : throw new InvalidOperationException($"{status} {client.BodyText}");
    }

    // The time includes planning: it starts when the job is created.
    private static async Task<double> WaitForCompletion(HttpConnection client, string job)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        do
        {
            await Task.Delay(PollInterval);
            await client.Send("GET", $"/emend/v1/bulk-jobs/{job}");
        }
        while (JsonElement.Parse(client.Body.Span).GetProperty("state").GetString() is "running");
        return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void PrintResult(HttpConnection client, double seconds, int orders, CpuShare cpu)
    {
        var job = JsonElement.Parse(client.Body.Span);
        Console.WriteLine(
            $"{orders / seconds:N0} orders/s, {seconds:N1} s; {Count("succeeded")} succeeded, {Count("unchanged")} unchanged, "
            + $"{Count("rejected")} rejected, {Count("failed")} failed; "
            + $"CPU per order: server {cpu.Server:N0} µs, database {cpu.Database:N0} µs");

        int Count(string name) => job.GetProperty(name).GetInt32();
    }

    private static async Task<HttpConnection> SignIn(Uri server)
    {
        var client = new HttpConnection(server);
        var body = JsonSerializer.Serialize(new { email = "admin@demo.emend", password = "demo-admin", returnSecureToken = true });
        await client.Send("POST", "/v1/accounts:signInWithPassword?key=demo", body);
        client.Token = JsonElement.Parse(client.Body.Span).GetProperty("idToken").GetString();
        return client;
    }
}
