namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Stock totals per article.</summary>
public sealed class StockTotalsTests : FulfillmenttoolsFixture
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Admin.Put("/api/stocks", """
            {"stocks":[{"tenantArticleId":"A-1","value":5,"tenantFacilityId":"NL-AMS-01"},
                       {"tenantArticleId":"A-1","value":2,"tenantFacilityId":"NL-UTR-DC"},
                       {"tenantArticleId":"A-2","value":0,"tenantFacilityId":"NL-UTR-DC"}]}
            """);
    }

    [Fact]
    public async Task Articles_are_summed_up_page_by_page()
    {
        await Admin.Place(("A-1", 3));
        var first = await Admin.Get("/api/stocks/summaries?size=1&allowStale=true");
        var second = await Admin.Get("/api/stocks/summaries?maxPageSize=2&startAfterId=A-1");

        var summary = first["stockSummaries"][0]!;
        Assert.Equal(("A-1", "A-1"), ((string?)summary["article"]!["tenantArticleId"], (string?)summary["article"]!["title"]));
        Assert.Equal(
            (7m, 3m, 4m, 2),
            (Number(summary, "stockOnHand"), Number(summary, "reserved"), Number(summary, "available"),
                summary["includedFacilityRefs"]!.AsArray().Count));
        Assert.Equal((int)(await Admin.Get("/api/stocks/summaries?size=100"))["total"], (int)first["total"]);
        Assert.Equal("A-2", (string?)second["stockSummaries"][0]!["article"]!["tenantArticleId"]);
        var bag = (await Admin.Get("/api/stocks/summaries?tenantArticleIds=BAG-C-6071"))["stockSummaries"][0]!["article"]!;
        Assert.Equal("Canvas Tote Bag", (string?)bag["title"]);
    }

    [Fact]
    public async Task Summaries_are_filtered_by_article_and_facility()
    {
        var utrecht = (string?)(await Admin.Get("/api/facilities/urn:fft:facility:tenantFacilityId:NL-UTR-DC"))["id"];
        await Admin.Patch("/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01", """{"version":1,"status":"OFFLINE"}""");

        var there = await Admin.Get($"/api/stocks/summaries?tenantArticleIds=A-1&facilityRefs={utrecht}");
        var offline = await Admin.Get("/api/stocks/summaries?tenantArticleIds=A-1&tenantArticleIds=A-2&facilityStatus=OFFLINE");

        Assert.Equal(2m, Number(Assert.Single(there["stockSummaries"].AsArray())!, "stockOnHand"));
        Assert.Equal((1, 5m), ((int)offline["total"], Number(offline["stockSummaries"][0]!, "stockOnHand")));
        Assert.Equal(0, (int)(await Admin.Get("/api/stocks/summaries?tenantArticleIds=NONE"))["total"]);
    }

    [Fact]
    public async Task The_distribution_lists_the_stock_per_facility()
    {
        var all = await Admin.Get("/api/articles/A-1/stockdistribution");
        var some = await Admin.Get("/api/articles/A-1/stockdistribution?facilityName=utrecht&facilityServiceTypes=PICKUP");
        var listed = "/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01/listings";
        await Admin.Put(listed, """{"listings":[{"tenantArticleId":"NOWHERE"}]}""");

        Assert.Equal(("A-1", 7m), ((string?)all["tenantArticleId"], (decimal)all["summary"]["totalAmount"]!));
        Assert.Equal(2, all["facilityStocks"].AsArray().Count);
        var at = Assert.Single(some["facilityStocks"].AsArray())!;
        Assert.Equal(("Utrecht Distribution Centre", 2m), ((string?)at["facilityName"], (decimal)at["availableOnStock"]!));
        Assert.Empty((await Admin.Get("/api/articles/A-1/stockdistribution?facilityIds=none"))["facilityStocks"].AsArray());
        Assert.Empty((await Admin.Get("/api/articles/NOWHERE/stockdistribution"))["facilityStocks"].AsArray());
        Assert.Equal(404, (await Admin.Get("/api/articles/NEVER-HEARD-OF/stockdistribution")).Status);
    }

    [Theory]
    [InlineData("/api/stocks/summaries?size=101&facilityStatus=ON&channelRefs=x&allowStale=maybe",
        "size is 101", "facilityStatus is ON", "channelRefs is not a known parameter", "allowStale is maybe")]
    [InlineData("/api/articles/A-1/stockdistribution?facilityServiceTypes=POST&facilityRefs=x",
        "facilityServiceTypes is POST", "Did you mean facilityIds?")]
    public async Task All_invalid_parameters_are_reported_together(string path, params string[] problems)
    {
        var answer = await Admin.Get(path);
        Assert.Equal(400, answer.Status);
        Assert.All(problems, p => Assert.Contains(p, answer.Problems));
    }

    private static decimal Number(System.Text.Json.Nodes.JsonNode summary, string name) => (decimal)summary["details"]![name]!;
}
