using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of processes, routing plans, and pick jobs.</summary>
internal static class FulfillmentOperations
{
    private const string Processes = "Processes";
    private const string Plans = "Routing plans";
    private const string Jobs = "Pick jobs";

    public static readonly OperationMetadata GetProcess = new("getProcessByID", Processes, "Read a process")
    {
        Responses = [CommonParameters.Ok("The process.", FulfillmentResponseSchemas.Process)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata FindProcess = new("getProcess", Processes, "Find a process")
    {
        Description = "Requires exactly one parameter.",
        Parameters =
        [
            CommonParameters.OrderRef, CommonParameters.TenantOrderId,
            CommonParameters.CreateText("pickJobRef", "Id of a pick job."), CommonParameters.CreateText("shipmentRef", "Id of a shipment."),
            CommonParameters.CreateText("handoverJobRef", "Id of a handover job."),
            CommonParameters.CreateText("returnRef", "Id of a return."),
        ],
        Responses = [CommonParameters.Ok("The process.", FulfillmentResponseSchemas.Process)],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata ListPlans = new("getRoutingPlanBaseOnOrderRef", Plans, "List the routing plans of an order")
    {
        Description = "Superseded plans come first.",
        Parameters = [CommonParameters.OrderRef with { IsRequired = true }],
        Responses = [CommonParameters.Ok(
            "All routing plans of the order.", CommonResponseSchemas.Page("routingPlans", FulfillmentResponseSchemas.Plan))],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata GetPlan = new("getRoutingPlan", Plans, "Read a routing plan")
    {
        Responses = [CommonParameters.Ok("The routing plan.", FulfillmentResponseSchemas.Plan)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata CreatePickJob = new("addPickJob", Jobs, "Create a pick job")
    {
        Description = "Without `orderRef` and `processId`, places an order that only the facility supplies; if it cannot supply all units, "
            + "nothing is kept. Otherwise releases the order before its release time.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = PickJobCreationSchemas.ForCreation,
        Example = """
            { "orderDate": "2026-05-04T12:00:00Z", "facilityRef": "0199aa10-0000-7000-8000-000000000001",
              "pickLineItems": [ { "quantity": 2, "article": { "tenantArticleId": "MUG-E-1207", "title": "Mug" } } ] }
            """,
        Responses = [CommonParameters.Created("The pick job was created. `Location` is its path.", FulfillmentResponseSchemas.PickJob)],
        ErrorStatuses = [400, 409, 422],
    };

    public static readonly OperationMetadata ListPickJobs = new("queryPickJobs", Jobs, "List pick jobs")
    {
        Description = "Callers with facility restrictions get only pick jobs of their facilities. `status`, `pickJobRefs`, `carrierKeys` "
            + "and `zoneRefs` can be repeated or have values separated by commas.",
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(), CommonParameters.OrderRef, CommonParameters.TenantOrderId,
            CommonParameters.FacilityRef,
            CommonParameters.CreateList("status", "Only pick jobs with one of these statuses. Emend does not use all of them."),
            .. CommonParameters.EntityConditions, CommonParameters.CreateChannel("SHIPPING"), CommonParameters.AssignedUser,
            new("startOrderDate", "Only pick jobs of orders with this date or a later one.", JsonSchema.Timestamp),
            new("endOrderDate", "Only pick jobs of orders with an earlier date.", JsonSchema.Timestamp),
            CommonParameters.CreateList("pickJobRefs", "Only these pick jobs."),
            CommonParameters.CreateList("carrierKeys", "Only pick jobs with one of these carriers: keys or ids."),
            CommonParameters.CreateList("zoneRefs", "Matches nothing, because Emend has no zones."),
            CommonParameters.CreateText("consumerName", "A part of the name of the consumer."),
            CommonParameters.CreateText("articleTitle", "A part of the title of an article."),
            CommonParameters.CreateText("shortId", "The short id of a pick job."),
            CommonParameters.CreateText(
                "searchTerm", "A part of the short id, the tenant's order id, the name of the consumer, or an article."),
            new("orderBy", "Sort order. Default: by id.", JsonSchema.Choice([.. Endpoints.PickJobListQuery.SortOrders])),
        ],
        Responses = [CommonParameters.Ok(
            "A page of pick jobs in short form.", CommonResponseSchemas.Page("pickjobs", FulfillmentResponseSchemas.StrippedPickJob))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetPickJob = new("getPickJob", Jobs, "Read a pick job")
    {
        Description = "Also returns superseded pick jobs.",
        Responses = [CommonParameters.Ok("The pick job.", FulfillmentResponseSchemas.PickJob)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ActOnPickJob = new("pickJobAction", Jobs, "Run an action on a pick job")
    {
        Parameters = [CommonParameters.IdempotencyKey],
        Body = PickJobActionSchemas.PickJobAction,
        Example = """{ "name": "START", "version": 1 }""",
        Responses = [CommonParameters.Ok("The pick job after the action.", FulfillmentResponseSchemas.PickJob)],
        ErrorStatuses = [404, 409, 422],
    };
}
