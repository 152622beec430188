using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server;
using Emend.Server.Application;
using Emend.Server.Application.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Events;

/// <summary>Listeners with filters, and modifications at a steady pace, in one process: how late each event is heard.</summary>
internal static class EventFeedMode
{
    /// <summary>So many listen to each order that is worked on.</summary>
    private const int PerOrder = 10;

    public static async Task Run(Arguments arguments)
    {
        foreach (var kind in arguments.List("on", "sqlite,postgresql"))
        {
            await using IBenchmarkDatabase benchmarkDatabase = kind is "sqlite" ? new SqliteBenchmarkDatabase() : await PostgresBenchmarkDatabase.Start();
            var options = await benchmarkDatabase.Fresh();
            var (folder, connection) = ReportMode.Where(options);
            var listeners = arguments.Number("listeners", 1_000);
            var ids = await SeedMode.Seed(folder, connection, listeners / PerOrder, CancellationToken.None);
            await using var app = CompositionRoot.Create([$"--Emend:Data={folder}", $"--Emend:Database={connection}"]);
            Console.WriteLine($"== {kind}, {listeners} listeners");
            await Measure(app.Services, [.. ids.Select(id => new OrderId(id))], listeners, arguments);
        }
    }

    private static async Task Measure(IServiceProvider services, ImmutableArray<OrderId> orders, int listeners, Arguments arguments)
    {
        var signed = await services.GetRequiredService<ISignInStore>().SignIn("demo", "admin@demo.emend", CancellationToken.None);
        var caller = new Caller(signed.Tenant!.Id, signed.Person!.Id, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000);
        var (pace, seconds) = (arguments.Number("rate", 500), arguments.Number("time", 10));
        var late = new ConcurrentBag<double>();
        using var end = new CancellationTokenSource();
        var from = await services.GetRequiredService<EventReader>().Head(CancellationToken.None);
        var hub = services.GetRequiredService<EventHub>();
        var hearing = Enumerable.Range(0, listeners)
            .Select(i => new EventFilter { Orders = [orders[i % orders.Length]], Kinds = ["ORDER_MODIFIED"] })
            .Select(filter => Task.Run(() => Hear(hub.Listen(caller.Tenant, filter, from, end.Token), late))).ToList();
        var begun = Stopwatch.GetTimestamp();
        var written = await Write(services.GetRequiredService<OrderService>(), caller, orders, pace, seconds);
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        for (var i = 0; i < 100 && late.Count < written * (listeners / orders.Length); i++)
            await Task.Delay(100);
        var sorted = late.Order().ToList();
        Console.WriteLine(
            $"{written / took:N0} events/s in, {sorted.Count / took:N0} deliveries/s out ({written * (listeners / orders.Length):N0} owed, "
            + $"{sorted.Count:N0} heard); late p50 {At(sorted, .5):N0} ms, p99 {At(sorted, .99):N0} ms; "
            + $"{CpuClock.ResidentMegabytes(Environment.ProcessId):N0} MB with the writers");
        await end.CancelAsync();
        await Task.WhenAll(hearing);
    }

    private static async Task Hear(IAsyncEnumerable<FeedItem> items, ConcurrentBag<double> late)
    {
        try
        {
            await foreach (var item in items)
                if (item.Event is { } told)
                    late.Add((DateTimeOffset.UtcNow - told.OccurredAt).TotalMilliseconds);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private static async Task<int> Write(OrderService orderService, Caller caller, ImmutableArray<OrderId> orders, int pace, int seconds)
    {
        var (begun, next, written) = (Stopwatch.GetTimestamp(), -1, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < pace * seconds; n = Interlocked.Increment(ref next))
            {
                var wait = TimeSpan.FromSeconds(n / (double)pace) - Stopwatch.GetElapsedTime(begun);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait);
                var change = new SetConsumer { Email = $"{n}@example.org" };
                var command = new OrderCommand.Modify([change], null, null, UnroutableBehavior.Accept);
                var request = new OrderCommandRequest(
                    caller, new OrderKey.ById(orders[n % orders.Length]), command, "fulfillmenttools", FulfillmenttoolsPolicy.Policy);
                if (await orderService.Execute(request, CancellationToken.None) is OrderCommandResult.Decided { Decision: Core.Decision.Accepted })
                    Interlocked.Increment(ref written);
            }
        })));
        return written;
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];
}
