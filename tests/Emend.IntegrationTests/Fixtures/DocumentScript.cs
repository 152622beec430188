using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A page for newcomers: blocks of what they type (<c>sh</c>), each followed by a block of what they then see (<c>text</c>, in which
/// <c>…</c> stands for anything on a line). All blocks of a page are one session.
/// </summary>
internal sealed partial class DocumentScript
{
    private const string Url = "http://127.0.0.1:8080";
    private const string Mark = "== end of block ==";

    private readonly MatchCollection blocks;

    private DocumentScript(string page)
    {
        blocks = Blocks().Matches(page);
        Assert.NotEmpty(blocks);
        Assert.Equal(Typed().Count(page), blocks.Count);
    }

    public static DocumentScript From(string page) => new(page);

    /// <summary>Types all of it at the process that answers there, and fails where something else is seen.</summary>
    public async Task Walk(Uri emend)
    {
        var script = string.Concat(blocks.Select(b => $"{b.Groups["sh"].Value}echo '{Mark}'\n"));
        var printed = (await BashRunner.Run(script.Replace(Url, emend.ToString().TrimEnd('/'), StringComparison.Ordinal))).Split(Mark + "\n");

        Assert.Equal(blocks.Count + 1, printed.Length);
        foreach (var (block, text) in blocks.Zip(printed))
            Assert.Matches(Expected(block.Groups["text"].Value), text);
    }

    private static string Expected(string text) => $@"\A{Regex.Escape(text).Replace("…", ".*", StringComparison.Ordinal)}\z";

    [GeneratedRegex(@"```sh\n(?<sh>.*?)```\n\n```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^```(sh|bash)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Typed();
}
