using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of process modification say of themselves.</summary>
internal static class ProcessOperations
{
    private const string ByTheTables = " What it takes stands in the condition tables; what does not hold is told row by row.";

    public static readonly Operation OnOrder = new("orderAction", "Orders", "Cancel, unlock or confirm an order")
    {
        Description = "CANCEL before work on it begins; FORCE_CANCEL wherever it stands, which takes ORDER_FORCE_CANCEL in its place. "
            + "UNLOCK (ORDER_UNLOCK) lets a locked order go on; CONFIRM_PROMISE and EXTEND_PROMISE (ORDER_WRITE) are of a promised one: "
            + "it becomes an order, or is promised for as long again, from now."
            + ByTheTables,
        Parameters = [Asked.IdempotencyKey],
        Body = ProcessShapes.OrderAction,
        Example = """{ "name": "CANCEL", "version": 1 }""",
        Answers = [Asked.Ok("The order as it stands now.", OrderAnswerShapes.Order)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly Operation OnProcess = new("processAction", "Processes", "Assign a process, or say how long it is kept")
    {
        Description = "The version is that of the process. Persons are forgotten, and processes deleted, after the times of "
            + "`configurations/gdpr`; UPDATE_GDPR_CLEANUP_DATE and UPDATE_PROCESS_DELETION_DATE name other days, from whose first moment "
            + "on it is due." + ByTheTables,
        Parameters = [Asked.IdempotencyKey],
        Body = ProcessShapes.ProcessAction,
        Example = """
            { "name": "ASSIGN_FACILITY_TO_PROCESS", "version": 1, "facilityRef": "urn:fft:facility:tenantFacilityId:NL-AMS-01" }
            """,
        Answers = [Asked.Ok("The process as it stands now.", WorkAnswerShapes.Process)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly Operation Reroute = new("rerouteProcess", "Processes", "Route an order again")
    {
        Description = "What finds no place waits." + ByTheTables,
        Parameters =
        [
            new("version", "The version of the process.", CommonShapes.Version) { IsRequired = true },
            Asked.Of(ProcessShapes.RerouteDescriptionId, "The id of one of the tenant's reroute descriptions."), Asked.IdempotencyKey,
        ],
        Answers = [Asked.Ok("The process as it stands now.", WorkAnswerShapes.Process)],
        Fails = [400, 403, 404, 409, 422],
    };

    public static readonly Operation HistoryLogs = new("getProcessHistoryLogs", "Processes", "List what happened")
    {
        Description = "To the order and everything made for it, the newest first. Who did it is told only where the tenant does not hide "
            + "that. `type` is the name of what happened; entries that repeat the one before are left out unless asked for.",
        Parameters =
        [
            Asked.Of("type", "The name of what happened."), Asked.Of("username", "Who did it."),
            Asked.Of("facilityName", "The name of the facility it is about."), Asked.StartAfterId, Asked.Size(500),
            new("orderBy", "How they are ordered, usually the newest first; INFO is TYPE.", Shape.Choice([.. LogQuery.Orders])),
            new("filterConsecutiveDuplicates", "Whether entries that repeat the one before are left out, as usual.", Shape.Flag),
        ],
        Answers = [Asked.Ok("The entries, and how many match in all.", HistoryLogShapes.Logs)],
        Fails = [400, 403, 404],
    };

    public static readonly Operation OnPickJob = new("patchPickJob", "Pick jobs", "Route again what a pick job was to pick")
    {
        Description = "The status REJECTED takes an open job from its facility." + ByTheTables,
        Parameters = [Asked.IdempotencyKey],
        Body = ProcessShapes.PickJobPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyPickJob", "status": "REJECTED" } ] }""",
        Answers = [Asked.Ok("The pick job, which was superseded.", WorkAnswerShapes.PickJob)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly Operation OnPlan = new("patchRoutingPlan", "Routing plans", "Try a routing plan again, or assign it")
    {
        Description = "RETRYABLE routes again what found no place; a facilityRef has that facility supply the whole order, "
            + "which takes PROCESS_WRITE in place of ROUTING_WRITE." + ByTheTables,
        Parameters = [Asked.IdempotencyKey],
        Body = ProcessShapes.PlanPatch,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyRoutingPlan", "status": "RETRYABLE" } ] }""",
        Answers = [Asked.Ok("The routing plan, which was superseded where places were found.", WorkAnswerShapes.Plan)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly Operation RerouteCommand = new("reRoute", "Routing plans", "Route again what found no place")
    {
        Description = "Of the orders that are named: who gets what is scarce is decided jointly, so that most orders become whole, and one "
            + "that fails holds up none of the others. allReroutable takes everything that waits, in the background.",
        Body = ProcessShapes.RerouteCommand,
        Example = """{ "orderRefs": [ "0199aa10-0000-7000-8000-000000000001" ] }""",
        Answers = [Asked.Ok("What became of each.", ProcessShapes.RerouteResults)],
        Fails = [403],
    };

    public static readonly Operation RetryNotRoutable = new(
        "triggerRetryNotRoutable", "Processes", "Route again everything that found no place")
    {
        Description = "In the background, decided jointly, so that most orders become whole. 400 while that is being done already.",
        Answers = [new(StatusCodes.Status204NoContent, "It is being done, or nothing waits.", null)],
        Fails = [400, 403],
    };

    public static Operation List(ReasonList list) => new(
        list == ReasonList.Reroute ? "getRerouteDescriptions" : "getCancelationReasons", Tag(list), $"List {list.What}s")
    {
        Parameters = [Asked.StartAfterId, Asked.Size()],
        Answers = [Asked.Ok("A page of them.", list == ReasonList.Reroute
            ? ProcessShapes.Reasons(list.Action, Member.Must("rerouteDescriptions", Shape.List(ProcessShapes.ReasonFor(list.Action))))
            : ProcessShapes.Reasons(list.Action))],
        Fails = [400],
    };

    public static Operation Create(ReasonList list) => new(Id("post", list), Tag(list), $"Make a {list.What}")
    {
        Description = "One that says the same is not made a second time: 303 tells where it is.",
        Body = ProcessShapes.ReasonForCreation,
        Example = Example,
        Answers =
        [
            Asked.Created("It was made.", ProcessShapes.ReasonFor(list.Action)),
            new(StatusCodes.Status303SeeOther, "It was there.", ProcessShapes.ReasonFor(list.Action)),
        ],
        Fails = [422],
    };

    public static Operation Get(ReasonList list) => new(Id("get", list) + "ById", Tag(list), $"Read a {list.What}")
    {
        Answers = [Asked.Ok("It.", ProcessShapes.ReasonFor(list.Action))],
        Fails = [404],
    };

    public static Operation Put(ReasonList list) => new(Id("put", list), Tag(list), $"Change a {list.What}")
    {
        Description = "Orders that were cancelled for it keep what it said then.",
        Body = ProcessShapes.ReasonForUpdate,
        Example = """{ "version": 1, "reason": "Ordered twice", "reasonLocalized": { "en_US": "Ordered twice" } }""",
        Answers = [Asked.Ok("It, as it stands now.", ProcessShapes.ReasonFor(list.Action))],
        Fails = [404, 409],
    };

    public static Operation Delete(ReasonList list) => new(Id("delete", list), Tag(list), $"Delete a {list.What}")
    {
        Answers = [Asked.Ok("It, as it was.", ProcessShapes.ReasonFor(list.Action))],
        Fails = [404],
    };

    private const string Example = """{ "reason": "Ordered twice", "reasonLocalized": { "en_US": "Ordered twice" } }""";

    private static string Tag(ReasonList list) => list == ReasonList.Reroute ? "Routing plans" : "Orders";

    private static string Id(string verb, ReasonList list) =>
        verb + (list == ReasonList.Reroute ? "RerouteDescription" : "CancelationReason");
}
