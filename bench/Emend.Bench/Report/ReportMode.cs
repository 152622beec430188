using Emend.Bench.Baseline;
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
            await using IBenchmarkDatabase benchmarkDatabase = kind is "sqlite" ? new SqliteBenchmarkDatabase() : await PostgresBenchmarkDatabase.Start();
            Console.WriteLine($"== {kind}, {arguments.Number("orders", 100_000):N0} orders");
            await Measure(benchmarkDatabase, arguments);
        }
    }

    private static async Task Measure(IBenchmarkDatabase benchmarkDatabase, Arguments arguments)
    {
        await Empty(benchmarkDatabase);
        var statementRecordings = await StatementRecorder.Record(await benchmarkDatabase.Fresh(), CancellationToken.None);
        var (folder, connection) = Where(await benchmarkDatabase.Fresh());
        var ids = await SeedMode.Seed(folder, connection, arguments.Number("orders", 100_000), CancellationToken.None);
        await benchmarkDatabase.PrepareFloor(statementRecordings);
        using var server = await ServerProcess.Start(folder, connection);
        var bounds = RunMode.BoundsOf(arguments);
        using var emendTarget = new EmendTarget(server.Url);
        await emendTarget.Connect(bounds.Clients, "demo", "admin@demo.emend", "demo-admin");
        var clock = new CpuClock(server.Id, benchmarkDatabase.Postmaster);
        Console.WriteLine(LoadResult.Head);
        var ratios = new List<string>();
        foreach (var scenario in arguments.List("scenario", string.Join(',', Scenario.All.Select(s => s.Name))).Select(Scenario.From))
        {
            var orders = scenario.NeedsOrders ? await emendTarget.Know(RunMode.Sample(ids, arguments.Number("sample", 4_000))) : [];
            await Round(new ClosedLoop(scenario, bounds with { Time = bounds.WarmUp * 2 }, clock), emendTarget, orders); // compiled by now
            var ratio = new List<double>();
            Task<LoadResult> Again(Scenario other) => Round(new ClosedLoop(other, bounds, clock), emendTarget, orders);
            for (var turn = 0; turn < arguments.Number("turns", 2); turn++)
            {
                var product = await Again(scenario);
                Console.WriteLine(product);
                if (await Other(scenario, benchmarkDatabase, bounds, Again) is not { } other)
                    continue;
                Console.WriteLine(other);
                ratio.Add(product.PerSecond / other.PerSecond);
            }
            if (ratio.Count > 0)
                ratios.Add($"{scenario.Name,-24}{ratio.Average(),8:N2}   of {scenario.Against ?? "the floor"} "
                    + $"({string.Join(", ", ratio.Select(r => $"{r:N2}"))})");
        }
        ratios.ForEach(Console.WriteLine);
        await benchmarkDatabase.Facts(server, emendTarget, statementRecordings);
    }

    // What the scenario is compared with, in the same turn.
    private static async Task<LoadResult?> Other(Scenario scenario, IBenchmarkDatabase benchmarkDatabase, LoadLimits bounds, Func<Scenario, Task<LoadResult>> run) =>
        scenario switch
        {
            { Floor: { } floor } => await benchmarkDatabase.Floor(floor, bounds),
            { Against: { } name } => await run(Scenario.From(name)),
            _ => null,
        };

    private static Task<LoadResult> Round(ClosedLoop loop, EmendTarget emendTarget, IReadOnlyList<TrackedOrder> orders) =>
        loop.Run(emendTarget.Connections, orders);

    private static async Task Empty(IBenchmarkDatabase benchmarkDatabase)
    {
        var (folder, connection) = Where(await benchmarkDatabase.Fresh());
        using var server = await ServerProcess.Start(folder, connection);
        Console.WriteLine($"ready on an empty database after {server.ReadyAfter.TotalSeconds:N2} s, "
            + $"{CpuClock.ResidentMegabytes(server.Id):N0} MB resident");
    }

    public static (string? Folder, string? Connection) Where(StorageOptions options) =>
        options.Kind is StorageKind.Sqlite ? (Path.GetDirectoryName(options.Connection), null) : (null, options.Connection);
}
