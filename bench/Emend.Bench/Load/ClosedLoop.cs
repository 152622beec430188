using System.Diagnostics;

namespace Emend.Bench.Load;

/// <summary>Limits of a load run. Each client sends a request, waits for the response, and repeats until a limit is reached.</summary>
/// <param name="Clients">Number of concurrent clients.</param>
/// <param name="Count">Maximum number of requests after the warm-up.</param>
/// <param name="Time">Maximum duration after the warm-up.</param>
/// <param name="WarmUp">Duration of the warm-up, which is not measured.</param>
internal sealed record LoadLimits(int Clients, int Count, TimeSpan Time, TimeSpan WarmUp);

/// <summary>Runs one scenario against a running server as a closed loop.</summary>
internal sealed class ClosedLoop(Scenario scenario, LoadLimits limits, CpuClock clock)
{
    private static readonly TrackedOrder None = new("");
    private int _requestsLeft;
    private int _isFailureReported;
    private long _deadline;

    /// <summary>Runs the warm-up and the measurement. Each client gets its own orders, so no two clients change the same order.</summary>
    public async Task<LoadResult> Run(IReadOnlyList<HttpConnection> httpConnections, IReadOnlyList<TrackedOrder> orders)
    {
        await RunPhase(int.MaxValue, limits.WarmUp, httpConnections, orders);
        var cpu = clock.Read();
        var started = Stopwatch.GetTimestamp();
        var clients = await RunPhase(limits.Count, limits.Time, httpConnections, orders);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var times = clients.SelectMany(c => c.Times).ToList();
        return new(
            scenario.Name, limits.Clients, times.Count * scenario.RowsPerRequest / seconds, Latency.From(times),
            clock.Read().Since(cpu, Math.Max(1, times.Count)))
        {
            Failures = clients.SelectMany(c => c.Failures).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count()),
        };
    }

    private async Task<ClientResult[]> RunPhase(
        int count, TimeSpan time, IReadOnlyList<HttpConnection> httpConnections, IReadOnlyList<TrackedOrder> orders)
    {
        _requestsLeft = count;
        _deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return await Task.WhenAll(Enumerable.Range(0, limits.Clients)
            .Select(i => Task.Run(() => RunClient(i, httpConnections[i], orders))));
    }

    private async Task<ClientResult> RunClient(int number, HttpConnection httpConnection, IReadOnlyList<TrackedOrder> orders)
    {
        var client = new ClientResult([], []);
        var own = orders.Count / limits.Clients;
        var random = new Random(number);
        for (var sentAt = Stopwatch.GetTimestamp(); sentAt < _deadline && Interlocked.Decrement(ref _requestsLeft) >= 0;)
        {
            var order = own == 0 ? None : orders[(number * own) + random.Next(own)];
            var status = await scenario.SendRequest(httpConnection, order);
            var now = Stopwatch.GetTimestamp();
            if (status == scenario.SuccessStatus)
            {
                client.Times.Add(now - sentAt);
            }
            else
            {
                await HandleFailure(client, status, httpConnection, order);
            }

            sentAt = now;
        }
        return client;
    }

    // Prints the first failure. After a failure the client reads the order again and continues.
    private async Task HandleFailure(ClientResult client, int status, HttpConnection httpConnection, TrackedOrder order)
    {
        if (Interlocked.Exchange(ref _isFailureReported, 1) == 0)
        {
            await Console.Error.WriteLineAsync($"{scenario.Name} answered {status}: {httpConnection.BodyText}");
        }

        client.Failures.Add(status);
        if (scenario.NeedsOrders && await httpConnection.Send("GET", order.Path) == 200)
        {
            order.Read(httpConnection.Body.Span);
        }
    }

    private sealed record ClientResult(List<long> Times, List<int> Failures);
}
