using System.Globalization;
using Emend.Bench.Load;

namespace Emend.Bench.Report;

/// <summary>The responses per second of Emend divided by those of its baseline or of another scenario, per round.</summary>
internal sealed record FloorRatio(string Scenario, string? ComparedTo, IReadOnlyList<double> Rounds)
{
    /// <summary>
    /// Whether Emend is faster than the database alone. That is impossible if the baseline executes only the statements of Emend, so the
    /// baseline is wrong.
    /// </summary>
    public bool IsWrong => ComparedTo is null && Rounds.Count > 0 && Rounds.Average() > 1;

    /// <summary>The ratio of a round; no ratio if the baseline had no response.</summary>
    public static IEnumerable<double> Of(LoadResult result, LoadResult other) =>
        other.PerSecond > 0 ? [result.PerSecond / other.PerSecond] : [];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scenario,-24}{(Rounds.Count > 0 ? $"{Rounds.Average():N2}" : "-"),8}   of {ComparedTo ?? "the baseline"} "
        + $"({string.Join(", ", Rounds.Select(r => $"{r:N2}"))})"
        + $"{(IsWrong ? "  WRONG BASELINE: Emend is faster than its database alone" : "")}");
}
