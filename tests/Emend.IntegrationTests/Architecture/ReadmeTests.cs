using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Architecture;

/// <summary>A newcomer who types what the README says sees what the README says.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task Every_command_of_the_ten_minutes_prints_what_stands_under_it()
    {
        var readme = DocumentScript.From(await File.ReadAllTextAsync(Path.Combine(SourceRepository.Root, "README.md")));
        await using var app = await EmendApp.Start();
        await readme.Walk(app.Url);
    }
}
