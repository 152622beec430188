using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server;
using Emend.Server.Application.Events;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Events;

/// <summary>Measures the delay of events in one process, with filtered listeners and modifications at a steady rate.</summary>
internal static class EventFeedMode
{
    /// <summary>Number of listeners per order.</summary>
    private const int ListenersPerOrder = 10;

    public static async Task Run(Arguments arguments)
    {
        foreach (var kind in arguments.GetList("on", "sqlite,postgresql"))
        {
            await using IBenchmarkDatabase database = kind is "sqlite"
                ? new SqliteBenchmarkDatabase()
                : await PostgresBenchmarkDatabase.Start();
            var options = await database.CreateDatabase();
            var (folder, connection) = ReportMode.GetLocation(options);
            var listeners = arguments.GetNumber("listeners", 1_000);
            var ids = await SeedMode.Seed(folder, connection, listeners / ListenersPerOrder, CancellationToken.None);
            await using var app = CompositionRoot.Create([$"--Emend:DataDirectory={folder}", $"--ConnectionStrings:Emend={connection}"]);
            Console.WriteLine($"== {kind}, {listeners} listeners");
            await Measure(app.Services, [.. ids.Select(id => new OrderId(id))], listeners, arguments);
        }
    }

    private static async Task Measure(IServiceProvider services, ImmutableArray<OrderId> orders, int listeners, Arguments arguments)
    {
        var signIn = await services.GetRequiredService<ISignInStore>().FindUser("demo", "admin@demo.emend", CancellationToken.None);
        var caller = new Caller(signIn.Tenant!.Id, signIn.User!.Id, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000);
        var (rate, seconds) = (arguments.GetNumber("rate", 500), arguments.GetNumber("time", 10));
        var delays = new ConcurrentBag<double>();
        using var end = new CancellationTokenSource();
        var from = await services.GetRequiredService<EventReader>().ReadHead(caller.Tenant, CancellationToken.None);
        var hub = services.GetRequiredService<EventHub>();
        var listening = Enumerable.Range(0, listeners)
            .Select(i => new EventFilter { Orders = [orders[i % orders.Length]], Kinds = [IntegrationEventKind.OrderModified] })
            .Select(filter => Task.Run(() => Listen(hub.Listen(caller.Tenant, filter, from, end.Token), delays))).ToList();
        var started = Stopwatch.GetTimestamp();
        var written = await WriteModifications(services.GetRequiredService<OrderService>(), caller, orders, rate, seconds);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        for (var i = 0; i < 100 && delays.Count < written * (listeners / orders.Length); i++)
        {
            await Task.Delay(100);
        }

        var sorted = delays.Order().ToList();
        Console.WriteLine(
            $"{written / took:N0} events/s in, {sorted.Count / took:N0} deliveries/s out "
            + $"({written * (listeners / orders.Length):N0} expected, "
            + $"{sorted.Count:N0} received); delay p50 {GetPercentile(sorted, .5):N0} ms, p99 {GetPercentile(sorted, .99):N0} ms; "
            + $"{CpuClock.GetResidentMegabytes(Environment.ProcessId):N0} MB including the writers");
        await end.CancelAsync();
        await Task.WhenAll(listening);
    }

    private static async Task Listen(IAsyncEnumerable<FeedItem> items, ConcurrentBag<double> delays)
    {
        try
        {
            await foreach (var item in items)
            {
                if (item.Event is { } feedEvent)
                {
                    delays.Add((DateTimeOffset.UtcNow - feedEvent.OccurredAt).TotalMilliseconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement ended.
        }
    }

    private static async Task<int> WriteModifications(
        OrderService orderService, Caller caller, ImmutableArray<OrderId> orders, int rate, int seconds)
    {
        var (started, next, written) = (Stopwatch.GetTimestamp(), -1, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < rate * seconds; n = Interlocked.Increment(ref next))
            {
                var wait = TimeSpan.FromSeconds(n / (double)rate) - Stopwatch.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                var change = new SetConsumer { Email = $"{n}@example.org" };
                var command = new OrderCommand.Modify([change], null, null, UnroutableBehavior.Accept);
                var request = new OrderCommandRequest(
                    caller, new OrderKey.ById(orders[n % orders.Length]), command, "fulfillmenttools");
                if (await orderService.Execute(request, CancellationToken.None)
                    is OrderCommandResult.Decided { Decision: Core.Decision.Accepted })
                {
                    Interlocked.Increment(ref written);
                }
            }
        })));
        return written;
    }

    private static double GetPercentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];
}
