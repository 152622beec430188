using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Emend.Bench.Micro;

/// <summary>Measures deciding and routing in memory, with BenchmarkDotNet or within seconds with a stopwatch.</summary>
internal static class MicroBenchmarks
{
    private static readonly TimeSpan TimePerBenchmark = TimeSpan.FromSeconds(0.8);

    public static void Run(Arguments arguments)
    {
        if (arguments.HasFlag("quick"))
        {
            RunQuick();
        }
        else
        {
            RunBenchmarkDotNet(arguments);
        }
    }

    private static void RunBenchmarkDotNet(Arguments arguments)
    {
        // Runs in this process. A project that BenchmarkDotNet generates would violate the analyzer rules of this repository.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).WithArtifactsPath(arguments.GetText("artifacts", "artifacts"));
        BenchmarkRunner.Run([typeof(DecideBenchmarks), typeof(RouteBenchmarks), typeof(WriteOrderBenchmarks)], config);
    }

    private static void RunQuick()
    {
        Console.WriteLine($"{"benchmark",-34}{"median µs",12}{"p95 µs",12}{"bytes",12}");
        var decide = new DecideBenchmarks();
        WarmUp(() => decide.Quantity_lowered(), TimePerBenchmark * 4); // until the JIT has compiled the shared code
        Measure("decide 10 lines: quantity", () => decide.Quantity_lowered());
        Measure("decide 10 lines: no change", () => decide.Quantity_repeated());
        Measure("decide 10 lines: address", () => decide.Address_changed());
        Measure("decide 10 lines: line added", () => decide.Line_added());
        Measure("available actions 10 lines", () => decide.Available_actions());
        Measure("decide 10 lines, with consequences", () => decide.Consequences_computed());
        foreach (var lines in (int[])[1, 10, 500])
        {
            var order = new WriteOrderBenchmarks { Lines = lines };
            order.Prepare();
            Measure($"write order, {lines} lines", () => order.Write());
        }

        foreach (var size in (string[])["5x1000", "10x200", "10x5000"])
        {
            foreach (var share in (double[])[0.6, 0.05])
            {
                var route = new RouteBenchmarks { Size = size, Share = share };
                route.Prepare();
                Measure($"route {size}, stock at {share:P0}", () => route.Route());
                Measure("  all fences and ratings", () => route.All_fences_and_ratings());
            }
        }
    }

    private static void Measure(string name, Action action)
    {
        const int MostSamples = 100_000;
        WarmUp(action, TimePerBenchmark);
        var samples = new List<long>(MostSamples);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimePerBenchmark && samples.Count < MostSamples)
        {
            var at = Stopwatch.GetTimestamp();
            action();
            samples.Add(Stopwatch.GetTimestamp() - at);
        }
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / samples.Count;
        samples.Sort();
        Console.WriteLine($"{name,-34}{GetPercentile(samples, 0.5),12:N1}{GetPercentile(samples, 0.95),12:N1}{bytes,12:N0}");
    }

    private static void WarmUp(Action action, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            action();
        }
    }

    private static double GetPercentile(List<long> sorted, double share) =>
        sorted[(int)(share * (sorted.Count - 1))] * 1_000_000d / Stopwatch.Frequency;
}
