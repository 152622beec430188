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
/// Events that wait for a receiver beside the server, over loopback: how many it gets a second, alone and beside subscriptions whose
/// receivers are dead, or never answer.
/// </summary>
internal static class EventDeliveryMode
{
    private static readonly TenantId Tenant = new("demo");

    public static async Task Run(Arguments arguments)
    {
        foreach (var kind in arguments.List("on", "sqlite,postgresql"))
        {
            await using IBenchmarkDatabase benchmarkDatabase = kind is "sqlite" ? new SqliteBenchmarkDatabase() : await PostgresBenchmarkDatabase.Start();
            var (folder, connection) = ReportMode.Where(await benchmarkDatabase.Fresh());
            var events = (await SeedMode.Seed(folder, connection, arguments.Number("events", 20_000), CancellationToken.None)).Count;
            await using var receiver = await Receiver.Start();
            await using var app = CompositionRoot.Create(
                [
                    "--urls", "http://127.0.0.1:0", $"--Emend:Data={folder}", $"--Emend:Database={connection}",
                    "--Emend:Webhooks:AllowPrivate=true", "--Emend:Waiting:Poll=00:10:00",
                ]);
            await app.StartAsync();
            Console.WriteLine($"== {kind}, {events:N0} events");
            var good = await Subscribe(app.Services, receiver.Url + "/good");
            await Measure("cold", receiver, events, app.Services, null);
            await Compare(arguments.Number("turns", 5), receiver, events, app.Services, good);
            Console.WriteLine($"{CpuClock.ResidentMegabytes(Environment.ProcessId):N0} MB with the receiver");
            await app.StopAsync();
        }
    }

    // In turns, so that what else the machine does is the same for both.
    private static async Task Compare(int turns, Receiver receiver, int events, IServiceProvider services, Subscription good)
    {
        var store = services.GetRequiredService<ISubscriptionStore>();
        var (alone, beside) = (new List<Pace>(), new List<Pace>());
        for (var turn = 0; turn < turns; turn++)
        {
            alone.Add(await Measure("alone", receiver, events, services, good));
            var dead = await Subscribe(services, "http://127.0.0.1:1/dead");
            var silent = await Subscribe(services, receiver.Url + "/silent");
            beside.Add(await Measure("beside one dead and one silent receiver", receiver, events, services, good));
            await store.Remove(Tenant, dead.Id, CancellationToken.None);
            await store.Remove(Tenant, silent.Id, CancellationToken.None);
        }

        var (best, left) = (Median(alone, p => p.PerSecond), Median(beside, p => p.PerSecond));
        var (cheap, dear) = (Median(alone, p => p.Micros), Median(beside, p => p.Micros));
        Console.WriteLine($"median alone {best:N0} events/s, {cheap:N0} µs of CPU each; beside {left:N0} events/s, {dear:N0} µs: "
            + $"{(best - left) / best:P1} fewer, {(dear - cheap) / cheap:P1} more CPU");
    }

    private static double Median(List<Pace> paces, Func<Pace, double> of) => paces.Select(of).Order().ElementAt(paces.Count / 2);

    private static async Task<Pace> Measure(string what, Receiver receiver, int events, IServiceProvider services, Subscription? again)
    {
        if (again is not null)
        {
            // What it has in hand is kept before it is told to begin anew.
            await Task.Delay(TimeSpan.FromSeconds(2));
            receiver.Begin();
            await services.GetRequiredService<IEventDeliveryStore>().Rewind(Tenant, again.Id, EventPosition.Beginning, CancellationToken.None);
        }

        var (waited, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        while (receiver.Count < events && waited.Elapsed < TimeSpan.FromMinutes(2))
            await Task.Delay(5);
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / receiver.Count;
        var pace = new Pace(receiver.Count / receiver.Seconds, used);
        Console.WriteLine(
            $"{what}: {pace.PerSecond:N0} events/s ({receiver.Count:N0} in {receiver.Seconds:N1} s, {used:N0} µs of CPU each)");
        return pace;
    }

    private static async Task<Subscription> Subscribe(IServiceProvider services, string url)
    {
        var now = DateTimeOffset.UtcNow;
        var made = new Subscription(Tenant, Guid.CreateVersion7(now).ToString(), "bench", "ORDER_CREATED", new(url), [])
        {
            CreatedAt = now,
            Secrets = new(new byte[32], null, DateTimeOffset.UnixEpoch),
        };
        await services.GetRequiredService<ISubscriptionStore>().Add(made, EventPosition.Beginning, CancellationToken.None);
        return made;
    }

    /// <param name="Micros">Of this process for each event: server and receiver together.</param>
    private readonly record struct Pace(double PerSecond, double Micros);

    /// <summary>Takes what comes, and counts it.</summary>
    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private long _first;
        private long _last;
        private int _count;

        public string Url => app.Urls.Single();

        public int Count => Volatile.Read(ref _count);

        public double Seconds => Stopwatch.GetElapsedTime(_first, _last).TotalSeconds;

        public static async Task<Receiver> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver.Map();
            await receiver.Open();
            return receiver;
        }

        public void Begin() => (_count, _first, _last) = (0, 0, 0);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }

        private Task Open() => app.StartAsync();

        private void Map() => app.Run(async context =>
        {
            if (context.Request.Path == "/silent")
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
            _last = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref _count);
        });
    }
}
