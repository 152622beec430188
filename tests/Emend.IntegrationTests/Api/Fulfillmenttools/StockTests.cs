using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class StockTests : IAsyncLifetime
{
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Stock_is_created_read_updated_and_deleted()
    {
        var made = await _client.Post("/api/stocks", """{"tenantArticleId":"NEW","value":5,"tenantFacilityId":"NL-AMS-01"}""");
        Assert.Equal(201, made.Status);
        var path = $"/api/stocks/{made["id"]}";
        Assert.Equal(made.Text, (await _client.Get(path)).Text);
        Assert.Equal("NL-AMS-01", (string?)made["facility"]!["tenantFacilityId"]);

        var set = await _client.Put(path, $$"""{"value":7,"version":{{made["version"]}}}""");
        Assert.Equal((200, 7m, 7m, 0m), (set.Status, (decimal)set["value"]!, (decimal)set["available"]!, (decimal)set["reserved"]!));
        Assert.NotEqual((long)made["version"]!, (long)set["version"]!);
        Assert.Equal(set.Text, (await _client.Put(path, """{"value":7}""")).Text);
        Assert.Equal(409, (await _client.Put(path, $$"""{"value":1,"version":{{made["version"]}}}""")).Status);

        Assert.Equal(200, (await _client.Send(HttpMethod.Delete, path, null)).Status);
        Assert.Equal(404, (await _client.Get(path)).Status);
        Assert.Equal(404, (await _client.Send(HttpMethod.Delete, path, null)).Status);
    }

    [Fact]
    public async Task Only_articles_sold_by_measure_have_fractional_stock()
    {
        var measured = await _client.Put(
            "/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01/listings",
            """{"listings":[{"tenantArticleId":"CHEESE","title":"Cheese","measurementUnitKey":"kg"}]}""");
        Assert.True(measured.Status is 200, measured.Text);
        var cheese = await _client.Post("/api/stocks", """{"tenantArticleId":"CHEESE","value":1.25,"tenantFacilityId":"NL-AMS-01"}""");
        Assert.Equal((201, 1.25m), (cheese.Status, (decimal)cheese["value"]!));

        var pieces = await _client.Post("/api/stocks", """{"tenantArticleId":"NEW","value":1.5,"tenantFacilityId":"NL-AMS-01"}""");
        Assert.Equal(422, pieces.Status);
        Assert.Contains("value is 1.5. The article NEW is sold in pieces.", pieces.Text, StringComparison.Ordinal);
        var made = await _client.Post("/api/stocks", """{"tenantArticleId":"NEW","value":1,"tenantFacilityId":"NL-AMS-01"}""");
        var path = $"/api/stocks/{made["id"]}";
        Assert.Equal(422, (await _client.Put(path, """{"value":0.5}""")).Status);
        Assert.Equal(1m, (decimal)(await _client.Get(path))["value"]!);

        var bulk = await _client.Put(
            "/api/stocks",
            """
            {"stocks":[{"tenantArticleId":"NEW","value":2.5,"tenantFacilityId":"NL-AMS-01"},
                       {"tenantArticleId":"CHEESE","value":2.5,"tenantFacilityId":"NL-AMS-01"}]}
            """);
        Assert.Contains("stocks[0].value is 2.5. The article NEW is sold in pieces.", bulk.Text, StringComparison.Ordinal);
        Assert.Equal(1m, (decimal)(await _client.Get(path))["value"]!);
        Assert.Equal(2.5m, (decimal)(await _client.Get($"/api/stocks/{cheese["id"]}"))["value"]!);
    }

    [Fact]
    public async Task Stock_is_listed_by_facility_and_article_page_by_page()
    {
        var first = await _client.Get("/api/stocks?tenantFacilityId=NL-AMS-01&size=15");
        Assert.Equal((15, 21), (first["stocks"]!.AsArray().Count, (int)first["total"]!));
        Assert.True((bool)first["pageInfo"]!["hasNextPage"]!);
        var rest = await _client.Get($"/api/stocks?tenantFacilityId=NL-AMS-01&size=15&startAfterId={first["pageInfo"]!["endCursor"]}");
        Assert.Equal(6, rest["stocks"]!.AsArray().Count);
        Assert.False((bool)rest["pageInfo"]!["hasNextPage"]!);
        var two = await _client.Get("/api/stocks?tenantArticleId=TSHIRT-W-2468&tenantArticleId=JEANS-B-2605&size=100");
        Assert.Equal(10, (int)two["total"]!);
        Assert.Equal(0, (int)(await _client.Get("/api/stocks?facilityRef=none"))["total"]!);
    }

    [Theory]
    [InlineData("{}", 400, "value is missing")]
    [InlineData("""{"tenantArticleId":"A","value":-1,"facilityRef":"x"}""", 400, "value is -1")]
    [InlineData("""{"tenantArticleId":"A","value":1}""", 400, "has none of facility, facilityRef, tenantFacilityId")]
    [InlineData("""{"tenantArticleId":"A","value":1,"facility":{}}""", 400, "facility has none of")]
    [InlineData("""{"tenantArticleId":"A","value":1,"facilityRef":"none"}""", 422, "the facility was not found")]
    [InlineData("""{"tenantArticleId":"TSHIRT-W-2468","value":1,"tenantFacilityId":"NL-AMS-01"}""", 409,
        "already has a stock of the article")]
    public async Task Invalid_stock_is_rejected_with_the_error(string body, int status, string problem)
    {
        var answer = await _client.Post("/api/stocks", body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }
}
