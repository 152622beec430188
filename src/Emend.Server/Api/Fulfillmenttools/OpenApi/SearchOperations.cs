using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the searches say of themselves.</summary>
internal static class SearchOperations
{
    private const string Description =
        "All members of a query must hold; `and` and `or` take queries. What is absent equals nothing, so that `notEq` holds of it. "
        + "`after` goes on behind a page and `before` in front of one. A page may be shorter than asked for, or empty, while "
        + "`hasNextPage` or `hasPreviousPage` says that there is more: a query that no index serves looks at so many rows at a time. "
        + "A great total is counted now and then: the header `" + TotalAgeHeader.Header + "` says how many seconds ago.";

    public static readonly OperationMetadata Orders = new("searchOrder", "Orders", "Search orders")
    {
        Description = "The newest first, where no sorting is named. What was done to an order is told where it is read. " + Description,
        Body = SearchDefinitions.Orders.Payload,
        Example = """
            {
              "query": { "status": { "eq": "OPEN" }, "orderDate": { "gte": "2026-11-01T00:00:00Z" } },
              "sort": [ { "orderDate": "DESC" } ],
              "size": 20,
              "options": { "withTotal": true }
            }
            """,
        Answers = [CommonParameters.Ok("A page of orders.", CommonResponseSchemas.Found("orders", OrderResponseSchemas.Order))],
    };

    public static readonly OperationMetadata PickJobs = new("searchPickJob", "Pick jobs", "Search pick jobs")
    {
        Description = "The newest first, where no sorting is named; superseded ones are there, too. Who is bound to facilities "
            + "finds what lies at these. " + Description,
        Body = SearchDefinitions.PickJobs.Payload,
        Example = """{ "query": { "status": { "in": ["OPEN", "IN_PROGRESS"] } }, "size": 20 }""",
        Answers = [CommonParameters.Ok("A page of pick jobs.", CommonResponseSchemas.Found("pickJobs", FulfillmentResponseSchemas.PickJob))],
    };

    public static readonly OperationMetadata Reservations = new("searchReservation", "Reservations", "Search reservations")
    {
        Description = "By id. Who is bound to facilities finds what lies at these. " + Description,
        Body = SearchDefinitions.Reservations.Payload,
        Example = """{ "query": { "tenantArticleId": { "eq": "TSHIRT-W-2468" } }, "size": 20 }""",
        Answers = [CommonParameters.Ok("A page of reservations.", CommonResponseSchemas.Found("reservations", InventoryResponseSchemas.Reservation))],
    };
}
