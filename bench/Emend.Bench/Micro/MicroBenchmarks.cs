using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Emend.Bench.Micro;

/// <summary>Measures the pure parts: with BenchmarkDotNet, or in seconds with a stopwatch.</summary>
internal static class MicroBenchmarks
{
    private static readonly TimeSpan EachFor = TimeSpan.FromSeconds(0.8);

    public static void Run(Arguments arguments)
    {
        if (arguments.Flag("quick"))
            Quick();
        else
            Precise(arguments);
    }

    private static void Precise(Arguments arguments)
    {
        // In this process: a project that BenchmarkDotNet generates would be held to the rules of this house.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).WithArtifactsPath(arguments.Text("artifacts", "artifacts"));
        BenchmarkRunner.Run([typeof(DecideBenchmarks), typeof(RouteBenchmarks)], config);
    }

    private static void Quick()
    {
        Console.WriteLine($"{"what",-34}{"median µs",12}{"p95 µs",12}{"bytes",12}");
        var decide = new DecideBenchmarks();
        WarmUp(() => decide.Quantity_lowered(), EachFor * 4); // until the compiler is through with what all of them share
        Measure("decide 10 lines: quantity", () => decide.Quantity_lowered());
        Measure("decide 10 lines: no change", () => decide.Quantity_repeated());
        Measure("decide 10 lines: address", () => decide.Address_changed());
        Measure("decide 10 lines: line added", () => decide.Line_added());
        Measure("actions 10 lines", () => decide.Actions_asked());
        Measure("decide 10 lines, consequences told", () => decide.Consequences_told());
        foreach (var size in (string[])["5x1000", "10x200", "10x5000"])
            foreach (var share in (double[])[0.6, 0.05])
            {
                var route = new RouteBenchmarks { Size = size, Share = share };
                route.Prepare();
                Measure($"route {size}, stock at {share:P0}", () => route.Route());
                Measure("  all fences and ratings", () => route.All_fences_and_ratings());
            }
    }

    private static void Measure(string what, Action action)
    {
        const int MostSamples = 100_000;
        WarmUp(action, EachFor);
        var samples = new List<long>(MostSamples);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < EachFor && samples.Count < MostSamples)
        {
            var at = Stopwatch.GetTimestamp();
            action();
            samples.Add(Stopwatch.GetTimestamp() - at);
        }
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / samples.Count;
        samples.Sort();
        Console.WriteLine($"{what,-34}{Micros(samples, 0.5),12:N1}{Micros(samples, 0.95),12:N1}{bytes,12:N0}");
    }

    private static void WarmUp(Action action, TimeSpan time)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < time)
            action();
    }

    private static double Micros(List<long> sorted, double share) =>
        sorted[(int)(share * (sorted.Count - 1))] * 1_000_000d / Stopwatch.Frequency;
}
