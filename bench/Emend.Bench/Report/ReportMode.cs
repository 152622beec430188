using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Bench.Seeding;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>Runs Emend and the baseline in turn, on databases that it starts, fills, and removes.</summary>
internal static class ReportMode
{
    /// <summary>Returns false if a baseline is wrong.</summary>
    public static async Task<bool> Run(Arguments arguments, TextWriter output)
    {
        var isValid = true;
        foreach (var kind in arguments.GetList("on", "sqlite,postgresql"))
        {
            await using IBenchmarkDatabase benchmarkDatabase = kind is "sqlite"
                ? new SqliteBenchmarkDatabase()
                : await PostgresBenchmarkDatabase.Start();
            output.WriteLine($"== {kind}, {arguments.GetNumber("orders", 100_000):N0} orders");
            isValid &= await Measure(benchmarkDatabase, arguments, output);
        }

        return isValid;
    }

    private static async Task<bool> Measure(IBenchmarkDatabase benchmarkDatabase, Arguments arguments, TextWriter output)
    {
        await MeasureEmptyStart(benchmarkDatabase, output);
        var statementRecordings = await StatementRecorder.Record(await benchmarkDatabase.CreateDatabase(), CancellationToken.None);
        var (folder, connection) = GetLocation(await benchmarkDatabase.CreateDatabase());
        var ids = await SeedMode.Seed(folder, connection, arguments.GetNumber("orders", 100_000), CancellationToken.None);
        var sample = RunMode.Sample(ids, arguments.GetNumber("sample", 4_000));
        await benchmarkDatabase.PrepareBaseline(statementRecordings, sample);
        using var server = await ServerProcess.Start(folder, connection);
        var limits = RunMode.ReadLimits(arguments);
        using var emendTarget = new EmendTarget(server.Url);
        await emendTarget.Connect(limits.Clients, "demo", "admin@demo.emend", "demo-admin");
        var clock = new CpuClock(server.Id, benchmarkDatabase.Postmaster);
        output.WriteLine(LoadResult.Header);
        var ratios = new List<FloorRatio>();
        foreach (var scenario in arguments.GetList("scenario", string.Join(',', Scenario.All.Select(s => s.Name))).Select(Scenario.From))
        {
            var orders = scenario.NeedsOrders ? await emendTarget.ReadOrders(sample) : [];
            Task<LoadResult> Run(Scenario other, LoadLimits within) => RunOnce(new ClosedLoop(other, within, clock), emendTarget, orders);
            await Run(scenario, limits with { Time = limits.WarmUp * 2 }); // compiles the code
            ratios.AddRange(await Compare(
                scenario, arguments.GetNumber("turns", 2), other => Run(other, limits),
                baseline => benchmarkDatabase.RunBaseline(baseline, limits), output));
        }

        ratios.ForEach(ratio => output.WriteLine(ratio));
        await benchmarkDatabase.PrintFigures(server, emendTarget, statementRecordings, output);
        return !ratios.Exists(ratio => ratio.IsWrong);
    }

    // Runs a scenario in turn with its baseline, or with the scenario that it is compared with. Returns one ratio, or none.
    private static async Task<IReadOnlyList<FloorRatio>> Compare(
        Scenario scenario, int turns, Func<Scenario, Task<LoadResult>> run, Func<string, Task<LoadResult>> runBaseline, TextWriter output)
    {
        var rounds = new List<double>();
        for (var round = 0; round < turns; round++)
        {
            var result = await run(scenario);
            output.WriteLine(result);
            var other = scenario switch
            {
                { Baseline: { } baseline } => await runBaseline(baseline),
                { ComparedTo: { } name } => await run(Scenario.From(name)),
                _ => null,
            };
            if (other is null)
            {
                continue;
            }

            output.WriteLine(other);
            rounds.AddRange(FloorRatio.Of(result, other));
        }

        return scenario is { Baseline: null, ComparedTo: null } ? [] : [new(scenario.Name, scenario.ComparedTo, rounds)];
    }

    private static Task<LoadResult> RunOnce(ClosedLoop loop, EmendTarget emendTarget, IReadOnlyList<TrackedOrder> orders) =>
        loop.Run(emendTarget.Connections, orders);

    private static async Task MeasureEmptyStart(IBenchmarkDatabase benchmarkDatabase, TextWriter output)
    {
        var (folder, connection) = GetLocation(await benchmarkDatabase.CreateDatabase());
        using var server = await ServerProcess.Start(folder, connection);
        output.WriteLine($"ready on an empty database after {server.ReadyAfter.TotalSeconds:N2} s, "
            + $"{CpuClock.GetResidentMegabytes(server.Id):N0} MB resident");
    }

    public static (string? Folder, string? Connection) GetLocation(StorageOptions options) =>
        options.Kind is StorageKind.Sqlite ? (Path.GetDirectoryName(options.Connection), null) : (null, options.Connection);
}
