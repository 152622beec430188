using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Listings, and the catalog that orders read.</summary>
public sealed class ListingTests : FulfillmenttoolsFixture
{
    private const string Listings = "/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01/listings";

    [Fact]
    public async Task Listings_are_created_read_updated_and_deleted()
    {
        const string Two = """
            {"listings":[{"tenantArticleId":"HAT","title":"Hat","price":20.5,"currency":"EUR","customAttributes":{"b":1,"a":2}},
                         {"tenantArticleId":"GLOVE","status":"INACTIVE","scannableCodes":["400"]}]}
            """;

        var made = await Admin.Put(Listings, Two);
        var again = await Admin.Put(Listings, Two);
        var changed = await Admin.Put(Listings, """{"listings":[{"tenantArticleId":"HAT","title":"Top Hat","version":1}]}""");

        Assert.Equal(["CREATED", "CREATED"], GetStatuses(made));
        Assert.Equal(["UNCHANGED", "UNCHANGED"], GetStatuses(again));
        Assert.Equal(["UPDATED"], GetStatuses(changed));
        var hat = await Admin.Get($"{Listings}/HAT");
        Assert.Equal(changed.Body![0]!["listing"]!.ToJsonString(), hat.Body!.ToJsonString());
        Assert.Equal(("Top Hat", 2, null), ((string?)hat["title"], (int)hat["version"], hat.Body["price"]));

        var patched = await Admin.Patch(
            $"{Listings}/HAT",
            """{"version":2,"actions":[{"action":"ModifyListing","subtitle":"black","status":"INACTIVE","customAttributes":null}]}""");
        var after = patched.Body![0]!;
        Assert.Equal(("INACTIVE", "black"), ((string?)after["status"], (string?)after["subtitle"]));
        Assert.Equal(("Top Hat", 3), ((string?)after["title"], (int)after["version"]!));

        var list = await Admin.Get($"{Listings}?size=1");
        var first = Assert.Single(list["listings"].AsArray())!;
        var rest = await Admin.Get($"{Listings}?startAfterId={first["id"]}");
        var second = Assert.Single(rest["listings"].AsArray())!;
        Assert.Equal(2, (int)list["total"]);
        Assert.Equal(["GLOVE", "HAT"], new[] { first, second }.Select(l => (string?)l["tenantArticleId"]).Order());
        Assert.Equal(1, (int)(await Admin.Get($"{Listings}?tenantArticleIds=GLOVE&tenantArticleIds=NONE"))["total"]);

        Assert.Equal(200, (await Admin.Send(HttpMethod.Delete, $"{Listings}/HAT", null)).Status);
        Assert.Equal(404, (await Admin.Send(HttpMethod.Delete, $"{Listings}/HAT", null)).Status);
        Assert.Equal(1, (int)(await Admin.Send(HttpMethod.Delete, Listings, null))["total"]);
        Assert.Equal(0, (int)(await Admin.Send(HttpMethod.Delete, Listings, null))["total"]);
    }

    [Fact]
    public async Task The_catalog_takes_over_listing_members_and_keeps_the_rest()
    {
        await Admin.Put(Listings, """
            {"listings":[{"tenantArticleId":"TEA","title":"Tea","measurementUnitKey":"kg","price":30,"currency":"EUR"},
                         {"tenantArticleId":"MUG-E-1207","title":"Enamel Mug, large"},{"tenantArticleId":"BARE"}]}
            """);
        await Admin.Put(Listings, """{"listings":[{"tenantArticleId":"TEA","price":31}]}""");

        var source = App.Services.GetRequiredService<IReferenceDataReader>();
        var read = await source.ReadArticles(DemoTenant.Tenant.Id, [new("TEA"), new("MUG-E-1207"), new("BARE")], default);
        var articles = read.ToDictionary(a => a.Id.Value);
        Assert.Equal(new(new ArticleId("TEA"), "Tea", true, 30m, "EUR"), articles["TEA"]);
        Assert.Equal(new(new ArticleId("MUG-E-1207"), "Enamel Mug, large", false, 11.95m, "EUR"), articles["MUG-E-1207"]);
        Assert.Equal(new(new ArticleId("BARE"), "BARE", false, null, null), articles["BARE"]);
    }

    [Fact]
    public async Task An_article_that_is_listed_by_measure_can_be_ordered_by_measure_immediately()
    {
        await Admin.Put("/api/stocks", """{"stocks":[{"tenantArticleId":"TEA","value":9,"tenantFacilityId":"NL-AMS-01"}]}""");
        var order = FulfillmenttoolsTestClient.Order(("TEA", 1)).Replace("\"quantity\": 1", "\"quantity\": 1.5", StringComparison.Ordinal);
        Assert.Equal(422, (await Admin.Post("/api/orders", order)).Status);

        await Admin.Put(Listings, """{"listings":[{"tenantArticleId":"TEA","measurementUnitKey":"kg"}]}""");

        Assert.Equal(200, (await Admin.Post("/api/orders", order)).Status);
    }

