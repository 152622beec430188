using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Bulk stock writes.</summary>
public sealed class StockBulkTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Each_row_has_its_own_result_and_a_repeated_request_changes_nothing()
    {
        var known = (await Admin.Get($"/api/stocks?tenantFacilityId=NL-AMS-01&tenantArticleId={Shirt}"))["stocks"]![0]!;
        var body = $$$"""
            {"stocks":[
              {"tenantArticleId":"NEW","value":5,"facility":{"tenantFacilityId":"NL-AMS-01"}},
              {"id":"{{{known["id"]}}}","version":{{{known["version"]}}},"value":12},
              {"tenantArticleId":"NEW","value":-5,"facilty":{"tenantFacilityId":"NL-RTM-01"}},
              {"tenantArticleId":"NEW","value":5,"facilityRef":"none"}
            ]}
            """;

        var first = await Put(body);
        var again = await Put(body);

        Assert.Equal(["CREATED", "UPDATED", "FAILED", "FAILED"], GetStatuses(first));
        Assert.Equal(["UNCHANGED", "UNCHANGED", "FAILED", "FAILED"], GetStatuses(again));
        Assert.Equal(12m, (decimal)first[1]!["stock"]!["value"]!);
        Assert.Equal((long)known["version"]! + 1, (long)again[1]!["stock"]!["version"]!);
        var read = await Admin.Get($"/api/stocks/{first[0]!["stock"]!["id"]}");
        Assert.Equal(first[0]!["stock"]!.ToJsonString(), read.Body!.ToJsonString());
        Assert.Equal(
            [
                "stocks[2].value is -5.", "stocks[2].facilty is not a known member.",
                "stocks[2] has none of facility, facilityRef, tenantFacilityId.", "stocks[3]: there is no facility none.",
            ],
            first.Skip(2).SelectMany(r => r!["errors"]!.AsArray()).Select(e => (string?)e!["summary"]));
    }

    [Fact]
    public async Task One_invalid_row_of_ten_thousand_does_not_affect_the_others()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => i == 7_777
            ? """{"tenantArticleId":"","value":"many","tenantFacilityId":"NL-AMS-01"}"""
            : $$"""{"tenantArticleId":"ROW-{{i}}","value":{{i}},"tenantFacilityId":"NL-AMS-01"}""");

        var results = await Put($$"""{"stocks":[{{string.Join(',', rows)}}]}""");

        Assert.Equal(9_999, results.Count(r => (string?)r!["status"] == "CREATED"));
        var bad = results[7_777]!["errors"]!.AsArray().Select(e => (string?)e!["summary"]).ToList();
        Assert.Equal(["stocks[7777].tenantArticleId is blank.", "stocks[7777].value is the string \"many\"."], bad);
    }

    [Fact]
    public async Task Stale_and_duplicate_rows_report_the_version_and_the_used_row()
    {
        var known = (await Admin.Get($"/api/stocks?tenantFacilityId=NL-AMS-01&tenantArticleId={Shirt}"))["stocks"]![0]!;
        var results = await Put($$"""
            {"stocks":[
              {"id":"{{known["id"]}}","version":0,"value":1},
              {"tenantArticleId":"{{Shirt}}","value":1,"tenantFacilityId":"NL-AMS-01"},
              {"tenantArticleId":"{{Jeans}}","value":1,"tenantFacilityId":"NL-AMS-01"},
              {"id":"none","value":1}
            ]}
            """);

        Assert.Equal(["FAILED", "FAILED", "UPDATED", "FAILED"], GetStatuses(results));
        var stale = results[0]!["errors"]![0]!;
        Assert.Equal((1, 0), ((int)stale["version"]!, (int)stale["requestVersion"]!));
        Assert.Contains("stocks[1] is the same stock as stocks[0]", (string?)results[1]!["errors"]![0]!["summary"]);
        Assert.Contains("stocks[3]: there is no stock none", (string?)results[3]!["errors"]![0]!["summary"]);
    }

    [Theory]
    [InlineData("{}", 400, "stocks is missing")]
    [InlineData("""{"stocks":{}}""", 400, "stocks is an object")]
    [InlineData("""{"stock":[]}""", 400, "Did you mean stocks?")]
    [InlineData("""{"stocks":[7,{"id":"x"}]}""", 400, "stocks[1].value is missing")]
    [InlineData("""{"stocks":[{"facilityRef":"x","tenantFacilityId":"NL-AMS-01","tenantArticleId":"A","value":1}]}""", 422,
        "there is no facility x")]
    [InlineData("""{"stocks":[{"id":"x","value":1}]}""", 422, "stocks[0]: there is no stock x")]
    public async Task A_request_without_a_successful_row_is_rejected(string body, int status, string problem)
    {
        var answer = await Admin.Put("/api/stocks", body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Fact]
    public async Task More_than_ten_thousand_rows_or_eight_mebibytes_are_rejected_and_zero_rows_are_accepted()
    {
        var ruleId = """{"tenantArticleId":"A","value":1,"tenantFacilityId":"NL-AMS-01"}""";
        var many = await Admin.Put("/api/stocks", $$"""{"stocks":[{{string.Join(',', Enumerable.Repeat(ruleId, 10_001))}}]}""");
        Assert.Equal(400, many.Status);
        Assert.Contains("stocks has 10001 entries", many.Problems);
        Assert.Equal(413, (await Admin.Put("/api/stocks", new string(' ', 8 * 1_048_576) + """{"stocks":[]}""")).Status);
        Assert.Empty(await Put("""{"stocks":[]}"""));
    }

    [Fact]
    public async Task Stocks_are_deleted_by_id_or_by_article_all_or_none()
    {
        var made = await Put(
            """
            {"stocks":[{"tenantArticleId":"A","value":1,"tenantFacilityId":"NL-UTR-DC"},
                       {"tenantArticleId":"B","value":1,"tenantFacilityId":"NL-UTR-DC"}]}
            """);
        var (a, b) = (made[0]!["stock"]!, made[1]!["stock"]!);
        await Admin.Place(("A", 1));

        var rejected = await Act($$"""{"name":"DELETE_BY_IDS","ids":["{{a["id"]}}","{{b["id"]}}"]}""");
        var removed = await Act(
            $$"""{"name":"DELETE_BY_PRODUCTS","facilityRef":"{{b["facilityRef"]}}","tenantArticleIds":["B","NONE"]}""");

        Assert.Equal(422, rejected.Status);
        Assert.Contains("Orders reserve 1 units of A", rejected.Problems);
        Assert.Equal((200, "DELETE_BY_PRODUCTS"), (removed.Status, (string?)removed["name"]));
        Assert.Equal((string?)b["id"], (string?)Assert.Single(removed["result"]!["ids"]!.AsArray()));
        Assert.Empty((await Act($$"""{"name":"DELETE_BY_IDS","ids":["{{b["id"]}}"]}"""))["result"]!["ids"]!.AsArray());
    }

    [Fact]
    public async Task A_versionless_update_creates_and_updates_stocks()
    {
        var known = (await Admin.Get($"/api/stocks?tenantFacilityId=NL-AMS-01&tenantArticleId={Shirt}"))["stocks"]![0]!;
        var answer = await Act($$"""
            {"name":"UPDATE_VERSIONLESS","stocks":[
              {"operationType":"CREATE","tenantArticleId":"NEW","value":5,"tenantFacilityId":"NL-AMS-01"},
              {"operationType":"UPDATE","id":"{{known["id"]}}","value":7},
              {"operationType":"UPDATE","id":"{{known["id"]}}","value":7,"version":1},
              {"operationType":"DELETE","id":"x"}]}
            """);

        Assert.Equal("UPDATE_VERSIONLESS", (string?)answer["name"]);
        var results = answer["result"]!["operationResults"]!.AsArray();
        Assert.Equal(["CREATED", "UPDATED", "FAILED", "FAILED"], GetStatuses(results));
        Assert.Contains("action.stocks[2].version is not a known member", results[2]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"action":{"name":"MOVE_TO_LOCATION","fromStockId":"x","amount":1}}""", "Emend has no storage locations")]
    [InlineData("""{"action":{"name":"DELETE_BY_LOCATIONS","locationRefs":["x"]}}""", "Emend has no storage locations")]
    [InlineData("""{"action":{"name":"DELETE_BY_ID","ids":["x"]}}""", "did you mean DELETE_BY_IDS?")]
    [InlineData("""{"action":{"name":"DELETE_BY_IDS"}}""", "action.ids is missing")]
    [InlineData("""{"action":{}}""", "action.name is missing")]
    [InlineData("""{"action":[]}""", "action is an array")]
    [InlineData("""{"actions":[]}""", "Did you mean action?")]
    public async Task An_unsupported_action_is_rejected_with_the_supported_actions(string body, string problem)
    {
        var answer = await Admin.Post("/api/stocks/actions", body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Theory]
    [InlineData("""{"name":"DELETE_BY_PRODUCTS","facilityRef":"none","tenantArticleIds":["A"]}""", 422, "there is no facility none")]
    [InlineData("""{"name":"UPDATE_VERSIONLESS","stocks":[{"id":"x","value":1}]}""", 400, "Must be one of CREATE, UPDATE")]
    public async Task An_action_with_unknown_references_is_rejected(string action, int status, string problem)
    {
        var answer = await Act(action);
        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Fact]
    public async Task Two_facility_references_must_match()
    {
        var rotterdam = (await Admin.Get("/api/facilities/urn:fft:facility:tenantFacilityId:NL-RTM-01"))["id"];
        var ruleId = $$"""{"facilityRef":"{{rotterdam}}","tenantFacilityId":"NL-AMS-01","tenantArticleId":"A","value":1}""";

        var apart = await Admin.Put("/api/stocks", $$"""{"stocks":[{{ruleId}}]}""");
        var one = await Admin.Put(
            "/api/stocks", $$"""{"stocks":[{{ruleId.Replace("NL-AMS-01", "NL-RTM-01", StringComparison.Ordinal)}}]}""");

        Assert.Equal((422, 200), (apart.Status, one.Status));
    }

    [Fact]
    public async Task A_caller_without_permission_writes_no_stock()
    {
        using var picker = await App.SignIn("picker");
        var put = await picker.Put("/api/stocks", """{"stocks":[{"tenantArticleId":"NEW","value":5,"tenantFacilityId":"NL-AMS-01"}]}""");
        var act = await picker.Post("/api/stocks/actions", """{"action":{"name":"DELETE_BY_IDS","ids":["x"]}}""");
        Assert.Equal((403, 403), (put.Status, act.Status));
        Assert.Contains("STOCK_WRITE", put.Problems + act.Problems);
        Assert.Equal(0, (int)(await Admin.Get("/api/stocks?tenantArticleId=NEW"))["total"]!);
    }

    private async Task<JsonArray> Put(string body)
    {
        var answer = await Admin.Put("/api/stocks", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body!.AsArray();
    }

    private Task<ApiResponse> Act(string action) => Admin.Post("/api/stocks/actions", $$"""{"action":{{action}}}""");

    private static IEnumerable<string?> GetStatuses(JsonArray results) => results.Select(r => (string?)r!["status"]);
}
