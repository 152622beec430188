using System.Diagnostics;

namespace Emend.Bench.Load;

/// <summary>What one run came to.</summary>
/// <param name="Name">The scenario, or the floor's script.</param>
/// <param name="Clients">How many asked at the same time.</param>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="Latency">How long an answer took.</param>
/// <param name="Cpu">CPU time per answer.</param>
internal sealed record LoadResult(string Name, int Clients, double PerSecond, Latency Latency, CpuShare Cpu)
{
    /// <summary>Answers that were no successes, by status.</summary>
    public IReadOnlyDictionary<int, int> Failures { get; init; } = new Dictionary<int, int>();

    public static readonly string Head =
        $"{"what",-24}{"clients",8}{"per s",10}{"p50 ms",9}{"p95 ms",9}{"p99 ms",9}{"server µs",11}{"db µs",9}{"client µs",11}";

    public override string ToString() =>
        $"{Name,-24}{Clients,8}{PerSecond,10:N0}{Latency.P50,9:N2}{Latency.P95,9:N2}{Latency.P99,9:N2}"
        + $"{Cpu.Server,11:N0}{Cpu.Database,9:N0}{Cpu.Client,11:N0}"
        + string.Concat(Failures.Select(f => $"  {f.Value} answered {f.Key}"));
}

/// <summary>CPU time per answer, in microseconds.</summary>
internal readonly record struct CpuShare(double Server, double Database, double Client);

/// <summary>How long answers took, in milliseconds.</summary>
internal readonly record struct Latency(double P50, double P95, double P99)
{
    public static Latency From(List<long> ticks)
    {
        ticks.Sort();
        return ticks.Count == 0 ? default : new(At(ticks, 0.5), At(ticks, 0.95), At(ticks, 0.99));
    }

    private static double At(List<long> sorted, double share) =>
        sorted[(int)(share * (sorted.Count - 1))] * 1_000d / Stopwatch.Frequency;
}
