using System.Diagnostics;

namespace Emend.Bench.Load;

/// <summary>Result of one load run.</summary>
/// <param name="Name">The scenario, or the baseline script.</param>
/// <param name="Clients">Number of concurrent clients.</param>
/// <param name="PerSecond">Successful responses per second, or rows per second.</param>
/// <param name="Latency">Response times.</param>
/// <param name="Cpu">CPU time per response.</param>
internal sealed record LoadResult(string Name, int Clients, double PerSecond, Latency Latency, CpuShare Cpu)
{
    /// <summary>Number of failed responses by status code.</summary>
    public IReadOnlyDictionary<int, int> Failures { get; init; } = new Dictionary<int, int>();

    public static readonly string Header =
        $"{"scenario",-24}{"clients",8}{"per s",10}{"p50 ms",9}{"p95 ms",9}{"p99 ms",9}{"server µs",11}{"db µs",9}{"client µs",11}";

    public override string ToString() =>
        $"{Name,-24}{Clients,8}{PerSecond,10:N0}{Format(Latency.P50, "N2"),9}{Format(Latency.P95, "N2"),9}{Format(Latency.P99, "N2"),9}"
        + $"{Format(Cpu.Server, "N0"),11}{Format(Cpu.Database, "N0"),9}{Format(Cpu.Client, "N0"),11}"
        + string.Concat(Failures.Select(f => $"  {f.Value} with status {f.Key}"));

    // A baseline does not measure every figure, and without responses there is none.
    private static string Format(double value, string format) => double.IsFinite(value) ? value.ToString(format) : "-";
}

/// <summary>CPU time per response, in microseconds.</summary>
internal readonly record struct CpuShare(double Server, double Database, double Client)
{
    /// <summary>Not measured.</summary>
    public static readonly CpuShare Unknown = new(double.NaN, double.NaN, double.NaN);
}

/// <summary>Percentiles of the response time, in milliseconds.</summary>
internal readonly record struct Latency(double P50, double P95, double P99)
{
    /// <summary>Not measured.</summary>
    public static readonly Latency Unknown = new(double.NaN, double.NaN, double.NaN);

    /// <summary>pgbench reports only the average, which stands in the column of the p50.</summary>
    public static Latency OfAverage(double milliseconds) => Unknown with { P50 = milliseconds };

    public static Latency From(List<long> ticks)
    {
        ticks.Sort();
        return ticks.Count == 0 ? Unknown : new(GetPercentile(ticks, 0.5), GetPercentile(ticks, 0.95), GetPercentile(ticks, 0.99));
    }

    private static double GetPercentile(List<long> sorted, double share) =>
        sorted[(int)(share * (sorted.Count - 1))] * 1_000d / Stopwatch.Frequency;
}
