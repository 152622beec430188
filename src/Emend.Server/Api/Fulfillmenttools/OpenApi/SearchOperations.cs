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
        Responses =
        [
            CommonParameters.Ok("A page of orders.", CommonResponseSchemas.SearchPage("orders", OrderResponseSchemas.Order)),
        ],
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
        Description = "Sorted by id. "
            + "Callers with facility restrictions find only reservations at their facilities. " + PagingDescription,
        Body = SearchDefinitions.Reservations.RequestSchema,
        Example = """{ "query": { "tenantArticleId": { "eq": "TSHIRT-W-2468" } }, "size": 20 }""",
        Responses = [CommonParameters.Ok(
            "A page of reservations.", CommonResponseSchemas.SearchPage("reservations", InventoryResponseSchemas.Reservation))],
    };

    public static readonly OperationMetadata Processes = new("searchProcess", "Processes", "Search processes")
    {
        Description = "Newest first. " + PagingDescription,
        Body = SearchDefinitions.Processes.RequestSchema,
        Example = """{ "query": { "status": { "eq": "IN_PROGRESS" } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok("A page of processes.", CommonResponseSchemas.SearchPage("processes", FulfillmentResponseSchemas.Process)),
        ],
    };

    public static readonly OperationMetadata RoutingPlans = new("searchRoutingPlan", "Routing plans", "Search routing plans")
    {
        Description = "Newest first. "
            + "Includes superseded plans. Callers with facility restrictions find only plans of their facilities. " + PagingDescription,
        Body = SearchDefinitions.RoutingPlans.RequestSchema,
        Example = """{ "query": { "status": { "eq": "NOT_ROUTABLE" } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok(
                "A page of routing plans.", CommonResponseSchemas.SearchPage("routingPlans", FulfillmentResponseSchemas.Plan)),
        ],
    };

    public static readonly OperationMetadata HandoverJobs = new("searchHandoverJob", "Handover jobs", "Search handover jobs")
    {
        Description = "Newest first. "
            + "Callers with facility restrictions find only jobs of their facilities. " + PagingDescription,
        Body = SearchDefinitions.HandoverJobs.RequestSchema,
        Example = """{ "query": { "status": { "in": ["OPEN", "WAITING_FOR_INPUT"] } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok("A page of handover jobs.", CommonResponseSchemas.SearchPage("handoverJobs", ShippingSchemas.HandoverJob)),
        ],
    };

    public static readonly OperationMetadata Shipments = new("searchShipment", "Shipments", "Search shipments")
    {
        Description = "Default sort order: newest first. "
            + "Callers with facility restrictions find only shipments of their facilities. " + PagingDescription,
        Body = SearchDefinitions.Shipments.RequestSchema,
        Example = """{ "query": { "parcels": { "contains": { "status": { "eq": "FAILED" } } } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok("A page of shipments.", CommonResponseSchemas.SearchPage("shipments", ShippingSchemas.Shipment)),
        ],
    };

    public static readonly OperationMetadata Parcels = new("searchParcel", "Shipments", "Search parcels")
    {
        Description = "Default sort order: newest first. "
            + "Callers with facility restrictions find only parcels of their facilities. " + PagingDescription,
        Body = SearchDefinitions.Parcels.RequestSchema,
        Example = """{ "query": { "result": { "carrierTrackingNumber": { "eq": "EM0123456789ABCDEF" } } } }""",
        Responses =
        [
            CommonParameters.Ok("A page of parcels.", CommonResponseSchemas.SearchPage("parcels", ShippingSchemas.Parcel)),
        ],
    };

    public static readonly OperationMetadata Stocks = new("searchStock", "Stocks", "Search stocks")
    {
        Description = "Sorted by id. "
            + "Callers with facility restrictions find only stocks at their facilities. " + PagingDescription,
        Body = SearchDefinitions.Stocks.RequestSchema,
        Example = """{ "query": { "tenantArticleId": { "in": ["TSHIRT-W-2468"] } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok("A page of stocks.", CommonResponseSchemas.SearchPage("stocks", InventoryResponseSchemas.Stock)),
        ],
    };

    public static readonly OperationMetadata Facilities = new("searchFacility", "Facilities", "Search facilities")
    {
        Description = "Sorted by id. "
            + "Callers with facility restrictions find only their facilities. " + PagingDescription,
        Body = SearchDefinitions.Facilities.RequestSchema,
        Example = """{ "query": { "name": { "like": "Amsterdam" } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok("A page of facilities.", CommonResponseSchemas.SearchPage("facilities", InventoryResponseSchemas.Facility)),
        ],
    };

    public static readonly OperationMetadata Users = new("searchUser", "Users", "Search users")
    {
        Description = "Sorted by id. " + PagingDescription,
        Body = SearchDefinitions.Users.RequestSchema,
        Example = """{ "query": { "lastname": { "like": "jan" } }, "size": 20 }""",
        Responses =
        [
            CommonParameters.Ok("A page of users.", CommonResponseSchemas.SearchPage("users", UserResponseSchemas.User)),
        ],
    };
}
