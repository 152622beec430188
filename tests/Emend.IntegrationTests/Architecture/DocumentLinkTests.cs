using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Architecture;

public partial class DocumentLinkTests
{
    [Fact]
    public void Every_link_of_the_documents_leads_to_a_file_of_the_repository() =>
        RuleFindings.MustBeNone(SourceRepository.Files("", ".md").SelectMany(file => Broken(file, SourceRepository.Read(file))));

    [Fact]
    public void A_link_to_nowhere_is_found()
    {
        const string Text =
            "[kept](../README.md) [part](../README.md#layout) [out](https://example.com/) [lost](nowhere.md) `[code](a.md)`";

        Assert.Equal(["docs/a.md: nowhere.md"], Broken("docs/a.md", Text));
    }

    private static IEnumerable<string> Broken(string file, string text) =>
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
