using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of many stocks, of listings and of the end of facilities say of themselves.</summary>
internal static class StockOperations
{
    private const string Stocks = "Stocks";
    private const string ListingsTag = "Listings";
    private const int MaxPageSize = 100;

    private static readonly OperationParameter InState =
        new("facilityStatus", "Only facilities in one of these states.", FacilitySchemas.Status) { IsRepeated = true };

    public static readonly OperationMetadata UpsertStocks = new("upsertStocks", Stocks, "Set or make many stocks")
    {
        Description = "Each row has its own result, in order; one that fails stops no other. The same request again changes nothing.",
        Body = StockBulkSchemas.ForUpsert,
        Example = """
            { "stocks": [
              { "facility": { "tenantFacilityId": "NL-AMS-01" }, "tenantArticleId": "TSHIRT-W-2468", "value": 4000 },
              { "facility": { "tenantFacilityId": "NL-RTM-01" }, "tenantArticleId": "TSHIRT-W-2468", "value": 2500 } ] }
            """,
        Answers = [CommonParameters.Ok("What became of each row; some of them may have failed.", StockBulkSchemas.Results)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata ActOnStocks = new("performStocksActions", Stocks, "Remove many stocks, or set them without versions")
    {
        Description = "Stocks are removed all or, where orders hold some of them, none. Those that are gone are passed over.",
        Body = StockBulkSchemas.ForAction,
        Example = """{ "action": { "name": "DELETE_BY_IDS", "ids": ["the id of a stock"] } }""",
        Answers = [CommonParameters.Ok("What was done.", StockBulkSchemas.ActionResult)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata Summaries = new("getStockSummaries", Stocks, "Sum up stock by article")
    {
        Parameters =
        [
            CommonParameters.Of("startAfterId", "The tenant's own id of the last article of the page before."), CommonParameters.Size(MaxPageSize),
            new("maxPageSize", "The same as `size`, which it replaces.", JsonSchema.Whole(1, MaxPageSize)),
            CommonParameters.Of("tenantArticleIds", "Only these articles.") with { IsRepeated = true },
            CommonParameters.Of("facilityRefs", "Only stock at these facilities.") with { IsRepeated = true },
            InState,
            new("allowStale", "Has no effect: what is told is never stale.", JsonSchema.Choice("true", "false")),
        ],
        Answers = [CommonParameters.Ok("A page of articles, by id.", CommonResponseSchemas.Page("stockSummaries", StockTotalsSchemas.Summary))],
        Fails = [400],
    };

    public static readonly OperationMetadata Distribution = new("getStockDistribution", Stocks, "Read where an article is in stock")
    {
        Parameters =
        [
            InState,
            new("facilityServiceTypes", "Only facilities that offer one of these.", StockTotalsSchemas.ServiceType) { IsRepeated = true },
            CommonParameters.Of("facilityName", "Only facilities whose name contains this, whatever the case."),
            CommonParameters.Of("facilityIds", "Only these facilities.") with { IsRepeated = true },
        ],
        Answers = [CommonParameters.Ok("The stock at each facility, and the sum of them.", StockTotalsSchemas.Distribution)],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata ListListings = new("getFacilityListing", ListingsTag, "List what a facility offers")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.Size(), CommonParameters.Of("tenantArticleIds", "Only these articles.") with { IsRepeated = true },
        ],
        Answers = [CommonParameters.Ok("A page of listings in short.", CommonResponseSchemas.Page("listings", ListingSchemas.Stripped))],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata PutListings = new("putFacilityListing", ListingsTag, "Make and replace listings")
    {
        Description = "All of them or none. Title, unit and price are taken over by the catalogue, which orders read.",
        Body = ListingSchemas.ForPut,
        Example = """
            { "listings": [ { "tenantArticleId": "SCARF-W-6643", "title": "Merino Scarf", "price": 34.95, "currency": "EUR",
              "status": "ACTIVE" } ] }
            """,
        Answers = [CommonParameters.Ok("What became of each.", ListingSchemas.Results)],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata DeleteListings = new("deleteListingsOfFacility", ListingsTag, "Remove all listings of a facility")
    {
        Answers = [CommonParameters.Ok("They are gone.", ListingSchemas.Removed)],
        Fails = [404],
    };

    public static readonly OperationMetadata GetListing = new("getListing", ListingsTag, "Read a listing")
    {
        Answers = [CommonParameters.Ok("The listing.", ListingSchemas.Listing)],
        Fails = [404],
    };

    public static readonly OperationMetadata ChangeListing = new("patchFacilityListing", ListingsTag, "Change a listing")
    {
        Body = ListingSchemas.ForPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyListing", "status": "INACTIVE" } ] }""",
        Answers = [CommonParameters.Ok("The listing, in a list.", ListingSchemas.Listings)],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata DeleteListing = new("deleteFacilityListing", ListingsTag, "Remove a listing")
    {
        Answers = [CommonParameters.Ok("The listing as it was.", ListingSchemas.Listing)],
        Fails = [404],
    };

    public static readonly OperationMetadata DeleteFacility = new("deleteFacility", "Facilities", "Remove a facility that nothing hangs on")
    {
        Description = "Stocks, listings and whatever orders have there must be gone; nothing is removed along with it.",
        Parameters = [new("forceDeletion", "Must be false.", JsonSchema.Choice("false"))],
        Answers = [CommonParameters.Ok("The facility as it was.", InventoryResponseSchemas.Facility)],
        Fails = [400, 404, 422],
    };
}
