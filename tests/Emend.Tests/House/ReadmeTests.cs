using System.Text.RegularExpressions;
using Emend.Tests.Fixtures;

namespace Emend.Tests.House;

/// <summary>A newcomer who types what the README says sees what the README says.</summary>
public sealed partial class ReadmeTests
{
    private const string Url = "http://127.0.0.1:8080";
    private const string Mark = "== end of block ==";

    [Fact]
    public async Task Every_command_of_the_ten_minutes_prints_what_stands_under_it()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var blocks = Blocks().Matches(readme);
        Assert.Equal(readme.Split("```sh\n").Length - 1, blocks.Count);
        Assert.NotEmpty(blocks);
        await using var app = await EmendApp.Start();

        var script = string.Concat(blocks.Select(b => $"{b.Groups["sh"].Value}echo '{Mark}'\n"));
        var printed = (await Bash.Run(script.Replace(Url, app.Url.ToString().TrimEnd('/'), StringComparison.Ordinal))).Split(Mark + "\n");

        Assert.Equal(blocks.Count + 1, printed.Length);
        foreach (var (block, text) in blocks.Zip(printed))
            Assert.Matches(Expected(block.Groups["text"].Value), text);
    }

    private static string Expected(string text) => $@"\A{Regex.Escape(text).Replace("…", ".*", StringComparison.Ordinal)}\z";

    [GeneratedRegex(@"```sh\n(?<sh>.*?)```\n\n```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Blocks();
}
