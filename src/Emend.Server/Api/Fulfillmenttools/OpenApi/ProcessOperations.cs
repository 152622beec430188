using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of process modification say of themselves.</summary>
internal static class ProcessOperations
{
    private const string ByTheTables = " What it takes stands in the condition tables; what does not hold is told row by row.";

    public static readonly OperationMetadata OnOrder = new("orderAction", "Orders", "Cancel, unlock or confirm an order")
    {
        Description = "CANCEL before work on it begins; FORCE_CANCEL wherever it stands, which takes ORDER_FORCE_CANCEL in its place. "
            + "UNLOCK (ORDER_UNLOCK) lets a locked order go on; CONFIRM_PROMISE and EXTEND_PROMISE (ORDER_WRITE) are of a promised one: "
            + "it becomes an order, or is promised for as long again, from now."
            + ByTheTables,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.OrderAction,
        Example = """{ "name": "CANCEL", "version": 1 }""",
        Answers = [CommonParameters.Ok("The order as it stands now.", OrderResponseSchemas.Order)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata OnProcess = new("processAction", "Processes", "Assign a process, or say how long it is kept")
    {
        Description = "The version is that of the process. Persons are forgotten, and processes deleted, after the times of "
            + "`configurations/gdpr`; UPDATE_GDPR_CLEANUP_DATE and UPDATE_PROCESS_DELETION_DATE name other days, from whose first moment "
            + "on it is due." + ByTheTables,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.ProcessAction,
        Example = """
            { "name": "ASSIGN_FACILITY_TO_PROCESS", "version": 1, "facilityRef": "urn:fft:facility:tenantFacilityId:NL-AMS-01" }
            """,
        Answers = [CommonParameters.Ok("The process as it stands now.", FulfillmentResponseSchemas.Process)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata Reroute = new("rerouteProcess", "Processes", "Route an order again")
    {
        Description = "What finds no place waits." + ByTheTables,
        Parameters =
        [
            new("version", "The version of the process.", CommonSchemas.Version) { IsRequired = true },
            CommonParameters.Of(ProcessSchemas.RerouteDescriptionId, "The id of one of the tenant's reroute descriptions."), CommonParameters.IdempotencyKey,
        ],
        Answers = [CommonParameters.Ok("The process as it stands now.", FulfillmentResponseSchemas.Process)],
        Fails = [400, 403, 404, 409, 422],
    };

    public static readonly OperationMetadata HistoryLogs = new("getProcessHistoryLogs", "Processes", "List what happened")
    {
        Description = "To the order and everything made for it, the newest first. Who did it is told only where the tenant does not hide "
            + "that. `type` is the name of what happened; entries that repeat the one before are left out unless asked for.",
        Parameters =
        [
            CommonParameters.Of("type", "The name of what happened."), CommonParameters.Of("username", "Who did it."),
            CommonParameters.Of("facilityName", "The name of the facility it is about."), CommonParameters.StartAfterId, CommonParameters.Size(500),
            new("orderBy", "How they are ordered, usually the newest first; INFO is TYPE.", JsonSchema.Choice([.. HistoryLogQuery.Orders])),
            new("filterConsecutiveDuplicates", "Whether entries that repeat the one before are left out, as usual.", JsonSchema.Flag),
        ],
        Answers = [CommonParameters.Ok("The entries, and how many match in all.", HistoryLogSchemas.Logs)],
        Fails = [400, 403, 404],
    };

    public static readonly OperationMetadata OnPickJob = new("patchPickJob", "Pick jobs", "Route again what a pick job was to pick")
    {
        Description = "The status REJECTED takes an open job from its facility." + ByTheTables,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.PickJobPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyPickJob", "status": "REJECTED" } ] }""",
        Answers = [CommonParameters.Ok("The pick job, which was superseded.", FulfillmentResponseSchemas.PickJob)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata OnPlan = new("patchRoutingPlan", "Routing plans", "Try a routing plan again, or assign it")
    {
        Description = "RETRYABLE routes again what found no place; a facilityRef has that facility supply the whole order, "
            + "which takes PROCESS_WRITE in place of ROUTING_WRITE." + ByTheTables,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ProcessSchemas.PlanPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyRoutingPlan", "status": "RETRYABLE" } ] }""",
        Answers = [CommonParameters.Ok("The routing plan, which was superseded where places were found.", FulfillmentResponseSchemas.Plan)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata RerouteCommand = new("reRoute", "Routing plans", "Route again what found no place")
    {
        Description = "Of the orders that are named: who gets what is scarce is decided jointly, so that most orders become whole, and one "
            + "that fails holds up none of the others. allReroutable takes everything that waits, in the background.",
        Body = ProcessSchemas.RerouteCommand,
        Example = """{ "orderRefs": [ "0199aa10-0000-7000-8000-000000000001" ] }""",
        Answers = [CommonParameters.Ok("What became of each.", ProcessSchemas.RerouteResults)],
        Fails = [403],
    };

    public static readonly OperationMetadata RetryNotRoutable = new(
        "triggerRetryNotRoutable", "Processes", "Route again everything that found no place")
    {
        Description = "In the background, decided jointly, so that most orders become whole. 400 while that is being done already.",
        Answers = [new(StatusCodes.Status204NoContent, "It is being done, or nothing waits.", null)],
        Fails = [400, 403],
    };

    public static OperationMetadata List(ReasonList list) => new(
        list == ReasonList.Reroute ? "getRerouteDescriptions" : "getCancelationReasons", Tag(list), $"List {list.What}s")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size()],
        Answers = [CommonParameters.Ok("A page of them.", list == ReasonList.Reroute
            ? ProcessSchemas.Reasons(list.Action, PropertySchema.Required("rerouteDescriptions", JsonSchema.List(ProcessSchemas.ReasonFor(list.Action))))
            : ProcessSchemas.Reasons(list.Action))],
        Fails = [400],
    };

    public static OperationMetadata Create(ReasonList list) => new(Id("post", list), Tag(list), $"Make a {list.What}")
    {
        Description = "One that says the same is not made a second time: 303 tells where it is.",
        Body = ProcessSchemas.ReasonForCreation,
        Example = Example,
        Answers =
        [
            CommonParameters.Created("It was made.", ProcessSchemas.ReasonFor(list.Action)),
            new(StatusCodes.Status303SeeOther, "It was there.", ProcessSchemas.ReasonFor(list.Action)),
        ],
        Fails = [422],
    };

    public static OperationMetadata Get(ReasonList list) => new(Id("get", list) + "ById", Tag(list), $"Read a {list.What}")
    {
        Answers = [CommonParameters.Ok("It.", ProcessSchemas.ReasonFor(list.Action))],
        Fails = [404],
    };

    public static OperationMetadata Put(ReasonList list) => new(Id("put", list), Tag(list), $"Change a {list.What}")
    {
        Description = "Orders that were cancelled for it keep what it said then.",
        Body = ProcessSchemas.ReasonForUpdate,
        Example = """{ "version": 1, "reason": "Ordered twice", "reasonLocalized": { "en_US": "Ordered twice" } }""",
        Answers = [CommonParameters.Ok("It, as it stands now.", ProcessSchemas.ReasonFor(list.Action))],
        Fails = [404, 409],
    };

    public static OperationMetadata Delete(ReasonList list) => new(Id("delete", list), Tag(list), $"Delete a {list.What}")
    {
        Answers = [CommonParameters.Ok("It, as it was.", ProcessSchemas.ReasonFor(list.Action))],
        Fails = [404],
    };

    private const string Example = """{ "reason": "Ordered twice", "reasonLocalized": { "en_US": "Ordered twice" } }""";

    private static string Tag(ReasonList list) => list == ReasonList.Reroute ? "Routing plans" : "Orders";

    private static string Id(string verb, ReasonList list) =>
        verb + (list == ReasonList.Reroute ? "RerouteDescription" : "CancelationReason");
}