    [Fact]
    public async Task One_stale_listing_prevents_all_writes()
    {
        await Admin.Put(Listings, """{"listings":[{"tenantArticleId":"HAT"}]}""");

        var answer = await Admin.Put(
            Listings, """{"listings":[{"tenantArticleId":"NEW"},{"tenantArticleId":"HAT","title":"Hat","version":7}]}""");

        Assert.Equal((409, 1, 7), (answer.Status, (int)answer.Body![0]!["version"]!, (int)answer.Body[0]!["requestVersion"]!));
        Assert.Contains("listings[1]: the listing is at version 1", answer.Problems);
        Assert.Equal(404, (await Admin.Get($"{Listings}/NEW")).Status);
        Assert.Equal(409, (await Admin.Patch($"{Listings}/HAT", """{"version":0,"actions":[{"action":"ModifyListing"}]}""")).Status);
    }

    [Theory]
    [InlineData("{}", "listings is missing")]
    [InlineData("""{"listings":[]}""", "listings has 0 entries")]
    [InlineData("""{"listings":[{"title":"Hat"}]}""", "listings[0].tenantArticleId is missing")]
    [InlineData("""{"listings":[{"tenantArticleId":"HAT","stockinformation":{"stock":1}}]}""", "stockinformation is not a known member")]
    [InlineData("""{"listings":[{"tenantArticleId":"HAT"},{"tenantArticleId":"HAT"}]}""", "listings[1].tenantArticleId is a duplicate")]
    [InlineData("""{"listings":[{"tenantArticleId":"HAT","status":"active"}]}""", "did you mean ACTIVE?")]
    public async Task Invalid_listings_are_rejected_with_the_error(string body, string problem)
    {
        var answer = await Admin.Put(Listings, body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_facility_is_deleted_only_without_dependents()
    {
        const string Path = "/api/facilities/urn:fft:facility:tenantFacilityId:NEW-1";
        await Admin.Post("/api/facilities", """
            {"name":"New","tenantFacilityId":"NEW-1","address":{"companyName":"N","street":"Damrak","houseNumber":"1",
             "postalCode":"1012 LG","city":"Amsterdam","country":"NL"}}
            """);
        var stock = await Admin.Post("/api/stocks", """{"tenantArticleId":"HAT","value":1,"tenantFacilityId":"NEW-1"}""");
        await Admin.Put($"{Path}/listings", """{"listings":[{"tenantArticleId":"HAT"}]}""");
        await Admin.Place(("HAT", 1));

        var rejected = await Delete(Path);
        Assert.Equal(422, rejected.Status);
        Assert.Contains("The facility has 1 stocks.", rejected.Problems);
        Assert.Contains("The facility has 1 listings.", rejected.Problems);
        Assert.Contains("Orders have 2 routing plans, pick jobs, or other entities at the facility.", rejected.Problems);
        Assert.Equal(400, (await Delete($"{Path}?forceDeletion=true")).Status);

        await Admin.Put($"/api/stocks/{stock["id"]}", """{"value":0}""");
        Assert.Equal(422, (await Delete(Path)).Status);
        Assert.Equal(404, (await Delete("/api/facilities/none")).Status);
    }

    [Fact]
    public async Task A_deleted_facility_gets_no_orders_and_its_tenant_id_can_be_reused()
    {
        const string New = """
            {"name":"New","tenantFacilityId":"NEW-1","address":{"companyName":"N","street":"Damrak","houseNumber":"1",
             "postalCode":"1012 LG","city":"Amsterdam","country":"NL"}}
            """;
        var made = await Admin.Post("/api/facilities", New);

        var removed = await Delete($"/api/facilities/{made["id"]}?forceDeletion=false");

        Assert.Equal((200, made.Text), (removed.Status, removed.Text));
        Assert.Equal(404, (await Admin.Get($"/api/facilities/{made["id"]}")).Status);
        var ruleId = $$"""{"stocks":[{"tenantArticleId":"HAT","value":1,"facilityRef":"{{made["id"]}}"}]}""";
        Assert.Equal(422, (await Admin.Put("/api/stocks", ruleId)).Status);
        Assert.Equal(201, (await Admin.Post("/api/facilities", New)).Status);
    }

    private Task<ApiResponse> Delete(string path) => Admin.Send(HttpMethod.Delete, path, null);

    private static IEnumerable<string?> GetStatuses(ApiResponse answer) => answer.Body!.AsArray().Select(r => (string?)r!["status"]);
}
