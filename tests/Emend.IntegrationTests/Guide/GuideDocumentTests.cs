using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;
using Xunit.Sdk;

namespace Emend.IntegrationTests.Guide;

/// <summary>The commands of each guide page print the documented output after <c>./run --demo</c>, also when they are repeated.</summary>
public sealed class GuideDocumentTests
{
    public static TheoryData<string> Pages => [.. SourceRepository.Files("docs/guide", ".md")];

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_command_of_a_page_prints_the_documented_output_twice_on_the_same_data(string page)
    {
        var guide = DocumentScript.From(SourceRepository.Read(page));
        await using var app = await EmendApp.StartWithDemoOrders();

        await guide.Run(app.Url);
        await guide.Run(app.Url);
    }

    [Theory]
    [InlineData("```sh\necho one; echo two\n```\n\n```text\none\nthree\n```\n")]
    [InlineData("```sh\necho one\n```\n\nand then\n\n```text\none\n```\n")]
    [InlineData("```sh\necho one\n```\n\n```text\none\n```\n\n```bash\necho two\n```\n")]
    [InlineData("```sh\necho one\necho two >&2\n```\n\n```text\none\n```\n")]
    [InlineData("```sh\ntouch left-behind\n```\n\n```text\n```\n")]
    [InlineData("no commands at all")]
    public async Task A_page_with_wrong_output_is_found(string page) =>
        await Assert.ThrowsAnyAsync<XunitException>(() => DocumentScript.From(page).Run(new("http://127.0.0.1:1")));
}
