using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of facilities, stocks and reservations say of themselves.</summary>
internal static class InventoryOperations
{
    private const int MostOfACursorPage = 100;

    private const string Facilities = "Facilities";
    private const string Stocks = "Stocks";
    private const string Reservations = "Reservations";

    private static readonly Reply TheFacility = Asked.Ok("The facility.", InventoryAnswerShapes.Facility);

    private static readonly Reply TheStock = Asked.Ok("The stock.", InventoryAnswerShapes.Stock);

    public static readonly Operation CreateFacility = new("addFacility", Facilities, "Make a facility")
    {
        Body = FacilityShapes.ForCreation,
        Example = """
            {
              "name": "Amsterdam Damrak",
              "tenantFacilityId": "NL-AMS-09",
              "locationType": "STORE",
              "address": { "companyName": "Example Shops", "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG",
                           "city": "Amsterdam", "country": "NL", "resolvedCoordinates": { "lat": 52.3775, "lon": 4.8977 } }
            }
            """,
        Answers = [Asked.Created("It is made; `Location` names it.", InventoryAnswerShapes.Facility)],
        Fails = [409],
    };

    public static readonly Operation ListFacilities = new("getAllFacilities", Facilities, "List facilities")
    {
        Parameters =
        [
            Asked.StartAfterId, Asked.Size(), Asked.TenantFacilityId,
            new("status", "Only facilities in one of these states.", FacilityShapes.Status) { IsRepeated = true },
        ],
        Answers = [Asked.Ok("A page of facilities in short.", AnswerShapes.Page("facilities", InventoryAnswerShapes.StrippedFacility))],
        Fails = [400],
    };

    public static readonly Operation GetFacility = new("getFacility", Facilities, "Read a facility")
    {
        Description = "The id may be `urn:fft:facility:tenantFacilityId:` with the tenant's own id.",
        Answers = [TheFacility],
        Fails = [404],
    };

    public static readonly Operation ChangeFacility = new("patchFacility", Facilities, "Change a facility")
    {
        Description = "By its members, or by a list of actions as older clients send it. The id may be a URN, as for reading.",
        Body = FacilityShapes.Patch,
        Example = """{ "version": 1, "status": "SUSPENDED" }""",
        Answers = [TheFacility],
        Fails = [404, 409],
    };

    public static readonly Operation CreateStock = new("createStock", Stocks, "Make the stock of an article in a facility")
    {
        Body = StockShapes.ForCreation,
        Example = """{ "tenantFacilityId": "NL-AMS-01", "tenantArticleId": "SOCKS-G-1001", "value": 40 }""",
        Answers = [Asked.Created("It is made; `Location` names it.", InventoryAnswerShapes.Stock)],
        Fails = [409, 422],
    };

    public static readonly Operation ListStocks = new("getStocks", Stocks, "List stocks")
    {
        Parameters =
        [
            Asked.StartAfterId, Asked.Size(MostOfACursorPage), Asked.FacilityRef, Asked.TenantFacilityId,
            Asked.TenantArticleId with { IsRepeated = true },
        ],
        Answers = [Asked.Ok("A page of stocks.", AnswerShapes.PageWithCursors("stocks", InventoryAnswerShapes.Stock))],
        Fails = [400],
    };

    public static readonly Operation GetStock = new("getStock", Stocks, "Read a stock")
    {
        Answers = [TheStock],
        Fails = [404],
    };

    public static readonly Operation PutStock = new("updateStock", Stocks, "Set what is on hand")
    {
        Body = StockShapes.ForUpdate,
        Example = """{ "value": 50, "version": 1 }""",
        Answers = [TheStock],
        Fails = [404, 409],
    };

    public static readonly Operation DeleteStock = new("deleteStock", Stocks, "Remove a stock that nothing is reserved on")
    {
        Answers = [Asked.Ok("The stock as it was.", InventoryAnswerShapes.Stock)],
        Fails = [404, 422],
    };

    public static readonly Operation ListReservations = new("getPaginatedReservations", Reservations, "List reservations")
    {
        Parameters =
        [
            Asked.Of("after", "The end cursor of the page before."), Asked.Size(MostOfACursorPage),
            Asked.OrderRef, Asked.FacilityRef, Asked.TenantArticleId,
        ],
        Answers =
        [
            Asked.Ok("A page of reservations.", AnswerShapes.PageWithCursors("reservations", InventoryAnswerShapes.Reservation)),
        ],
        Fails = [400],
    };

    public static readonly Operation GetReservation = new("getReservation", Reservations, "Read a reservation")
    {
        Answers = [Asked.Ok("The reservation.", InventoryAnswerShapes.Reservation)],
        Fails = [404],
    };
}
