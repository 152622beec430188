using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of item return jobs.</summary>
internal static class ItemReturnOperations
{
    private const string Tag = "Item returns";

    private static readonly OperationResponse JobResponse = CommonParameters.Ok("The item return job.", ItemReturnSchemas.Job);

    private static readonly JsonSchema Statuses = JsonSchema.Choice("OPEN", "FINISHED");

    public static readonly OperationMetadata List = new("getItemReturnJobs", Tag, "List item return jobs")
    {
        Description = "An item return job is the work to restock picked goods that an order no longer needs.",
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(),
            CommonParameters.CreateText("facilityId", "Only jobs at this facility."),
            new("itemReturnJobStatus", "Only jobs with this status. OPEN includes IN_PROGRESS.", Statuses),
        ],
        Responses = [CommonParameters.Ok("A page of item return jobs.", ItemReturnSchemas.Jobs)],
        ErrorStatuses = [400, 403],
    };

    public static readonly OperationMetadata Get = new("getItemReturnJob", Tag, "Read an item return job")
    {
        Responses = [JobResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Act = new("updateItemReturnJob", Tag, "Finish an item return job")
    {
        Description = "Goods that are not restocked are lost.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ItemReturnSchemas.Action,
        Example = """{ "name": "FinishItemReturnJob", "version": 1 }""",
        Responses = [JobResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata ListReturns = new("getItemReturns", Tag, "List the item returns of a job")
    {
        Description = "A job has one item return, with the id of the job.",
        Responses = [CommonParameters.Ok("The item returns.", JsonSchema.List(ItemReturnSchemas.ItemReturn))],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetReturn = new("getItemReturn", Tag, "Read an item return")
    {
        Responses = [CommonParameters.Ok("The item return.", ItemReturnSchemas.ItemReturn)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ReplaceReturned = new("replaceReturnedLineItems", Tag, "Report restocked units")
    {
        Description = "Contains all units that are restocked so far. Restocked units increase the stock if they were removed from it.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ItemReturnSchemas.ReturnedLineItems,
        Example = """
            { "itemReturnJobVersion": 1, "returnedLineItems": [ { "itemReturnJobLineItemRef": "0199aa10-0000-7000-8000-000000000001" } ] }
            """,
        Responses = [JobResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata ListAllReturns = new("findItemReturns", Tag, "List item returns")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(),
            CommonParameters.CreateList("facilityRefs", "Only item returns at these facilities."),
            new("itemReturnStatus", "Only item returns with this status. OPEN includes IN_PROGRESS.", Statuses),
        ],
        Responses = [CommonParameters.Ok("A page of item returns.", ItemReturnSchemas.ItemReturns)],
        ErrorStatuses = [400, 403],
    };
}
