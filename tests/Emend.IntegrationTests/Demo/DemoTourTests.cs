using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Demo;

/// <summary>Runs demo/tour.sh.</summary>
public sealed class DemoTourTests
{
    [Fact]
    public async Task The_tour_prints_the_expected_output_also_when_repeated()
    {
        await using var app = await EmendApp.StartWithDemoOrders();
        var tour = $"bash '{Path.Combine(SourceRepository.Root, "demo", "tour.sh")}' {app.Url.ToString().TrimEnd('/')}\n";

        var first = await BashRunner.Run(tour);
        var second = await BashRunner.Run(tour);

        foreach (var text in (string[])[first, second])
        {
            Assert.Equal(10, text.Split('\n').Count(line => line.StartsWith("\u001b[1m", StringComparison.Ordinal)));
            Assert.Contains("total 4", text, StringComparison.Ordinal);
            Assert.Contains("routing plan routed, total 239.45 EUR", text, StringComparison.Ordinal);
            Assert.Contains("FACILITY-ONLINE 5", text, StringComparison.Ordinal);
            Assert.Contains("allowed: edit-line-items", text, StringComparison.Ordinal);
            Assert.Contains("changes by -9.95 EUR; the order is still at revision 1", text, StringComparison.Ordinal);
            Assert.Contains("attempt 2: revision 2", text, StringComparison.Ordinal);
            Assert.Contains("The order has revision 2. The request expects revision 1.", text, StringComparison.Ordinal);
            Assert.Contains("with rebase: revision 3", text, StringComparison.Ordinal);
            Assert.Contains("revision 4: quantity of Basic T-Shirt White", text, StringComparison.Ordinal);
            Assert.Contains("EL-4", text, StringComparison.Ordinal);
            Assert.Contains("after 20 arrived: routed", text, StringComparison.Ordinal);
        }
    }
}
