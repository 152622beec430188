using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of searches.</summary>
internal static class SearchOperations
{
    private const string PagingDescription =
        "A result matches all members of the query. `and` and `or` contain queries. An absent value equals nothing, so `notEq` matches it. "
        + "`after` returns the page after a cursor, `before` the page before it. A page can be shorter than requested, or empty, while "
        + "`hasNextPage` or `hasPreviousPage` is true: a query without an index examines a limited number of rows per request. "
        + "Large totals are cached. The header `" + TotalAgeHeader.Name + "` contains their age in seconds.";

    public static readonly OperationMetadata Orders = new("searchOrder", "Orders", "Search orders")
    {
        Description =
            "Default sort order: newest first. The results have no `updateDetails`; read an order to get them. " + PagingDescription,
        Body = SearchDefinitions.Orders.RequestSchema,
        Example = """
            {
              "query": { "status": { "eq": "OPEN" }, "orderDate": { "gte": "2026-11-01T00:00:00Z" } },
              "sort": [ { "orderDate": "DESC" } ],
              "size": 20,
              "options": { "withTotal": true }
            }
            """,
        Responses = [CommonParameters.Ok("A page of orders.", CommonResponseSchemas.SearchPage("orders", OrderResponseSchemas.Order))],
    };

    public static readonly OperationMetadata PickJobs = new("searchPickJob", "Pick jobs", "Search pick jobs")
    {
        Description =
            "Default sort order: newest first. Includes superseded pick jobs. Callers with facility restrictions find only pick jobs of "
            + "their facilities. " + PagingDescription,
        Body = SearchDefinitions.PickJobs.RequestSchema,
        Example = """{ "query": { "status": { "in": ["OPEN", "IN_PROGRESS"] } }, "size": 20 }""",
        Responses = [CommonParameters.Ok(
            "A page of pick jobs.", CommonResponseSchemas.SearchPage("pickJobs", FulfillmentResponseSchemas.PickJob))],
    };

    public static readonly OperationMetadata Reservations = new("searchReservation", "Reservations", "Search reservations")
    {
        Description = "Sorted by id. Callers with facility restrictions find only reservations at their facilities. " + PagingDescription,
        Body = SearchDefinitions.Reservations.RequestSchema,
        Example = """{ "query": { "tenantArticleId": { "eq": "TSHIRT-W-2468" } }, "size": 20 }""",
        Responses = [CommonParameters.Ok(
            "A page of reservations.", CommonResponseSchemas.SearchPage("reservations", InventoryResponseSchemas.Reservation))],
    };
}
