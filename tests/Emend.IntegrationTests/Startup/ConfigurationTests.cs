using System.Text.RegularExpressions;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;
using Emend.Server;
using Emend.Server.Storage;
using Microsoft.Extensions.Configuration;

namespace Emend.IntegrationTests.Startup;

/// <summary>The configuration keys, their page and the options of ./run.</summary>
public sealed partial class ConfigurationTests
{
    [Fact]
    public void The_page_lists_exactly_the_keys_that_Emend_reads()
    {
        var reader = new ConfigurationReader(new ConfigurationBuilder().Build());
        EmendOptions.Read(reader);

        var documented = DocumentedKey().Matches(SourceRepository.Read("docs/configuration.md")).Select(match => match.Groups["key"].Value);

        // The operator chooses the names of further databases.
        Assert.Equal(
            reader.KnownKeys.Append($"{StorageOptions.FurtherSection}:NAME").Order(StringComparer.Ordinal),
            documented.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_keys_are_known_with_every_value()
    {
        var reader = new ConfigurationReader(new ConfigurationBuilder().Build());
        EmendOptions.Read(reader);
        var configured = new ConfigurationReader(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Emend:Demo:Enabled"] = "true",
            ["Emend:BackgroundWork:Enabled"] = "false",
            ["ConnectionStrings:Emend"] = "Host=db",
        }).Build());

        EmendOptions.Read(configured);

        Assert.Equal(reader.KnownKeys, configured.KnownKeys);
    }

    [Theory]
    [InlineData("--demmo", "--demmo is not an option. Did you mean --demo? See ./run --help.")]
    [InlineData("--dta=x", "--dta is not an option. Did you mean --data? See ./run --help.")]
    [InlineData("start", "start is not an option. See ./run --help.")]
    [InlineData("--urls", "--urls needs a value; see ./run --help")]
    public async Task Run_rejects_an_unknown_option_and_names_the_nearest(string argument, string sentence)
    {
        var (code, output, errors) = await EmendProcess.RunToEnd(["bash", Path.Combine(SourceRepository.Root, "run"), argument]);

        Assert.Equal((2, "", sentence), (code, output, errors.TrimEnd()));
    }

    [GeneratedRegex(@"^\|[^|]*?\|? ?`(?<key>(Emend|ConnectionStrings):[\w:]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex DocumentedKey();
}
