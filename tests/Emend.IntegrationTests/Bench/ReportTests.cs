using Emend.Bench.Load;
using Emend.Bench.Report;

namespace Emend.IntegrationTests.Bench;

/// <summary><c>bench report</c> runs every baseline script to its end, on both databases.</summary>
public sealed class ReportTests
{
    private const string Scenarios = "place,get,patch-quantity,patch-address,patch-add-line";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_short_report_runs_every_baseline_to_its_end(string database)
    {
        var output = new StringWriter();

        await ReportMode.Run(
            new(["report", "--on", database, "--orders", "300", "--sample", "40", "--clients", "2", "--turns", "1", "--time", "1",
                "--warm-up", "0.2", "--scenario", Scenarios]),
            output);

        var lines = output.ToString().Split('\n');
        foreach (var scenario in Scenarios.Split(','))
        {
            Assert.Contains(lines, line => line.StartsWith(scenario + " baseline ", StringComparison.Ordinal));
            Assert.Single(lines, line => line.StartsWith(scenario + " ", StringComparison.Ordinal)
                && line.Contains(" of the baseline (", StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.StartsWith("resident memory after all runs", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_Emend_beats_is_reported_as_wrong()
    {
        var wrong = new FloorRatio("get", null, [2.9, 2.7]);
        var right = new FloorRatio("get", null, [0.4, 0.5]);
        var other = new FloorRatio("actions", "native-get", [1.2]);

        Assert.Contains("2.80   of the baseline (2.90, 2.70)  WRONG BASELINE", wrong.ToString(), StringComparison.Ordinal);
        Assert.Equal((true, false, false), (wrong.IsWrong, right.IsWrong, other.IsWrong));
    }

    [Fact]
    public void A_run_without_responses_has_no_ratio_and_no_figures()
    {
        var none = new LoadResult("get", 16, 0, Latency.From([]), new CpuClock.Reading(3, 2, 1).Since(default, 0));

        Assert.Empty(FloorRatio.Of(none, none));
        Assert.EndsWith("-", new FloorRatio("get", null, []).ToString().Split("of")[0].TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", none.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", none.ToString(), StringComparison.Ordinal);
    }
}
