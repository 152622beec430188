using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of bulk stock writes, stock totals, listings, and facility deletion.</summary>
internal static class StockOperations
{
    private const string Stocks = "Stocks";
    private const string ListingsTag = "Listings";
    private const int MaxPageSize = 100;

    private static readonly OperationParameter FacilityStatus =
        new("facilityStatus", "Only facilities with one of these statuses.", FacilitySchemas.Status) { IsRepeated = true };

    public static readonly OperationMetadata UpsertStocks = new("upsertStocks", Stocks, "Create or update several stocks")
    {
        Description = "Each row has its own result, in the order of the rows. A failed row does not affect the others. Repeating the "
            + "request changes nothing.",
        Body = StockBulkSchemas.ForUpsert,
        Example = """
            { "stocks": [
              { "facility": { "tenantFacilityId": "NL-AMS-01" }, "tenantArticleId": "TSHIRT-W-2468", "value": 4000 },
              { "facility": { "tenantFacilityId": "NL-RTM-01" }, "tenantArticleId": "TSHIRT-W-2468", "value": 2500 } ] }
            """,
        Responses = [CommonParameters.Ok("One result per row. Some rows can have failed.", StockBulkSchemas.Results)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata ActOnStocks = new(
        "performStocksActions", Stocks, "Delete several stocks, or update them without versions")
    {
        Description = "Deletes all stocks, or none if one of them has reservations. Missing stocks are ignored.",
        Body = StockBulkSchemas.ForAction,
        Example = """{ "action": { "name": "DELETE_BY_IDS", "ids": ["id of a stock"] } }""",
        Responses = [CommonParameters.Ok("The result of the action.", StockBulkSchemas.ActionResult)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata ListSummaries = new("getStockSummaries", Stocks, "List stock totals per article")
    {
        Parameters =
        [
            CommonParameters.CreateText("startAfterId", "The tenant's own id of the last article of the previous page."),
            CommonParameters.CreateSize(MaxPageSize),
            new("maxPageSize", "Same as `size`. Overrides `size`.", JsonSchema.Integer(1, MaxPageSize)),
            CommonParameters.CreateText("tenantArticleIds", "Only these articles.") with { IsRepeated = true },
            CommonParameters.CreateText("facilityRefs", "Only stock at these facilities.") with { IsRepeated = true },
            FacilityStatus,
            new(
                "facilityServiceTypes", "Only stock at facilities with one of these services.",
                JsonSchema.Choice("SHIP_FROM_STORE", "PICKUP")) { IsRepeated = true },
            new("allowStale", "No effect: results are never stale.", JsonSchema.Choice("true", "false")),
        ],
        Responses = [CommonParameters.Ok(
            "A page of articles, sorted by id.", CommonResponseSchemas.Page("stockSummaries", StockTotalsSchemas.Summary))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetDistribution = new(
        "getStockDistribution", Stocks, "Read the stock of an article per facility")
    {
        Parameters =
        [
            FacilityStatus,
            new(
                "facilityServiceTypes",
                "Only facilities with one of these services.",
                StockTotalsSchemas.ServiceType) { IsRepeated = true },
            CommonParameters.CreateText("facilityName", "Only facilities whose name contains this text. Case-insensitive."),
            CommonParameters.CreateText("facilityIds", "Only these facilities.") with { IsRepeated = true },
        ],
        Responses = [CommonParameters.Ok("The stock per facility and the total.", StockTotalsSchemas.Distribution)],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata ListListings = new("getFacilityListing", ListingsTag, "List the listings of a facility")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(),
            CommonParameters.CreateText("tenantArticleIds", "Only these articles.") with { IsRepeated = true },
        ],
        Responses = [CommonParameters.Ok(
            "A page of listings in short form.", CommonResponseSchemas.Page("listings", ListingSchemas.Stripped))],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata PutListings = new("putFacilityListing", ListingsTag, "Create and replace listings")
    {
        Description = "Writes all listings or none. The catalog, which orders read, takes over title, unit, and price.",
        Body = ListingSchemas.ForPut,
        Example = """
            { "listings": [ { "tenantArticleId": "SCARF-W-6643", "title": "Merino Scarf", "price": 34.95, "currency": "EUR",
              "status": "ACTIVE" } ] }
            """,
        Responses = [CommonParameters.Ok("One result per listing.", ListingSchemas.Results)],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata DeleteListings = new(
        "deleteListingsOfFacility", ListingsTag, "Delete all listings of a facility")
    {
        Responses = [CommonParameters.Ok("The listings were deleted.", ListingSchemas.DeleteResult)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetListing = new("getListing", ListingsTag, "Read a listing")
    {
        Responses = [CommonParameters.Ok("The listing.", ListingSchemas.Listing)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata UpdateListing = new("patchFacilityListing", ListingsTag, "Update a listing")
    {
        Body = ListingSchemas.ForPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyListing", "status": "INACTIVE" } ] }""",
        Responses = [CommonParameters.Ok("A list with the listing.", ListingSchemas.Listings)],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata DeleteListing = new("deleteFacilityListing", ListingsTag, "Delete a listing")
    {
        Responses = [CommonParameters.Ok("The deleted listing.", ListingSchemas.Listing)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata DeleteFacility = new("deleteFacility", "Facilities", "Delete a facility without dependents")
    {
        Description = "The facility must have no stocks, no listings, and no entities of orders. Nothing else is deleted.",
        Parameters = [new("forceDeletion", "Must be false.", JsonSchema.Choice("false"))],
        Responses = [CommonParameters.Ok("The deleted facility.", InventoryResponseSchemas.Facility)],
        ErrorStatuses = [400, 404, 422],
    };
}
