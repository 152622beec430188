using Emend.Bench.Floor;
using Emend.Bench.Load;
using Emend.Bench.Seeding;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>Product and floor by turns within one run, on databases it starts, fills and removes itself.</summary>
internal static class ReportMode
{
    public static async Task Run(Arguments arguments)
    {
        foreach (var kind in arguments.List("on", "sqlite,postgresql"))
        {
            await using IStand stand = kind is "sqlite" ? new SqliteStand() : await PostgresStand.Start();
            Console.WriteLine($"== {kind}, {arguments.Number("orders", 100_000):N0} orders");
            await Measure(stand, arguments);
        }
    }

    private static async Task Measure(IStand stand, Arguments arguments)
    {
        await Empty(stand);
        var recordings = await Recorder.Record(await stand.Fresh(), CancellationToken.None);
        var (folder, connection) = Where(await stand.Fresh());
        var ids = await SeedMode.Seed(folder, connection, arguments.Number("orders", 100_000), CancellationToken.None);
        await stand.PrepareFloor(recordings);
        using var server = await ServerProcess.Start(folder, connection);
        var bounds = RunMode.BoundsOf(arguments);
        using var target = new Target(server.Url);
        await target.Connect(bounds.Clients, "demo", "admin@demo.emend", "demo-admin");
        var clock = new CpuClock(server.Id, stand.Postmaster);
        Console.WriteLine(Figures.Head);
        var ratios = new List<string>();
        foreach (var scenario in arguments.List("scenario", string.Join(',', Scenario.All.Select(s => s.Name))).Select(Scenario.Of))
        {
            var orders = scenario.NeedsOrders ? await target.Know(RunMode.Sample(ids, arguments.Number("sample", 4_000))) : [];
            await Round(new ClosedLoop(scenario, bounds with { Time = bounds.WarmUp * 2 }, clock), target, orders); // compiled by now
            var ratio = new List<double>();
            Task<Figures> Again(Scenario other) => Round(new ClosedLoop(other, bounds, clock), target, orders);
            for (var turn = 0; turn < arguments.Number("turns", 2); turn++)
            {
                var product = await Again(scenario);
                Console.WriteLine(product);
                if (await Other(scenario, stand, bounds, Again) is not { } other)
                    continue;
                Console.WriteLine(other);
                ratio.Add(product.PerSecond / other.PerSecond);
            }
            if (ratio.Count > 0)
                ratios.Add($"{scenario.Name,-24}{ratio.Average(),8:N2}   of {scenario.Against ?? "the floor"} "
                    + $"({string.Join(", ", ratio.Select(r => $"{r:N2}"))})");
        }
        ratios.ForEach(Console.WriteLine);
        await stand.Facts(server, target, recordings);
    }

    // What the scenario is compared with, in the same turn.
    private static async Task<Figures?> Other(Scenario scenario, IStand stand, Bounds bounds, Func<Scenario, Task<Figures>> run) =>
        scenario switch
        {
            { Floor: { } floor } => await stand.Floor(floor, bounds),
            { Against: { } name } => await run(Scenario.Of(name)),
            _ => null,
        };

    private static Task<Figures> Round(ClosedLoop loop, Target target, IReadOnlyList<KnownOrder> orders) =>
        loop.Run(target.Connections, orders);

    private static async Task Empty(IStand stand)
    {
        var (folder, connection) = Where(await stand.Fresh());
        using var server = await ServerProcess.Start(folder, connection);
        Console.WriteLine($"ready on an empty database after {server.ReadyAfter.TotalSeconds:N2} s, "
            + $"{CpuClock.ResidentMegabytes(server.Id):N0} MB resident");
    }

    public static (string? Folder, string? Connection) Where(StorageOptions options) =>
        options.Kind is StorageKind.Sqlite ? (Path.GetDirectoryName(options.Connection), null) : (null, options.Connection);
}
