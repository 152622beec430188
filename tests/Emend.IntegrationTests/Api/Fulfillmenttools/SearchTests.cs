using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class SearchTests : FulfillmenttoolsFixture
{
    private const string Search = "/api/orders/search";

    [Fact]
    public async Task An_order_is_found_by_each_search_field()
    {
        var placed = await PlaceFullOrder("FIND-1");
        await PlaceFullOrder("FIND-2");
        foreach (var query in (string[])
        [
            """{"tenantOrderId":{"eq":"FIND-1"}}""",
            """{"tenantOrderId":{"in":["FIND-1","X"]},"status":{"eq":"OPEN"}}""",
            """{"and":[{"tenantOrderId":{"notEq":"FIND-2"}},{"customAttributes":{"channel":{"eq":"app FIND-1"}}}]}""",
            """{"customAttributes":{"channel":{"eq":"app FIND-1"},"gift":{"eq":true},"points":{"eq":12.50}}}""",
            """{"consumer":{"consumerId":{"eq":"c-FIND-1"},"addresses":{"contains":{"city":{"eq":"Utrecht"},"country":{"eq":"NL"}}}}}""",
            """{"tags":{"contains":{"value":{"eq":"FIND-1"}}},"orderLineItems":{"contains":{"article":{"title":{"eq":"t FIND-1"}}}}}""",
            """{"tags":{"contains":{"value":{"eq":"FIND-1"}}},"orderDate":{"before":"-P1D","gte":"2026-10-01T00:00:00Z"}}""",
            """{"tags":{"contains":{"value":{"eq":"FIND-1"}}},"deliveryPreferences":{"shipping":{"serviceLevel":{"in":["SAMEDAY"]}}}}""",
            """{"tags":{"contains":{"value":{"eq":"FIND-1"}}},"paymentInfo":{"methodLocalized":{"en_US":{"eq":"Card"}}}}""",
            """{"or":[{"tenantOrderId":{"eq":"FIND-1"}},{"tenantOrderId":{"eq":"nobody's"}}]}""",
        ])
        {
            var found = await Find(query);
            Assert.Equal([(string)placed["id"]!], GetIds(found));
        }

        Assert.Empty(GetIds(await Find("""{"tenantOrderId":{"eq":"FIND-1"},"status":{"notEq":"OPEN"}}""")));
        Assert.Empty(GetIds(await Find("""{"tenantOrderId":{"eq":"FIND-1"},"deliveryPreferences":{"collect":{"exists":true}}}""")));
        Assert.Equal("FIND-1", (string)(await Find("""{"tenantOrderId":{"eq":"FIND-1"}}"""))["orders"]![0]!["tenantOrderId"]!);
    }

    [Fact]
    public async Task Pages_follow_each_other_in_both_directions_with_the_total()
    {
        for (var i = 0; i < 5; i++)
        {
            await PlaceFullOrder($"PAGE-{i}");
        }

        const string Query = """{"paymentInfo":{"currency":{"eq":"CHF"}}}""";
        var all = GetIds(await Find(Query));

        var first = await Find(Query, ""","size":2,"options":{"withTotal":true}""");
        var second = await Find(Query, $$""","size":2,"after":{{first["pageInfo"]!["endCursor"]!.ToJsonString()}}""");
        var last = await Find(Query, ""","last":2""");
        var back = await Find(Query, $$""","last":2,"before":{{second["pageInfo"]!["startCursor"]!.ToJsonString()}}""");

        Assert.Equal(5, (int)first["total"]!);
        Assert.Equal(all[..2], GetIds(first));
        Assert.Equal(all[2..4], GetIds(second));
        Assert.Equal(all[3..], GetIds(last));
        Assert.Equal(all[..2], GetIds(back));
        Assert.Equal((true, false), GetPageFlags(first));
        Assert.Equal((true, true), GetPageFlags(second));
        Assert.Equal((false, true), GetPageFlags(last));
        Assert.Equal((true, false), GetPageFlags(back));
        all.Reverse();
        Assert.Equal(all, GetIds(await Find(Query, ""","sort":[{"orderDate":"ASC"}]""")));
    }

    [Theory]
    [InlineData("""{"query":{"status":{"equals":"OPEN"}}}""", "query.status.equals is not a known member", "eq, notEq, in")]
    [InlineData("""{"query":{"orderDat":{}}}""", "query.orderDat is not a known member", "orderDate")]
    [InlineData(
        """{"query":{"or":[{"consumer":{"addresses":{"contains":{"citi":{"eq":"x"}}}}}]}}""",
        "query.or[0].consumer.addresses.contains.citi", "city")]
    [InlineData("""{"query":{"status":{"eq":"OPENED"}}}""", "query.status.eq is the string", "OPEN")]
    [InlineData("""{"query":{"orderDate":{"after":"yesterday"}}}""", "query.orderDate.after is the string", "-P1D")]
    [InlineData("""{"query":{"orderDate":{}}}""", "query.orderDate has none of", "gte")]
    [InlineData("""{"query":{"tags":{}}}""", "query.tags has none of contains, exists", "at least one")]
    [InlineData("""{"query":{},"size":251}""", "size is 251", "1 to 250")]
    [InlineData("""{"query":{},"size":2,"last":2}""", "last is present beside size", "absent beside size")]
    [InlineData("""{"query":{},"sort":[{"price":"ASC"}]}""", "sort[0].price is not a known member", "orderDate")]
    [InlineData("""{"query":{},"sort":[{"orderDate":"UP"}]}""", "sort[0].orderDate is the string", "ASC, DESC")]
    [InlineData("""{"query":{},"after":"bm9uc2Vuc2U"}""", "after is not a valid cursor", "endCursor")]
    [InlineData("""{}""", "query is missing", "object")]
    public async Task An_invalid_query_is_rejected_with_path_and_correction(string body, string detail, string expected)
    {
        var answer = await Admin.Post(Search, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(detail, answer.Problems, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_with_too_many_values_or_levels_is_rejected()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"tenantOrderId":{"eq":"x"}}""", 201));
        var deep = string.Concat(Enumerable.Repeat("""{"and":[""", 9)) + "{}" + string.Concat(Enumerable.Repeat("]}", 9));

        Assert.Contains("201 values", (await Admin.Post(Search, $$"""{"query":{"or":[{{many}}]} }""")).Problems, StringComparison.Ordinal);
        Assert.Contains("9 levels deep", (await Admin.Post(Search, $$"""{"query":{{deep}} }""")).Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_altered_cursor_and_a_cursor_of_another_query_have_different_errors()
    {
        await PlaceFullOrder("CURSOR-1");
        await PlaceFullOrder("CURSOR-2");
        var cursor = (string)(await Find("{}", ""","size":1"""))["pageInfo"]!["endCursor"]!;

        var other = await Admin.Post(Search, $$"""{"query":{"status":{"eq":"OPEN"} },"after":"{{cursor}}"}""");
        Assert.Equal(400, other.Status);
        Assert.Contains("another query", other.Problems, StringComparison.Ordinal);
        for (var at = 0; at < cursor.Length; at += 7)
        {
            var letter = cursor[at] == 'A' ? 'B' : 'A';
            var altered = await Admin.Post(Search, $$"""{"query":{},"after":"{{cursor[..at]}}{{letter}}{{cursor[(at + 1)..]}}"}""");
            Assert.Equal(400, altered.Status);
            Assert.Contains("is not a valid cursor", altered.Problems, StringComparison.Ordinal);
        }
    }

    private static List<string> GetIds(ApiResponse found) => [.. found["orders"]!.AsArray().Select(order => (string)order!["id"]!)];

    private static (bool Next, bool Previous) GetPageFlags(ApiResponse found) =>
        ((bool)found["pageInfo"]!["hasNextPage"]!, (bool)found["pageInfo"]!["hasPreviousPage"]!);

    private async Task<ApiResponse> Find(string query, string more = "")
    {
        var answer = await Admin.Post(Search, $$"""{"query":{{query}}{{more}}}""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }

    private async Task<JsonNode> PlaceFullOrder(string name)
    {
        var answer = await Admin.Post(
            "/api/orders",
            $$"""
            {
              "tenantOrderId": "{{name}}", "orderDate": "2026-11-0{{1 + (name[^1] % 5)}}T08:45:50.525Z",
              "customAttributes": { "channel": "app {{name}}", "gift": true, "points": 12.5 },
              "consumer": { "consumerId": "c-{{name}}", "addresses": [
                { "street": "Oudegracht", "postalCode": "3511 AB", "city": "Utrecht", "country": "NL" },
                { "street": "Am Markt", "postalCode": "47533", "city": "Kleve", "country": "DE" } ] },
              "deliveryPreferences": { "shipping": { "serviceLevel": "SAMEDAY" } },
              "paymentInfo": { "currency": "CHF", "methodLocalized": { "en_US": "Card" } },
              "tags": [ { "id": "campaign", "value": "{{name}}" } ],
              "orderLineItems": [ { "article": { "tenantArticleId": "{{Shirt}}", "title": "t {{name}}" }, "quantity": 1 } ]
            }
            """);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!;
    }
}
