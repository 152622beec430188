using System.Diagnostics;
using System.Text.Json;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;

namespace Emend.Bench.Events;

/// <summary>
/// The stream of events over HTTP: a server that listeners hang on in one process, listeners with filters and writers in this one, and
/// PostgreSQL. Modifications come in at a steady pace through the same server, or with <c>--by node</c> through a second node.
/// </summary>
internal static class EventStreamMode
{
    public static async Task Run(Arguments arguments)
    {
        var (listeners, each) = (arguments.Number("listeners", 1_000), arguments.Number("each", 10));
        await using var stand = await PostgresBenchmarkDatabase.Start();
        var (_, connection) = ReportMode.Where(await stand.Fresh());
        var ids = await SeedMode.Seed(null, connection, listeners / each, CancellationToken.None);
        using var server = await ServerProcess.Start(null, connection);
        var token = await SignIn(server.Url);
        await using var modificationWriter = arguments.Text("by", "http") == "http"
            ? (IModificationWriter)new HttpModificationWriter(server.Url, token)
            : await InProcessModificationWriter.Start(connection!);
        var clock = new CpuClock(server.Id, stand.Postmaster);

        var eventStreamListeners = await Open(server.Url, token, ids, listeners);
        Console.WriteLine($"{listeners:N0} listeners, {each} to each of {ids.Count:N0} orders; load {CpuClock.Load()} before");
        var hearing = eventStreamListeners.Select(eventStreamListener => eventStreamListener.Listen()).ToList();
        await Phase(modificationWriter, ids, arguments.Number("rate", 500), arguments.Number("warm-up", 5));
        await Settle(eventStreamListeners);
        eventStreamListeners.ForEach(eventStreamListener => eventStreamListener.Late.Clear());

        var (cpu, begun) = (clock.Read(), Stopwatch.GetTimestamp());
        var written = await Phase(modificationWriter, ids, arguments.Number("rate", 500), arguments.Number("time", 20));
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Settle(eventStreamListeners);
        Write(eventStreamListeners, written, each, took, clock.Read().Since(cpu, Math.Max(1, written)));
        Console.WriteLine($"server {CpuClock.ResidentMegabytes(server.Id):N0} MB resident; load {CpuClock.Load()} after");
        eventStreamListeners.ForEach(eventStreamListener => eventStreamListener.Dispose());
        await Task.WhenAll(hearing);
    }

    private static void Write(List<EventStreamListener> eventStreamListeners, int written, int each, double took, CpuShare cpu)
    {
        var late = eventStreamListeners.SelectMany(eventStreamListener => eventStreamListener.Late).Order().ToList();
        Console.WriteLine(
            $"{written / took:N0} events/s in, {late.Count / took:N0} deliveries/s out ({written * each:N0} owed, {late.Count:N0} heard); "
            + $"late p50 {At(late, .5):N0} ms, p95 {At(late, .95):N0} ms, p99 {At(late, .99):N0} ms, most {At(late, 1):N0} ms");
        Console.WriteLine(
            $"CPU of each event with its {each} deliveries: server {cpu.Server:N0} µs, database {cpu.Database:N0} µs, "
            + $"listeners and writers {cpu.Client:N0} µs");
    }

    private static async Task<List<EventStreamListener>> Open(Uri server, string token, IReadOnlyList<string> orders, int listeners)
    {
        var eventStreamListeners = Enumerable.Range(0, listeners).Select(_ => new EventStreamListener(server)).ToList();
        await Parallel.ForAsync(0, listeners, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await eventStreamListeners[i].Open($"?order={orders[i % orders.Count]}&kind=ORDER_MODIFIED", token));
        return eventStreamListeners;
    }

    // So many modifications each second, as far as can be; how many were made.
    private static async Task<int> Phase(IModificationWriter modificationWriter, IReadOnlyList<string> orders, int pace, int seconds)
    {
        var (begun, next, written) = (Stopwatch.GetTimestamp(), -1, 0);
        var end = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < pace * seconds; n = Interlocked.Increment(ref next))
            {
                var wait = TimeSpan.FromSeconds(n / (double)pace) - Stopwatch.GetElapsedTime(begun);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait);
                if (Stopwatch.GetElapsedTime(begun) > end)
                    return;
                if (await modificationWriter.Modify(lane, orders[n % orders.Count], n))
                    Interlocked.Increment(ref written);
            }
        })));
        return written;
    }

    // Until nothing came for a second.
    private static async Task Settle(List<EventStreamListener> eventStreamListeners)
    {
        for (var before = -1; before != Heard();)
        {
            before = Heard();
            await Task.Delay(1_500);
        }

        int Heard() => eventStreamListeners.Sum(eventStreamListener => eventStreamListener.Late.Count);
    }

    private static async Task<string> SignIn(Uri server)
    {
        using var httpConnection = new HttpConnection(server);
        var body = JsonSerializer.Serialize(new { email = "admin@demo.emend", password = "demo-admin", returnSecureToken = true });
        await httpConnection.Exchange("POST", "/v1/accounts:signInWithPassword?key=demo", body);
        return JsonDocument.Parse(httpConnection.Body).RootElement.GetProperty("idToken").GetString()!;
    }

    private static double At(List<int> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];
}
