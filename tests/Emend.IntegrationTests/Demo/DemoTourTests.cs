using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Demo;

/// <summary>The ten most telling things are so.</summary>
public sealed class DemoTourTests
{
    [Fact]
    public async Task The_walk_shows_what_it_says_also_the_second_time()
    {
        await using var app = await EmendApp.Start();
        await app.Services.GetRequiredService<DemoOrderSeeder>().Load(TimeProvider.System, CancellationToken.None);
        var walk = $"bash '{Path.Combine(SourceRepository.Root, "demo", "walk.sh")}' {app.Url.ToString().TrimEnd('/')}\n";

        var seen = await BashRunner.Run(walk);
        var again = await BashRunner.Run(walk);

        foreach (var text in (string[])[seen, again])
        {
            Assert.Equal(10, text.Split('\n').Count(line => line.StartsWith("\u001b[1m", StringComparison.Ordinal)));
            Assert.Contains("in all 4", text, StringComparison.Ordinal);
            Assert.Contains("plan routed, total 239.45 EUR", text, StringComparison.Ordinal);
            Assert.Contains("FACILITY-ONLINE 5", text, StringComparison.Ordinal);
            Assert.Contains("allowed: edit-line-items", text, StringComparison.Ordinal);
            Assert.Contains("changes by -9.95 EUR; the order is still in revision 1", text, StringComparison.Ordinal);
            Assert.Contains("no. 2: revision 2", text, StringComparison.Ordinal);
            Assert.Contains("It is in revision 2, the request names 1.", text, StringComparison.Ordinal);
            Assert.Contains("with rebase: revision 3", text, StringComparison.Ordinal);
            Assert.Contains("revision 4: quantity of Basic T-Shirt White", text, StringComparison.Ordinal);
            Assert.Contains("(EL-4)", text, StringComparison.Ordinal);
            Assert.Contains("after 20 came in: routed", text, StringComparison.Ordinal);
        }
    }
}
