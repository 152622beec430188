using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;
using Xunit.Sdk;

namespace Emend.IntegrationTests.Guide;

/// <summary>Whoever types what a page of the guide says sees what the page says, from the demo tenant as it starts.</summary>
public sealed class GuideDocumentTests
{
    public static TheoryData<string> Pages => [.. SourceRepository.Files("docs/guide", ".md")];

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_command_of_a_page_prints_what_stands_under_it(string page)
    {
        var guide = DocumentScript.From(SourceRepository.Read(page));
        await using var app = await EmendApp.Start();
        await guide.Walk(app.Url);
    }

    [Theory]
    [InlineData("```sh\necho one; echo two\n```\n\n```text\none\nthree\n```\n")]
    [InlineData("```sh\necho one\n```\n\nand then\n\n```text\none\n```\n")]
    [InlineData("```sh\necho one\n```\n\n```text\none\n```\n\n```bash\necho two\n```\n")]
    [InlineData("```sh\necho one\necho two >&2\n```\n\n```text\none\n```\n")]
    [InlineData("no commands at all")]
    public async Task A_page_that_says_something_else_is_found(string page) =>
        await Assert.ThrowsAnyAsync<XunitException>(() => DocumentScript.From(page).Walk(new("http://127.0.0.1:1")));
}
