using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Architecture;

public partial class DocumentLinkTests
{
    [Fact]
    public void Every_relative_link_in_the_documents_resolves() =>
        RuleFindings.MustBeNone(SourceRepository.Files("", ".md").SelectMany(file => FindBrokenLinks(file, SourceRepository.Read(file))));

    [Fact]
    public void A_broken_link_is_found()
    {
        const string Text =
            "[kept](../README.md) [part](../README.md#layout) [out](https://example.com/) [lost](nowhere.md) `[code](a.md)`";

        Assert.Equal(["docs/a.md: nowhere.md"], FindBrokenLinks("docs/a.md", Text));
    }

    private static IEnumerable<string> FindBrokenLinks(string file, string text) =>
        from link in Link().Matches(CodeSpan().Replace(text, ""))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        where !Path.Exists(Path.Combine(SourceRepository.Root, Path.GetDirectoryName(file)!, target))
        select $"{file}: {target}";

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();
}
