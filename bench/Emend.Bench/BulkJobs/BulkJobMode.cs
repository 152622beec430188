using System.Text.Json;
using Emend.Bench.Data;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;

namespace Emend.Bench.BulkJobs;

/// <summary>
/// One job over many orders, by a server in a process of its own on a durable PostgreSQL: orders that wait for a place are routed again
/// when there is some stock, or routed ones are cancelled.
/// </summary>
internal static class BulkJobMode
{
    private const string Reroute = "reroute-unroutable";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task Run(Arguments arguments)
    {
        var (action, orders, shelf, first) = (
            arguments.Text("do", Reroute), arguments.Number("orders", 10_000), arguments.Number("stock", 8),
            arguments.Number("warm-up", 2_000));
        await using var stand = await PostgresBenchmarkDatabase.Start();
        var (_, connection) = ReportMode.Where(await stand.Fresh());
        var ids = await SeedMode.Seed(null, connection, first + orders, action == Reroute, CancellationToken.None);
        if (action == Reroute)
            await stand.Execute($"UPDATE stock SET on_hand = 1000 * abs(hashtext(facility_id || article_id) % {shelf})");
        await stand.Execute("VACUUM ANALYZE");
        using var server = await ServerProcess.Start(null, connection);
        using var client = await SignedIn(server.Url);
        Console.WriteLine(
            $"{action} of {orders:N0} orders over {DataSet.Facilities} facilities; load {CpuClock.Load()} before, "
            + $"server {CpuClock.ResidentMegabytes(server.Id):N0} MB");

        if (first > 0)
            await Ended(client, await Made(client, action, ids.Take(first)));
        var clock = new CpuClock(server.Id, stand.Postmaster);
        var before = clock.Read();
        var job = await Made(client, action, ids.Skip(first));
        var took = await Ended(client, job);
        Write(client, took, orders, clock.Read().Since(before, orders));
        var waiting = await stand.Number(
            "SELECT count(DISTINCT order_id) FROM order_index WHERE kind = 'PLAN' AND state = 'NOT_ROUTABLE' AND past_revision IS NULL");
        Console.WriteLine(
            $"{waiting:N0} orders wait for some unit; server {CpuClock.ResidentMegabytes(server.Id):N0} MB resident, "
            + $"{CpuClock.PeakMegabytes(server.Id):N0} MB at most; load {CpuClock.Load()} after");
    }

    private static async Task<string> Made(HttpConnection client, string action, IEnumerable<string> ids)
    {
        var body = new Dictionary<string, object>
        {
            ["do"] = new Dictionary<string, object> { [action] = new { } },
            ["orders"] = ids.Select(id => new { order = id }),
        };
        var status = await client.Exchange("POST", "/emend/v1/bulk", JsonSerializer.Serialize(body));
        return status == 202
            ? JsonElement.Parse(client.Body.Span).GetProperty("id").GetString()!
            : throw new InvalidOperationException($"{status} {client.Description}");
    }

    // From when the job is made, so with planning.
    private static async Task<double> Ended(HttpConnection client, string job)
    {
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        do
        {
            await Task.Delay(Look);
            await client.Exchange("GET", $"/emend/v1/bulk/{job}");
        }
        while (JsonElement.Parse(client.Body.Span).GetProperty("state").GetString() is "running");
        return System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static void Write(HttpConnection client, double took, int orders, CpuShare cpu)
    {
        var job = JsonElement.Parse(client.Body.Span);
        Console.WriteLine(
            $"{orders / took:N0} orders/s, {took:N1} s; {Count("done")} done, {Count("unchanged")} unchanged, {Count("refused")} refused, "
            + $"{Count("failed")} failed; CPU of each: server {cpu.Server:N0} µs, database {cpu.Database:N0} µs");

        int Count(string name) => job.GetProperty(name).GetInt32();
    }

    private static async Task<HttpConnection> SignedIn(Uri server)
    {
        var client = new HttpConnection(server);
        var body = JsonSerializer.Serialize(new { email = "admin@demo.emend", password = "demo-admin", returnSecureToken = true });
        await client.Exchange("POST", "/v1/accounts:signInWithPassword?key=demo", body);
        client.Token = JsonElement.Parse(client.Body.Span).GetProperty("idToken").GetString();
        return client;
    }
}
