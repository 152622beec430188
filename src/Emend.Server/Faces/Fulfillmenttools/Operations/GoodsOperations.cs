using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of many stocks, of listings and of the end of facilities say of themselves.</summary>
internal static class GoodsOperations
{
    private const string Stocks = "Stocks";
    private const string ListingsTag = "Listings";
    private const int MostOfAPage = 100;

    private static readonly Parameter InState =
        new("facilityStatus", "Only facilities in one of these states.", FacilityShapes.Status) { IsRepeated = true };

    public static readonly Operation UpsertStocks = new("upsertStocks", Stocks, "Set or make many stocks")
    {
        Description = "Each row has its own result, in order; one that fails stops no other. The same request again changes nothing.",
        Body = StockBulkShapes.ForUpsert,
        Example = """
            { "stocks": [
              { "facility": { "tenantFacilityId": "NL-AMS-01" }, "tenantArticleId": "TSHIRT-W-2468", "value": 4000 },
              { "facility": { "tenantFacilityId": "NL-RTM-01" }, "tenantArticleId": "TSHIRT-W-2468", "value": 2500 } ] }
            """,
        Answers = [Asked.Ok("What became of each row; some of them may have failed.", StockBulkShapes.Results)],
        Fails = [409, 422],
    };

    public static readonly Operation ActOnStocks = new("performStocksActions", Stocks, "Remove many stocks, or set them without versions")
    {
        Description = "Stocks are removed all or, where orders hold some of them, none. Those that are gone are passed over.",
        Body = StockBulkShapes.ForAction,
        Example = """{ "action": { "name": "DELETE_BY_IDS", "ids": ["the id of a stock"] } }""",
        Answers = [Asked.Ok("What was done.", StockBulkShapes.ActionResult)],
        Fails = [409, 422],
    };

    public static readonly Operation Summaries = new("getStockSummaries", Stocks, "Sum up stock by article")
    {
        Parameters =
        [
            Asked.Of("startAfterId", "The tenant's own id of the last article of the page before."), Asked.Size(MostOfAPage),
            new("maxPageSize", "The same as `size`, which it replaces.", Shape.Whole(1, MostOfAPage)),
            Asked.Of("tenantArticleIds", "Only these articles.") with { IsRepeated = true },
            Asked.Of("facilityRefs", "Only stock at these facilities.") with { IsRepeated = true },
            InState,
            new("allowStale", "Has no effect: what is told is never stale.", Shape.Choice("true", "false")),
        ],
        Answers = [Asked.Ok("A page of articles, by id.", AnswerShapes.Page("stockSummaries", StockTotalsShapes.Summary))],
        Fails = [400],
    };

    public static readonly Operation Distribution = new("getStockDistribution", Stocks, "Read where an article is in stock")
    {
        Parameters =
        [
            InState,
            new("facilityServiceTypes", "Only facilities that offer one of these.", StockTotalsShapes.ServiceType) { IsRepeated = true },
            Asked.Of("facilityName", "Only facilities whose name contains this, whatever the case."),
            Asked.Of("facilityIds", "Only these facilities.") with { IsRepeated = true },
        ],
        Answers = [Asked.Ok("The stock at each facility, and the sum of them.", StockTotalsShapes.Distribution)],
        Fails = [400, 404],
    };

    public static readonly Operation ListListings = new("getFacilityListing", ListingsTag, "List what a facility offers")
    {
        Parameters =
        [
            Asked.StartAfterId, Asked.Size(), Asked.Of("tenantArticleIds", "Only these articles.") with { IsRepeated = true },
        ],
        Answers = [Asked.Ok("A page of listings in short.", AnswerShapes.Page("listings", ListingShapes.Stripped))],
        Fails = [400, 404],
    };

    public static readonly Operation PutListings = new("putFacilityListing", ListingsTag, "Make and replace listings")
    {
        Description = "All of them or none. Title, unit and price are taken over by the catalogue, which orders read.",
        Body = ListingShapes.ForPut,
        Example = """
            { "listings": [ { "tenantArticleId": "SCARF-W-6643", "title": "Merino Scarf", "price": 34.95, "currency": "EUR",
              "status": "ACTIVE" } ] }
            """,
        Answers = [Asked.Ok("What became of each.", ListingShapes.Results)],
        Fails = [404, 409],
    };

    public static readonly Operation DeleteListings = new("deleteListingsOfFacility", ListingsTag, "Remove all listings of a facility")
    {
        Answers = [Asked.Ok("They are gone.", ListingShapes.Removed)],
        Fails = [404],
    };

    public static readonly Operation GetListing = new("getListing", ListingsTag, "Read a listing")
    {
        Answers = [Asked.Ok("The listing.", ListingShapes.Listing)],
        Fails = [404],
    };

    public static readonly Operation ChangeListing = new("patchFacilityListing", ListingsTag, "Change a listing")
    {
        Body = ListingShapes.ForPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyListing", "status": "INACTIVE" } ] }""",
        Answers = [Asked.Ok("The listing, in a list.", ListingShapes.Listings)],
        Fails = [404, 409],
    };

    public static readonly Operation DeleteListing = new("deleteFacilityListing", ListingsTag, "Remove a listing")
    {
        Answers = [Asked.Ok("The listing as it was.", ListingShapes.Listing)],
        Fails = [404],
    };

    public static readonly Operation DeleteFacility = new("deleteFacility", "Facilities", "Remove a facility that nothing hangs on")
    {
        Description = "Stocks, listings and whatever orders have there must be gone; nothing is removed along with it.",
        Parameters = [new("forceDeletion", "Must be false.", Shape.Choice("false"))],
        Answers = [Asked.Ok("The facility as it was.", InventoryAnswerShapes.Facility)],
        Fails = [400, 404, 422],
    };
}
