using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Bench.Seeding;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>Runs Emend and the baseline in turn, on databases that it starts, fills, and removes.</summary>
internal static class ReportMode
{
    public static async Task Run(Arguments arguments)
    {
        foreach (var kind in arguments.GetList("on", "sqlite,postgresql"))
        {
            await using IBenchmarkDatabase benchmarkDatabase = kind is "sqlite"
                ? new SqliteBenchmarkDatabase()
                : await PostgresBenchmarkDatabase.Start();
            Console.WriteLine($"== {kind}, {arguments.GetNumber("orders", 100_000):N0} orders");
            await Measure(benchmarkDatabase, arguments);
        }
    }

    private static async Task Measure(IBenchmarkDatabase benchmarkDatabase, Arguments arguments)
    {
        await MeasureEmptyStart(benchmarkDatabase);
        var statementRecordings = await StatementRecorder.Record(await benchmarkDatabase.CreateDatabase(), CancellationToken.None);
        var (folder, connection) = GetLocation(await benchmarkDatabase.CreateDatabase());
        var ids = await SeedMode.Seed(folder, connection, arguments.GetNumber("orders", 100_000), CancellationToken.None);
        await benchmarkDatabase.PrepareBaseline(statementRecordings);
        using var server = await ServerProcess.Start(folder, connection);
        var limits = RunMode.ReadLimits(arguments);
        using var emendTarget = new EmendTarget(server.Url);
        await emendTarget.Connect(limits.Clients, "demo", "admin@demo.emend", "demo-admin");
        var clock = new CpuClock(server.Id, benchmarkDatabase.Postmaster);
        Console.WriteLine(LoadResult.Header);
        var ratios = new List<string>();
        foreach (var scenario in arguments.GetList("scenario", string.Join(',', Scenario.All.Select(s => s.Name))).Select(Scenario.From))
        {
            var orders = scenario.NeedsOrders
                ? await emendTarget.ReadOrders(RunMode.Sample(ids, arguments.GetNumber("sample", 4_000)))
                : [];
            // Warm-up: compiles the code.
            await RunOnce(new ClosedLoop(scenario, limits with { Time = limits.WarmUp * 2 }, clock), emendTarget, orders);
            var ratio = new List<double>();
            Task<LoadResult> RunScenario(Scenario other) => RunOnce(new ClosedLoop(other, limits, clock), emendTarget, orders);
            for (var round = 0; round < arguments.GetNumber("turns", 2); round++)
            {
                var result = await RunScenario(scenario);
                Console.WriteLine(result);
                if (await RunComparison(scenario, benchmarkDatabase, limits, RunScenario) is not { } other)
                {
                    continue;
                }

                Console.WriteLine(other);
                ratio.Add(result.PerSecond / other.PerSecond);
            }
            if (ratio.Count > 0)
            {
                ratios.Add($"{scenario.Name,-24}{ratio.Average(),8:N2}   of {scenario.ComparedTo ?? "the baseline"} "
                    + $"({string.Join(", ", ratio.Select(r => $"{r:N2}"))})");
            }
        }
        ratios.ForEach(Console.WriteLine);
        await benchmarkDatabase.PrintFigures(server, emendTarget, statementRecordings);
    }

    // Runs the baseline or the scenario that this one is compared with.
    private static async Task<LoadResult?> RunComparison(
        Scenario scenario, IBenchmarkDatabase benchmarkDatabase, LoadLimits limits, Func<Scenario, Task<LoadResult>> run) =>
        scenario switch
        {
            { Baseline: { } baseline } => await benchmarkDatabase.RunBaseline(baseline, limits),
            { ComparedTo: { } name } => await run(Scenario.From(name)),
            _ => null,
        };

    private static Task<LoadResult> RunOnce(ClosedLoop loop, EmendTarget emendTarget, IReadOnlyList<TrackedOrder> orders) =>
        loop.Run(emendTarget.Connections, orders);

    private static async Task MeasureEmptyStart(IBenchmarkDatabase benchmarkDatabase)
    {
        var (folder, connection) = GetLocation(await benchmarkDatabase.CreateDatabase());
        using var server = await ServerProcess.Start(folder, connection);
        Console.WriteLine($"ready on an empty database after {server.ReadyAfter.TotalSeconds:N2} s, "
            + $"{CpuClock.GetResidentMegabytes(server.Id):N0} MB resident");
    }

    public static (string? Folder, string? Connection) GetLocation(StorageOptions options) =>
        options.Kind is StorageKind.Sqlite ? (Path.GetDirectoryName(options.Connection), null) : (null, options.Connection);
}
