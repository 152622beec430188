using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of facilities, stocks, and reservations.</summary>
internal static class InventoryOperations
{
    private const int MaxCursorPageSize = 100;

    private const string Facilities = "Facilities";
    private const string Stocks = "Stocks";
    private const string Reservations = "Reservations";

    private static readonly OperationResponse FacilityResponse = CommonParameters.Ok("The facility.", InventoryResponseSchemas.Facility);

    private static readonly OperationResponse StockResponse = CommonParameters.Ok("The stock.", InventoryResponseSchemas.Stock);

    public static readonly OperationMetadata CreateFacility = new("addFacility", Facilities, "Create a facility")
    {
        Body = FacilitySchemas.ForCreation,
        Example = """
            {
              "name": "Amsterdam Damrak",
              "tenantFacilityId": "NL-AMS-09",
              "locationType": "STORE",
              "address": { "companyName": "Example Shops", "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG",
                           "city": "Amsterdam", "country": "NL", "resolvedCoordinates": { "lat": 52.3775, "lon": 4.8977 } }
            }
            """,
        Responses = [CommonParameters.Created("The facility was created. `Location` is its path.", InventoryResponseSchemas.Facility)],
        ErrorStatuses = [409],
    };

    public static readonly OperationMetadata ListFacilities = new("getAllFacilities", Facilities, "List facilities")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(), CommonParameters.TenantFacilityId,
            new("status", "Only facilities with one of these statuses.", FacilitySchemas.Status) { IsRepeated = true },
        ],
        Responses = [CommonParameters.Ok(
            "A page of facilities in short form.", CommonResponseSchemas.Page("facilities", InventoryResponseSchemas.StrippedFacility))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetFacility = new("getFacility", Facilities, "Read a facility")
    {
        Description = "The id can be a URN: `urn:fft:facility:tenantFacilityId:` with the tenant's own facility id.",
        Responses = [FacilityResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ReplaceFacility = new("replaceFacility", Facilities, "Replace a facility")
    {
        Description = "Absent members get their default values.",
        Body = FacilitySchemas.ForReplacement,
        Example = """
            {
              "version": 1, "name": "Amsterdam", "status": "ONLINE",
              "address": {
                "companyName": "Amsterdam", "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG", "city": "Amsterdam",
                "country": "NL"
              }
            }
            """,
        Responses = [CommonParameters.Ok("The facility after the change.", InventoryResponseSchemas.Facility)],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata UpdateFacility = new("patchFacility", Facilities, "Update a facility")
    {
        Description = "The body has members, or a list of actions (older form). The id can be a URN.",
        Body = FacilitySchemas.ForPatch,
        Example = """{ "version": 1, "status": "SUSPENDED" }""",
        Responses = [FacilityResponse],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata CreateStock = new("createStock", Stocks, "Create the stock of an article at a facility")
    {
        Body = StockSchemas.ForCreation,
        Example = """{ "tenantFacilityId": "NL-AMS-01", "tenantArticleId": "SOCKS-G-1001", "value": 40 }""",
        Responses = [CommonParameters.Created("The stock was created. `Location` is its path.", InventoryResponseSchemas.Stock)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata ListStocks = new("getStocks", Stocks, "List stocks")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(MaxCursorPageSize), CommonParameters.FacilityRef,
            CommonParameters.TenantFacilityId,
            CommonParameters.TenantArticleId with { IsRepeated = true },
        ],
        Responses = [CommonParameters.Ok(
            "A page of stocks.", CommonResponseSchemas.PageWithCursors("stocks", InventoryResponseSchemas.Stock))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetStock = new("getStock", Stocks, "Read a stock")
    {
        Responses = [StockResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata PutStock = new("updateStock", Stocks, "Set the quantity on hand")
    {
        Body = StockSchemas.ForUpdate,
        Example = """{ "value": 50, "version": 1 }""",
        Responses = [StockResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata DeleteStock = new("deleteStock", Stocks, "Delete a stock without reservations")
    {
        Responses = [CommonParameters.Ok("The deleted stock.", InventoryResponseSchemas.Stock)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata ListReservations = new("getPaginatedReservations", Reservations, "List reservations")
    {
        Parameters =
        [
            CommonParameters.CreateText("after", "End cursor of the previous page."), CommonParameters.CreateSize(MaxCursorPageSize),
            CommonParameters.OrderRef, CommonParameters.FacilityRef, CommonParameters.TenantArticleId,
        ],
        Responses =
        [
            CommonParameters.Ok(
                "A page of reservations.", CommonResponseSchemas.PageWithCursors("reservations", InventoryResponseSchemas.Reservation)),
        ],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetReservation = new("getReservation", Reservations, "Read a reservation")
    {
        Responses = [CommonParameters.Ok("The reservation.", InventoryResponseSchemas.Reservation)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ActOnReservations = new("performReservationActions", Reservations, "Remove reservations")
    {
        Description = "Removes the reservations that match every member of the selector. If rules reject the removal for one order, "
            + "nothing is removed. Routing plans and pick jobs stay as they are.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ReservationActionSchemas.Action,
        Example = """
            { "name": "REMOVE_RESERVATIONS_KEEP_STOCKS",
              "reservationSelector": { "orderRefs": [ "0199aa10-0000-7000-8000-000000000001" ] } }
            """,
        Responses = [CommonParameters.Ok("The removed reservations.", ReservationActionSchemas.Results)],
        ErrorStatuses = [400, 404, 409, 422],
    };
}
