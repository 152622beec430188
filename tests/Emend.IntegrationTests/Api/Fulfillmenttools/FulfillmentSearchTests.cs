using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class FulfillmentSearchTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_pick_job_is_found_by_each_search_field()
    {
        var order = await Admin.Place((Shirt, 2), (Jeans, 1));
        var job = await GetPickJob(order);
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
            Assert.Equal([(string)job["id"]!], GetIds(found, "pickJobs"));
        }

        Assert.Empty(GetIds(await Find("pickjobs", $$"""{"orderRef":{{itself}},"status":{"eq":"CLOSED"} }"""), "pickJobs"));
        Assert.Equal((string)job["id"]!, GetIds(await Find("pickjobs", """{"status":{"eq":"OPEN"}}"""), "pickJobs")[0]);
    }

    [Theory]
    [InlineData("pickjobs", "pickJobs", """{}""")]
    [InlineData("pickjobs", "pickJobs", """{"status":{"notEq":"CLOSED"},"created":{"before":"P1D"}}""")]
    [InlineData("reservations", "reservations", """{}""")]
    [InlineData("reservations", "reservations", """{"tenantArticleId":{"eq":"TSHIRT-W-2468"}}""")]
    public async Task Pages_contain_each_result_once_in_both_directions_with_the_total(string kind, string name, string query)
    {
        for (var i = 0; i < 7; i++)
        {
            await Admin.Place((Shirt, 1), (Sneakers, 1));
        }

        var all = GetIds(await Find(kind, query, ""","size":250"""), name);
        Assert.True(all.Count >= 7);

        var (met, page) = (new List<string>(), await Find(kind, query, ""","size":3,"options":{"withTotal":true}"""));
        Assert.Equal(all.Count, (int)page["total"]!);
        while (true)
        {
            met.AddRange(GetIds(page, name));
            if (!(bool)page["pageInfo"]!["hasNextPage"]!)
            {
                break;
            }

            page = await Find(kind, query, $$""","size":3,"after":{{page["pageInfo"]!["endCursor"]!.ToJsonString()}}""");
        }

        Assert.Equal(all, met);
        met.Clear();
        page = await Find(kind, query, ""","last":4""");
        while (true)
        {
            met.InsertRange(0, GetIds(page, name));
            if (!(bool)page["pageInfo"]!["hasPreviousPage"]!)
            {
                break;
            }

            page = await Find(kind, query, $$""","last":4,"before":{{page["pageInfo"]!["startCursor"]!.ToJsonString()}}""");
        }

        Assert.Equal(all, met);
    }

    [Fact]
    public async Task A_reservation_is_found_by_its_references()
    {
        var order = await Admin.Place((Shirt, 2), (Jeans, 1));
        var job = await GetPickJob(order);
        var all = await FindRelated("orderRefs", order["id"]);
        Assert.Equal(2, all.Count);
        Assert.Equal(all, await FindRelated("pickJobRefs", job["id"]));
        Assert.Equal(all[..1], GetIds(await Find("reservations", $$"""{"id":{"eq":"{{all[0]}}"} }"""), "reservations"));
        var listed = await Admin.Get($"/api/reservations?orderRef={order["id"]}");
        Assert.Equal(all, GetIds(listed, "reservations"));
    }

    [Fact]
    public async Task A_cursor_of_another_search_and_an_unknown_sort_field_are_rejected()
    {
        for (var i = 0; i < 2; i++)
        {
            await Admin.Place((Shirt, 1));
        }

        var cursor = (string)(await Find("pickjobs", "{}", ""","size":1"""))["pageInfo"]!["endCursor"]!;

        var other = await Admin.Post("/api/reservations/search", $$"""{"query":{},"after":"{{cursor}}"}""");
        var sorted = await Admin.Post("/api/pickjobs/search", """{"query":{},"sort":[{"create":"ASC"}]}""");

        Assert.Contains("another query", other.Problems, StringComparison.Ordinal);
        Assert.Contains("Did you mean created?", sorted.Problems, StringComparison.Ordinal);
    }

    private async Task<List<string>> FindRelated(string refs, JsonNode? id) => GetIds(
        await Find("reservations", $$"""{"relatedRefs":{"{{refs}}":{"contains":{"eq":"{{id}}"} } } }"""), "reservations");

    private static List<string> GetIds(ApiResponse found, string name) => [.. found[name]!.AsArray().Select(one => (string)one!["id"]!)];

    private async Task<ApiResponse> Find(string kind, string query, string more = "")
    {
        var answer = await Admin.Post($"/api/{kind}/search", $$"""{"query":{{query}}{{more}} }""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }
}
