using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Architecture;

/// <summary>The commands of the quick start print the documented output.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task Every_command_of_the_quick_start_prints_the_documented_output_twice_on_the_same_data()
    {
        var readme = DocumentScript.From(await File.ReadAllTextAsync(Path.Combine(SourceRepository.Root, "README.md")));
        await using var app = await EmendApp.StartWithDemoOrders();

        await readme.Run(app.Url);
        await readme.Run(app.Url);
    }
}
