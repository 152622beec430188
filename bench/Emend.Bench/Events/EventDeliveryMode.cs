using System.Diagnostics;
using Emend.Bench.Load;
using Emend.Bench.Report;
using Emend.Bench.Seeding;
using Emend.Core.Orders;
using Emend.Server;
using Emend.Server.Application.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emend.Bench.Events;

/// <summary>
/// Measures the delivery of queued events to a receiver on the same machine: events per second, alone and next to subscriptions whose
/// receivers are unreachable or never answer.
/// </summary>
internal static class EventDeliveryMode
{
    private static readonly TenantId Tenant = new("demo");

    public static async Task Run(Arguments arguments)
    {
        foreach (var kind in arguments.GetList("on", "sqlite,postgresql"))
        {
            await using IBenchmarkDatabase database = kind is "sqlite"
                ? new SqliteBenchmarkDatabase()
                : await PostgresBenchmarkDatabase.Start();
            var (folder, connection) = ReportMode.GetLocation(await database.CreateDatabase());
            var events = (await SeedMode.Seed(folder, connection, arguments.GetNumber("events", 20_000), CancellationToken.None)).Count;
            await using var receiver = await Receiver.Start();
            await using var app = CompositionRoot.Create(
                [
                    "--urls", "http://127.0.0.1:0", $"--Emend:DataDirectory={folder}", $"--ConnectionStrings:Emend={connection}",
                    "--Emend:Webhooks:AllowPrivateNetworks=true", "--Emend:BackgroundWork:PollInterval=00:10:00",
                ]);
            await app.StartAsync();
            Console.WriteLine($"== {kind}, {events:N0} events");
            var good = await Subscribe(app.Services, receiver.Url + "/good");
            await Measure("cold", receiver, events, app.Services, null);
            await MeasureAlternately(arguments.GetNumber("turns", 5), receiver, events, app.Services, good);
            Console.WriteLine($"{CpuClock.GetResidentMegabytes(Environment.ProcessId):N0} MB including the receiver");
            await app.StopAsync();
        }
    }

    // Alternates both measurements, so that other load on the machine affects both alike.
    private static async Task MeasureAlternately(int turns, Receiver receiver, int events, IServiceProvider services, Subscription good)
    {
        var store = services.GetRequiredService<ISubscriptionStore>();
        var (alone, disturbed) = (new List<DeliveryRate>(), new List<DeliveryRate>());
        for (var turn = 0; turn < turns; turn++)
        {
            alone.Add(await Measure("alone", receiver, events, services, good));
            var unreachable = await Subscribe(services, "http://127.0.0.1:1/unreachable");
            var silent = await Subscribe(services, receiver.Url + "/silent");
            disturbed.Add(await Measure("next to one unreachable and one silent receiver", receiver, events, services, good));
            await store.Remove(Tenant, unreachable.Id, CancellationToken.None);
            await store.Remove(Tenant, silent.Id, CancellationToken.None);
        }

        var (rate, disturbedRate) = (Median(alone, p => p.PerSecond), Median(disturbed, p => p.PerSecond));
        var (cpu, disturbedCpu) = (Median(alone, p => p.Micros), Median(disturbed, p => p.Micros));
        Console.WriteLine(
            $"median alone {rate:N0} events/s, {cpu:N0} µs of CPU each; "
            + $"disturbed {disturbedRate:N0} events/s, {disturbedCpu:N0} µs: "
            + $"{(rate - disturbedRate) / rate:P1} fewer, {(disturbedCpu - cpu) / cpu:P1} more CPU");
    }

    private static double Median(List<DeliveryRate> rates, Func<DeliveryRate, double> selector) =>
        rates.Select(selector).Order().ElementAt(rates.Count / 2);

    private static async Task<DeliveryRate> Measure(
        string name, Receiver receiver, int events, IServiceProvider services, Subscription? rewound)
    {
        if (rewound is not null)
        {
            // Waits until the results of active deliveries are stored, then rewinds the subscription.
            await Task.Delay(TimeSpan.FromSeconds(2));
            receiver.Reset();
            var store = services.GetRequiredService<IEventDeliveryStore>();
            await store.Rewind(Tenant, rewound.Id, EventPosition.Beginning, CancellationToken.None);
        }

        var (elapsed, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        while (receiver.Count < events && elapsed.Elapsed < TimeSpan.FromMinutes(2))
        {
            await Task.Delay(5);
        }

        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / receiver.Count;
        var rate = new DeliveryRate(receiver.Count / receiver.Seconds, used);
        Console.WriteLine(
            $"{name}: {rate.PerSecond:N0} events/s ({receiver.Count:N0} in {receiver.Seconds:N1} s, {used:N0} µs of CPU each)");
        return rate;
    }

    private static async Task<Subscription> Subscribe(IServiceProvider services, string url)
    {
        var now = DateTimeOffset.UtcNow;
        var subscription = new Subscription(Tenant, Guid.CreateVersion7(now).ToString(), "bench", "ORDER_CREATED", new(url), [])
        {
            CreatedAt = now,
            Secrets = new(new byte[32], null, DateTimeOffset.UnixEpoch),
        };
        await services.GetRequiredService<ISubscriptionStore>().Add(subscription, EventPosition.Beginning, null, CancellationToken.None);
        return subscription;
    }

    /// <param name="PerSecond">Events per second.</param>
    /// <param name="Micros">CPU time of this process per event in microseconds: server and receiver together.</param>
    private readonly record struct DeliveryRate(double PerSecond, double Micros);

    /// <summary>Accepts every event and counts it. Requests to <c>/silent</c> are never answered.</summary>
    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private long _firstAt;
        private long _lastAt;
        private int _count;

        public string Url => app.Urls.Single();

        public int Count => Volatile.Read(ref _count);

        public double Seconds => Stopwatch.GetElapsedTime(_firstAt, _lastAt).TotalSeconds;

        public static async Task<Receiver> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver.Map();
            await receiver.Listen();
            return receiver;
        }

        public void Reset() => (_count, _firstAt, _lastAt) = (0, 0, 0);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }

        private Task Listen() => app.StartAsync();

        private void Map() => app.Run(async context =>
        {
            if (context.Request.Path == "/silent")
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.CompareExchange(ref _firstAt, Stopwatch.GetTimestamp(), 0);
            _lastAt = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref _count);
        });
    }
}
