using System.Diagnostics;
using System.Text.Json;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;

namespace Emend.Bench.Events;

/// <summary>
/// Measures the event stream over HTTP. The server runs in its own process on PostgreSQL; the filtered listeners and the writers run in
/// this process. Modifications arrive at a steady rate through the same server, or with <c>--by node</c> through a second node.
/// </summary>
internal static class EventStreamMode
{
    public static async Task Run(Arguments arguments)
    {
        var (listeners, each) = (arguments.GetNumber("listeners", 1_000), arguments.GetNumber("each", 10));
        await using var database = await PostgresBenchmarkDatabase.Start();
        var (_, connection) = ReportMode.GetLocation(await database.CreateDatabase());
        var ids = await SeedMode.Seed(null, connection, listeners / each, CancellationToken.None);
        using var server = await ServerProcess.Start(null, connection);
        var token = await SignIn(server.Url);
        await using var modificationWriter = arguments.GetText("by", "http") == "http"
            ? (IModificationWriter)new HttpModificationWriter(server.Url, token)
            : await InProcessModificationWriter.Start(connection!);
        var clock = new CpuClock(server.Id, database.Postmaster);

        var eventStreamListeners = await OpenListeners(server.Url, token, ids, listeners);
        Console.WriteLine($"{listeners:N0} listeners, {each} per order, {ids.Count:N0} orders; load {CpuClock.GetLoadAverages()} before");
        var listening = eventStreamListeners.Select(eventStreamListener => eventStreamListener.Listen()).ToList();
        await SendModifications(modificationWriter, ids, arguments.GetNumber("rate", 500), arguments.GetNumber("warm-up", 5));
        await WaitUntilIdle(eventStreamListeners);
        eventStreamListeners.ForEach(eventStreamListener => eventStreamListener.Delays.Clear());

        var (cpu, started) = (clock.Read(), Stopwatch.GetTimestamp());
        var written = await SendModifications(modificationWriter, ids, arguments.GetNumber("rate", 500), arguments.GetNumber("time", 20));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await WaitUntilIdle(eventStreamListeners);
        PrintResult(eventStreamListeners, written, each, took, clock.Read().Since(cpu, Math.Max(1, written)));
        Console.WriteLine($"server {CpuClock.GetResidentMegabytes(server.Id):N0} MB resident; load {CpuClock.GetLoadAverages()} after");
        eventStreamListeners.ForEach(eventStreamListener => eventStreamListener.Dispose());
        await Task.WhenAll(listening);
    }

    private static void PrintResult(List<EventStreamListener> eventStreamListeners, int written, int each, double took, CpuShare cpu)
    {
        var delays = eventStreamListeners.SelectMany(eventStreamListener => eventStreamListener.Delays).Order().ToList();
        Console.WriteLine(
            $"{written / took:N0} events/s in, {delays.Count / took:N0} deliveries/s out "
            + $"({written * each:N0} expected, {delays.Count:N0} received); "
            + $"delay p50 {GetPercentile(delays, .5):N0} ms, p95 {GetPercentile(delays, .95):N0} ms, "
            + $"p99 {GetPercentile(delays, .99):N0} ms, max {GetPercentile(delays, 1):N0} ms");
        Console.WriteLine(
            $"CPU per event with its {each} deliveries: server {cpu.Server:N0} µs, database {cpu.Database:N0} µs, "
            + $"listeners and writers {cpu.Client:N0} µs");
    }

    private static async Task<List<EventStreamListener>> OpenListeners(
        Uri server, string token, IReadOnlyList<string> orders, int listeners)
    {
        var eventStreamListeners = Enumerable.Range(0, listeners).Select(_ => new EventStreamListener(server)).ToList();
        await Parallel.ForAsync(0, listeners, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await eventStreamListeners[i].Open($"?order={orders[i % orders.Count]}&type=ORDER_MODIFIED", token));
        return eventStreamListeners;
    }

    // Sends up to `rate` modifications per second. Returns the number of accepted modifications.
    private static async Task<int> SendModifications(
        IModificationWriter modificationWriter, IReadOnlyList<string> orders, int rate, int seconds)
    {
        var (started, next, written) = (Stopwatch.GetTimestamp(), -1, 0);
        var end = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < rate * seconds; n = Interlocked.Increment(ref next))
            {
                var wait = TimeSpan.FromSeconds(n / (double)rate) - Stopwatch.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                if (Stopwatch.GetElapsedTime(started) > end)
                {
                    return;
                }

                if (await modificationWriter.Modify(lane, orders[n % orders.Count], n))
                {
                    Interlocked.Increment(ref written);
                }
            }
        })));
        return written;
    }

    // Waits until no event arrives for 1.5 seconds.
    private static async Task WaitUntilIdle(List<EventStreamListener> eventStreamListeners)
    {
        for (var before = -1; before != Received();)
        {
            before = Received();
            await Task.Delay(1_500);
        }

        int Received() => eventStreamListeners.Sum(eventStreamListener => eventStreamListener.Delays.Count);
    }

    private static async Task<string> SignIn(Uri server)
    {
        using var httpConnection = new HttpConnection(server);
        var body = JsonSerializer.Serialize(new { email = "admin@demo.emend", password = "demo-admin", returnSecureToken = true });
        await httpConnection.Send("POST", "/v1/accounts:signInWithPassword?key=demo", body);
        return JsonDocument.Parse(httpConnection.Body).RootElement.GetProperty("idToken").GetString()!;
    }

    private static double GetPercentile(List<int> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];
}
