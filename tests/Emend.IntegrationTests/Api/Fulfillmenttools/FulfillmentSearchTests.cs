using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class FulfillmentSearchTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_pick_job_is_found_by_each_of_its_members()
    {
        var order = await Admin.Place((Shirt, 2), (Jeans, 1));
        var job = await PickJobOf(order);
        var itself = $$"""{"eq":"{{order["id"]}}"}""";
        foreach (var query in (string[])
        [
            $$"""{"orderRef":{{itself}} }""",
            $$"""{"id":{"in":["{{job["id"]}}","other"]} }""",
            $$"""{"orderRef":{{itself}},"facilityRef":{"eq":"{{job["facilityRef"]}}"},"status":{"in":["OPEN","PICKED"]} }""",
            $$"""{"orderRef":{{itself}},"tenantArticleIds":{"contains":{"eq":"{{Jeans}}"} },"consumerName":{"like":"anne DE"} }""",
            $$"""{"orderRef":{{itself}},"created":{"after":"-PT1H","before":"PT1H"} }""",
        ])
        {
            var found = await Find("pickjobs", query);
            Assert.Equal([(string)job["id"]!], Ids(found, "pickJobs"));
        }

        Assert.Empty(Ids(await Find("pickjobs", $$"""{"orderRef":{{itself}},"status":{"eq":"CLOSED"} }"""), "pickJobs"));
        Assert.Equal((string)job["id"]!, Ids(await Find("pickjobs", """{"status":{"eq":"OPEN"}}"""), "pickJobs")[0]);
    }

    [Theory]
    [InlineData("pickjobs", "pickJobs", """{}""")]
    [InlineData("pickjobs", "pickJobs", """{"status":{"notEq":"CLOSED"},"created":{"before":"P1D"}}""")]
    [InlineData("reservations", "reservations", """{}""")]
    [InlineData("reservations", "reservations", """{"tenantArticleId":{"eq":"TSHIRT-W-2468"}}""")]
    public async Task Pages_hold_each_once_both_ways_and_the_total_counts_them(string kind, string name, string query)
    {
        for (var i = 0; i < 7; i++) await Admin.Place((Shirt, 1), (Sneakers, 1));
        var all = Ids(await Find(kind, query, ""","size":250"""), name);
        Assert.True(all.Count >= 7);

        var (met, page) = (new List<string>(), await Find(kind, query, ""","size":3,"options":{"withTotal":true}"""));
        Assert.Equal(all.Count, (int)page["total"]!);
        while (true)
        {
            met.AddRange(Ids(page, name));
            if (!(bool)page["pageInfo"]!["hasNextPage"]!) break;
            page = await Find(kind, query, $$""","size":3,"after":{{page["pageInfo"]!["endCursor"]!.ToJsonString()}}""");
        }

        Assert.Equal(all, met);
        met.Clear();
        page = await Find(kind, query, ""","last":4""");
        while (true)
        {
            met.InsertRange(0, Ids(page, name));
            if (!(bool)page["pageInfo"]!["hasPreviousPage"]!) break;
            page = await Find(kind, query, $$""","last":4,"before":{{page["pageInfo"]!["startCursor"]!.ToJsonString()}}""");
        }

        Assert.Equal(all, met);
    }

    [Fact]
    public async Task A_reservation_is_found_by_what_it_is_for()
    {
        var order = await Admin.Place((Shirt, 2), (Jeans, 1));
        var job = await PickJobOf(order);
        var all = await Related("orderRefs", order["id"]);
        Assert.Equal(2, all.Count);
        Assert.Equal(all, await Related("pickJobRefs", job["id"]));
        Assert.Equal(all[..1], Ids(await Find("reservations", $$"""{"id":{"eq":"{{all[0]}}"} }"""), "reservations"));
        var listed = await Admin.Get($"/api/reservations?orderRef={order["id"]}");
        Assert.Equal(all, Ids(listed, "reservations"));
    }

    [Fact]
    public async Task A_cursor_of_another_kind_is_refused_and_a_sorting_that_is_none_told()
    {
        for (var i = 0; i < 2; i++) await Admin.Place((Shirt, 1));
        var cursor = (string)(await Find("pickjobs", "{}", ""","size":1"""))["pageInfo"]!["endCursor"]!;

        var other = await Admin.Post("/api/reservations/search", $$"""{"query":{},"after":"{{cursor}}"}""");
        var sorted = await Admin.Post("/api/pickjobs/search", """{"query":{},"sort":[{"create":"ASC"}]}""");

        Assert.Contains("another query", other.Problems, StringComparison.Ordinal);
        Assert.Contains("Did you mean created?", sorted.Problems, StringComparison.Ordinal);
    }

    private async Task<List<string>> Related(string refs, JsonNode? id) => Ids(
        await Find("reservations", $$"""{"relatedRefs":{"{{refs}}":{"contains":{"eq":"{{id}}"} } } }"""), "reservations");

    private static List<string> Ids(ApiResponse found, string name) => [.. found[name]!.AsArray().Select(one => (string)one!["id"]!)];

    private async Task<ApiResponse> Find(string kind, string query, string more = "")
    {
        var answer = await Admin.Post($"/api/{kind}/search", $$"""{"query":{{query}}{{more}} }""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }
}
