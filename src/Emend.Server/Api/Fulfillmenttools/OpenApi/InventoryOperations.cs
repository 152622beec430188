using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of facilities, stocks and reservations say of themselves.</summary>
internal static class InventoryOperations
{
    private const int MaxCursorPageSize = 100;

    private const string Facilities = "Facilities";
    private const string Stocks = "Stocks";
    private const string Reservations = "Reservations";

    private static readonly OperationResponse TheFacility = CommonParameters.Ok("The facility.", InventoryResponseSchemas.Facility);

    private static readonly OperationResponse TheStock = CommonParameters.Ok("The stock.", InventoryResponseSchemas.Stock);

    public static readonly OperationMetadata CreateFacility = new("addFacility", Facilities, "Make a facility")
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
        Answers = [CommonParameters.Created("It is made; `Location` names it.", InventoryResponseSchemas.Facility)],
        Fails = [409],
    };

    public static readonly OperationMetadata ListFacilities = new("getAllFacilities", Facilities, "List facilities")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.Size(), CommonParameters.TenantFacilityId,
            new("status", "Only facilities in one of these states.", FacilitySchemas.Status) { IsRepeated = true },
        ],
        Answers = [CommonParameters.Ok("A page of facilities in short.", CommonResponseSchemas.Page("facilities", InventoryResponseSchemas.StrippedFacility))],
        Fails = [400],
    };

    public static readonly OperationMetadata GetFacility = new("getFacility", Facilities, "Read a facility")
    {
        Description = "The id may be `urn:fft:facility:tenantFacilityId:` with the tenant's own id.",
        Answers = [TheFacility],
        Fails = [404],
    };

    public static readonly OperationMetadata ChangeFacility = new("patchFacility", Facilities, "Change a facility")
    {
        Description = "By its members, or by a list of actions as older clients send it. The id may be a URN, as for reading.",
        Body = FacilitySchemas.Patch,
        Example = """{ "version": 1, "status": "SUSPENDED" }""",
        Answers = [TheFacility],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata CreateStock = new("createStock", Stocks, "Make the stock of an article in a facility")
    {
        Body = StockSchemas.ForCreation,
        Example = """{ "tenantFacilityId": "NL-AMS-01", "tenantArticleId": "SOCKS-G-1001", "value": 40 }""",
        Answers = [CommonParameters.Created("It is made; `Location` names it.", InventoryResponseSchemas.Stock)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata ListStocks = new("getStocks", Stocks, "List stocks")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.Size(MaxCursorPageSize), CommonParameters.FacilityRef, CommonParameters.TenantFacilityId,
            CommonParameters.TenantArticleId with { IsRepeated = true },
        ],
        Answers = [CommonParameters.Ok("A page of stocks.", CommonResponseSchemas.PageWithCursors("stocks", InventoryResponseSchemas.Stock))],
        Fails = [400],
    };

    public static readonly OperationMetadata GetStock = new("getStock", Stocks, "Read a stock")
    {
        Answers = [TheStock],
        Fails = [404],
    };

    public static readonly OperationMetadata PutStock = new("updateStock", Stocks, "Set what is on hand")
    {
        Body = StockSchemas.ForUpdate,
        Example = """{ "value": 50, "version": 1 }""",
        Answers = [TheStock],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata DeleteStock = new("deleteStock", Stocks, "Remove a stock that nothing is reserved on")
    {
        Answers = [CommonParameters.Ok("The stock as it was.", InventoryResponseSchemas.Stock)],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata ListReservations = new("getPaginatedReservations", Reservations, "List reservations")
    {
        Parameters =
        [
            CommonParameters.Of("after", "The end cursor of the page before."), CommonParameters.Size(MaxCursorPageSize),
            CommonParameters.OrderRef, CommonParameters.FacilityRef, CommonParameters.TenantArticleId,
        ],
        Answers =
        [
            CommonParameters.Ok("A page of reservations.", CommonResponseSchemas.PageWithCursors("reservations", InventoryResponseSchemas.Reservation)),
        ],
        Fails = [400],
    };

    public static readonly OperationMetadata GetReservation = new("getReservation", Reservations, "Read a reservation")
    {
        Answers = [CommonParameters.Ok("The reservation.", InventoryResponseSchemas.Reservation)],
        Fails = [404],
    };
}
