using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Architecture;

/// <summary>Tests wait for conditions or advance a fake clock. The product takes the time only from <see cref="TimeProvider"/>.</summary>
public sealed partial class ClockTests
{
    /// <summary>The only tests that let real time pass, and why.</summary>
    private static readonly Dictionary<string, string> Sleeping = new()
    {
        ["tests/Emend.IntegrationTests/Fixtures/Wait.cs"] = "the pause between two looks at a condition",
        ["tests/Emend.IntegrationTests/Fixtures/RabbitMqTestServer.cs"] = "the pause between two looks at a broker process that starts",
        ["tests/Emend.IntegrationTests/Messaging/NodeCrashTests.cs"] = "a receiver that takes time, called by node processes",
        ["tests/Emend.IntegrationTests/BulkJobs/BulkJobMultiNodeTests.cs"] = "a cancellation that waits for a suspended node process",
        ["tests/Emend.IntegrationTests/Api/Native/EventMultiNodeTests.cs"] = "a slow listener of node processes",
    };

    /// <summary>The only files of the product that name the system clock.</summary>
    private static readonly string[] SystemClocks =
        ["src/Emend.Client/EmendClientOptions.cs", "src/Emend.Server/Common/SystemClock.cs"];

    private static readonly string[] Times = ["DateTime.UtcNow", "DateTime.Now", "DateTimeOffset.UtcNow", "DateTimeOffset.Now"];

    [Fact]
    public void Tests_sleep_only_where_the_list_says_why() =>
        Assert.Equal(
            Sleeping.Keys.Order(StringComparer.Ordinal),
            SourceRepository.Files("tests", ".cs")
                .Where(file => !file.EndsWith("/ClockTests.cs", StringComparison.Ordinal))
                .Where(file => Sleeps().IsMatch(SourceRepository.Read(file))));

    [Theory]
    [InlineData("await Task.Delay(300);", true)]
    [InlineData("Thread.Sleep(pause);", true)]
    [InlineData("using var timer = new PeriodicTimer(pause);", true)]
    [InlineData("await Task.Delay(Timeout.Infinite, ct);", false)]
    [InlineData("await Wait.Until(IsReady, \"it is ready\");", false)]
    public void A_sleep_is_found(string line, bool found) => Assert.Equal(found, Sleeps().IsMatch(line));

    [Theory]
    [InlineData("Core")]
    [InlineData("Server")]
    [InlineData("Client")]
    public void The_compiler_rejects_other_sources_of_time_in_the_product(string project)
    {
        var definition = SourceRepository.Read($"src/Emend.{project}/Emend.{project}.csproj");
        var list = AdditionalFile().Match(definition).Groups["path"].Value;
        var symbols = SourceRepository.Read($"src/Emend.{project}/{list}");

        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", definition);
        Assert.All(Times, time => Assert.Contains($"P:System.{time};", symbols));
        Assert.True(
            symbols.Contains("N:System.Threading.Tasks;") || symbols.Contains("M:System.Threading.Tasks.Task.Delay(System.TimeSpan);"));
    }

    [Fact]
    public void The_product_names_the_system_clock_once_for_the_server_and_once_for_the_client() =>
        Assert.Equal(
            SystemClocks, SourceRepository.Files("src", ".cs").Where(file => SourceRepository.Read(file).Contains("RS0030")));

    [GeneratedRegex(@"\bTask\.Delay\((?!Timeout\.Infinite)|\bThread\.Sleep\(|\bPeriodicTimer\(")]
    private static partial Regex Sleeps();

    [GeneratedRegex(@"<AdditionalFiles Include=""(?<path>[^""]*BannedSymbols\.txt)""")]
    private static partial Regex AdditionalFile();
}
