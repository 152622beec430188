using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A documentation page with shell blocks (<c>sh</c>), each followed by a block with the expected output (<c>text</c>, in which <c>…</c>
/// matches anything on a line). All blocks of a page run in one session, in an empty folder that is empty again at the end.
/// </summary>
internal sealed partial class DocumentScript
{
    private const string Url = "http://127.0.0.1:8080";
    private const string Mark = "== end of block ==";

    private readonly MatchCollection _blocks;

    private DocumentScript(string page)
    {
        _blocks = Blocks().Matches(page);
        Assert.NotEmpty(_blocks);
        Assert.Equal(Commands().Count(page), _blocks.Count);
    }

    public static DocumentScript From(string page) => new(page);

    /// <summary>Runs all blocks against the process at the URL. Fails if the output differs.</summary>
    public async Task Run(Uri emend)
    {
        const string Start = "cd \"$(mktemp -d)\" || exit\n";
        const string End = "rmdir \"$PWD\"\n";
        var script = Start + string.Concat(_blocks.Select(b => $"{b.Groups["sh"].Value}echo '{Mark}'\n")) + End;
        var printed = (
            await BashRunner.Run(script.Replace(Url, emend.ToString().TrimEnd('/'), StringComparison.Ordinal))).Split(Mark + "\n");

        Assert.Equal(_blocks.Count + 1, printed.Length);
        foreach (var (block, text) in _blocks.Zip(printed))
        {
            Assert.Matches(Expected(block.Groups["text"].Value), text);
        }
    }

    private static string Expected(string text) => $@"\A{Regex.Escape(text).Replace("…", ".*", StringComparison.Ordinal)}\z";

    [GeneratedRegex(@"```sh\n(?<sh>.*?)```\n\n```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^```(sh|bash)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Commands();
}
