using System.Diagnostics;

namespace Emend.Bench.Load;

/// <summary>Each client asks, waits for the answer, and asks again, until the count or the time is used up.</summary>
/// <param name="Clients">How many at once.</param>
/// <param name="Count">How many answers at most, after warming up.</param>
/// <param name="Time">How long at most, after warming up.</param>
/// <param name="WarmUp">How long before anything is counted.</param>
internal sealed record LoadLimits(int Clients, int Count, TimeSpan Time, TimeSpan WarmUp);

/// <summary>Runs one scenario against a running server.</summary>
internal sealed class ClosedLoop(Scenario scenario, LoadLimits bounds, CpuClock clock)
{
    private static readonly TrackedOrder None = new("");
    private int _left;
    private int _told;
    private long _deadline;

    /// <summary>The orders are dealt out to the clients, so that no two work on one.</summary>
    public async Task<LoadResult> Run(IReadOnlyList<HttpConnection> httpConnections, IReadOnlyList<TrackedOrder> orders)
    {
        await Phase(int.MaxValue, bounds.WarmUp, httpConnections, orders);
        var cpu = clock.Read();
        var begun = Stopwatch.GetTimestamp();
        var clients = await Phase(bounds.Count, bounds.Time, httpConnections, orders);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var times = clients.SelectMany(c => c.Times).ToList();
        return new(
            scenario.Name, bounds.Clients, times.Count * scenario.Rows / seconds, Latency.From(times),
            clock.Read().Since(cpu, Math.Max(1, times.Count)))
        {
            Failures = clients.SelectMany(c => c.Failures).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count()),
        };
    }

    private async Task<Client[]> Phase(int count, TimeSpan time, IReadOnlyList<HttpConnection> httpConnections, IReadOnlyList<TrackedOrder> orders)
    {
        _left = count;
        _deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return await Task.WhenAll(Enumerable.Range(0, bounds.Clients).Select(i => Task.Run(() => Ask(i, httpConnections[i], orders))));
    }

    private async Task<Client> Ask(int number, HttpConnection httpConnection, IReadOnlyList<TrackedOrder> orders)
    {
        var client = new Client([], []);
        var own = orders.Count / bounds.Clients;
        var random = new Random(number);
        for (var at = Stopwatch.GetTimestamp(); at < _deadline && Interlocked.Decrement(ref _left) >= 0;)
        {
            var order = own == 0 ? None : orders[(number * own) + random.Next(own)];
            var status = await scenario.Step(httpConnection, order);
            var now = Stopwatch.GetTimestamp();
            if (status == scenario.Answer)
                client.Times.Add(now - at);
            else
                await Failed(client, status, httpConnection, order);
            at = now;
        }
        return client;
    }

    // A refusal is seen once in words; a client that lost its place reads the order again and goes on.
    private async Task Failed(Client client, int status, HttpConnection httpConnection, TrackedOrder order)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
            await Console.Error.WriteLineAsync($"{scenario.Name} answered {status}: {httpConnection.Description}");
        client.Failures.Add(status);
        if (scenario.NeedsOrders && await httpConnection.Exchange("GET", order.Path) == 200)
            order.Read(httpConnection.Body.Span);
    }

    private sealed record Client(List<long> Times, List<int> Failures);
}
