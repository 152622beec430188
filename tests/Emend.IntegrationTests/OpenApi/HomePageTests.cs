using System.Net;
using System.Text.RegularExpressions;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.OpenApi;

public sealed partial class HomePageTests
{
    [Fact]
    public async Task The_home_page_says_what_this_is_and_its_links_resolve()
    {
        await using var app = await EmendApp.Start();
        using var http = new HttpClient { BaseAddress = app.Url };

        using var response = await http.GetAsync("/");
        var page = await response.Content.ReadAsStringAsync();
        var links = Link().Matches(page).Select(link => link.Groups["path"].Value).ToArray();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Emend modifies orders after placement", page, StringComparison.Ordinal);
        Assert.Equal(
            ["/docs", "/docs/fulfillmenttools.json", "/docs/native.json", "/docs/operator.json", "/health/live", "/health/ready"], links);
        foreach (var link in links)
        {
            using var linked = await http.GetAsync(link);
            Assert.True(linked.IsSuccessStatusCode, $"{link}: {linked.StatusCode}");
        }
    }

    [GeneratedRegex("href=\"(?<path>[^\"]+)\"")]
    private static partial Regex Link();
}
