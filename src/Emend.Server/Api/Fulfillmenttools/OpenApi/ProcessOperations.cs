using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of fulfillment actions, history logs, and reasons.</summary>
internal static class ProcessOperations
{
    private const string RulesDescription =
        " The rules (`docs/rules`) specify when the action is allowed. The response lists every rule violation.";

    public static readonly OperationMetadata ActOnOrder = new("orderAction", "Orders", "Cancel, unlock or confirm an order")
    {
        Description = "CANCEL cancels an order before work on it starts. FORCE_CANCEL requires ORDER_FORCE_CANCEL instead and also "
            + "cancels an order with started work. UNLOCK requires ORDER_UNLOCK and releases a locked order. CONFIRM_PROMISE and "
            + "EXTEND_PROMISE require ORDER_WRITE. They turn a promised order into an open order, or extend the promise by its last "
            + "duration, from now."
            + RulesDescription,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.OrderAction,
        Example = """{ "name": "CANCEL", "version": 1 }""",
        Responses = [CommonParameters.Ok("The order after the action.", OrderResponseSchemas.Order)],
        ErrorStatuses = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata ActOnProcess = new("processAction", "Processes", "Assign a facility, or set retention dates")
    {
        Description = "The version is the version of the process. The retention times of `configurations/gdpr` determine when Emend "
            + "anonymizes and deletes processes. UPDATE_GDPR_CLEANUP_DATE and UPDATE_PROCESS_DELETION_DATE set other dates. A date "
            + "applies from the start of the day."
            + RulesDescription,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.ProcessAction,
        Example = """
            { "name": "ASSIGN_FACILITY_TO_PROCESS", "version": 1, "facilityRef": "urn:fft:facility:tenantFacilityId:NL-AMS-01" }
            """,
        Responses = [CommonParameters.Ok("The process after the action.", FulfillmentResponseSchemas.Process)],
        ErrorStatuses = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata Reroute = new("rerouteProcess", "Processes", "Reroute an order")
    {
        Description = "Units without a facility become unroutable." + RulesDescription,
        Parameters =
        [
            new("version", "Version of the process.", CommonSchemas.Version) { IsRequired = true },
            CommonParameters.CreateText(ProcessSchemas.RerouteDescriptionId, "Id of a reroute description of the tenant."),
            CommonParameters.IdempotencyKey,
        ],
        Responses = [CommonParameters.Ok("The process after the action.", FulfillmentResponseSchemas.Process)],
        ErrorStatuses = [400, 403, 404, 409, 422],
    };

    public static readonly OperationMetadata HistoryLogs = new("getProcessHistoryLogs", "Processes", "List the history log of a process")
    {
        Description =
            "Events of the order and its entities, newest first. Entries contain the user only if the tenant does not anonymize actors. "
            + "`type` is the type of the event. By default, consecutive duplicates are omitted.",
        Parameters =
        [
            CommonParameters.CreateText("type", "Event type."), CommonParameters.CreateText("username", "Name of the user."),
            CommonParameters.CreateText("facilityName", "Name of the facility."), CommonParameters.StartAfterId,
            CommonParameters.CreateSize(500),
            new("orderBy", "Sort order. Default: newest first. INFO sorts by type.", JsonSchema.Choice([.. HistoryLogQuery.SortOrders])),
            new("filterConsecutiveDuplicates", "Whether consecutive duplicates are omitted. Default: true.", JsonSchema.Boolean),
        ],
        Responses = [CommonParameters.Ok("A page of entries and the number of matching entries.", HistoryLogSchemas.Logs)],
        ErrorStatuses = [400, 403, 404],
    };

    public static readonly OperationMetadata ListProcesses = new("getAllProcesses", "Processes", "List processes")
    {
        Description = "Sorted by id. `POST /api/processes/search` has more conditions.",
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(), CommonParameters.TenantOrderId,
            CommonParameters.CreateText("consumerId", "The tenant's own id of a consumer."),
        ],
        Responses =
        [
            CommonParameters.Ok("A page of processes.", CommonResponseSchemas.Page("processes", FulfillmentResponseSchemas.Process)),
        ],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata PatchProcess = new("patchProcess", "Processes", "Assign a facility or set the cleanup date")
    {
        Description = "Same as the actions on a process. `version` is the version of the process." + RulesDescription,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.ProcessPatch,
        Example = """
            { "version": 1, "actions": [ { "action": "UpdateGdprCleanupDateAction", "gdprCleanupDate": "2027-01-31" } ] }
            """,
        Responses = [CommonParameters.Ok("The process after the change.", FulfillmentResponseSchemas.Process)],
        ErrorStatuses = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata PatchPickJob = new("patchPickJob", "Pick jobs", "Change or reroute a pick job")
    {
        Description = "ModifyPickJob changes the status; REJECTED takes an open pick job away from its facility. ModifyPickLineItem "
            + "reports the picked quantity of a line. Several of them are one report; all other actions must be alone. REJECTED requires "
            + "ROUTING_WRITE, all others PICKJOB_WRITE." + RulesDescription,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = PickJobActionSchemas.PickJobPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyPickJob", "status": "REJECTED" } ] }""",
        Responses = [CommonParameters.Ok("The pick job after the change.", FulfillmentResponseSchemas.PickJob)],
        ErrorStatuses = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata PatchRoutingPlan = new(
        "patchRoutingPlan", "Routing plans", "Retry a routing plan, or assign a facility")
    {
        Description = "RETRYABLE reroutes the unroutable units. facilityRef assigns the whole order to the facility "
            + "and requires PROCESS_WRITE instead of ROUTING_WRITE." + RulesDescription,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.PlanPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyRoutingPlan", "status": "RETRYABLE" } ] }""",
        Responses = [CommonParameters.Ok(
            "The routing plan. The plan is superseded if units were routed.", FulfillmentResponseSchemas.Plan)],
        ErrorStatuses = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata RerouteCommand = new("reRoute", "Routing plans", "Reroute unroutable units")
    {
        Description = "Reroutes the referenced orders. One joint allocation divides scarce stock so that as many orders as possible "
            + "become complete. A failed order does not affect the others. allReroutable reroutes all unroutable units in the background.",
        Body = ProcessSchemas.RerouteCommand,
        Example = """{ "orderRefs": [ "0199aa10-0000-7000-8000-000000000001" ] }""",
        Responses = [CommonParameters.Ok("One result per reference.", ProcessSchemas.RerouteResults)],
        ErrorStatuses = [403],
    };

    public static readonly OperationMetadata RetryNotRoutable = new(
        "triggerRetryNotRoutable", "Processes", "Reroute all unroutable units")
    {
        Description = "Runs in the background with one joint allocation, so that as many orders as possible become complete. 400 while "
            + "such a job is running.",
        Responses = [new(StatusCodes.Status204NoContent, "The job was started, or no units are unroutable.", null)],
        ErrorStatuses = [400, 403],
    };

    public static OperationMetadata List(ReasonList list) => new(
        list == ReasonList.Reroute ? "getRerouteDescriptions" : "getCancelationReasons", GetTag(list), $"List {list.ResourceName}s")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.CreateSize()],
        Responses = [CommonParameters.Ok("A page of entries.", list == ReasonList.Reroute
            ? ProcessSchemas.CreateReasonPage(
                list.Action, PropertySchema.Required("rerouteDescriptions", JsonSchema.List(ProcessSchemas.GetReasonSchema(list.Action))))
            : ProcessSchemas.CreateReasonPage(list.Action))],
        ErrorStatuses = [400],
    };

    public static OperationMetadata Create(ReasonList list) =>
        new(GetOperationId("post", list), GetTag(list), $"Create a {list.ResourceName}")
    {
        Description = "If an entry with the same text exists, the response is 303 with the path of that entry.",
        Body = ProcessSchemas.ReasonForCreation,
        Example = Example,
        Responses =
        [
            CommonParameters.Created("The entry was created.", ProcessSchemas.GetReasonSchema(list.Action)),
            new(StatusCodes.Status303SeeOther, "An entry with the same text exists.", ProcessSchemas.GetReasonSchema(list.Action)),
        ],
        ErrorStatuses = [422],
    };

    public static OperationMetadata Get(ReasonList list) =>
        new(GetOperationId("get", list) + "ById", GetTag(list), $"Read a {list.ResourceName}")
    {
        Responses = [CommonParameters.Ok("The entry.", ProcessSchemas.GetReasonSchema(list.Action))],
        ErrorStatuses = [404],
    };

    public static OperationMetadata Put(ReasonList list) => new(GetOperationId("put", list), GetTag(list), $"Update a {list.ResourceName}")
    {
        Description = "Canceled orders keep the text at the time of their cancellation.",
        Body = ProcessSchemas.ReasonForUpdate,
        Example = """{ "version": 1, "reason": "Ordered twice", "reasonLocalized": { "en_US": "Ordered twice" } }""",
        Responses = [CommonParameters.Ok("The updated entry.", ProcessSchemas.GetReasonSchema(list.Action))],
        ErrorStatuses = [404, 409],
    };

    public static OperationMetadata Delete(ReasonList list) =>
        new(GetOperationId("delete", list), GetTag(list), $"Delete a {list.ResourceName}")
    {
        Responses = [CommonParameters.Ok("The deleted entry.", ProcessSchemas.GetReasonSchema(list.Action))],
        ErrorStatuses = [404],
    };

    private const string Example = """{ "reason": "Ordered twice", "reasonLocalized": { "en_US": "Ordered twice" } }""";

    private static string GetTag(ReasonList list) => list == ReasonList.Reroute ? "Routing plans" : "Orders";

    private static string GetOperationId(string verb, ReasonList list) =>
        verb + (list == ReasonList.Reroute ? "RerouteDescription" : "CancelationReason");
}
