using Emend.Core.Orders;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of processes, routing plans and pick jobs say of themselves.</summary>
internal static class WorkOperations
{
    private const string Processes = "Processes";
    private const string Plans = "Routing plans";
    private const string Jobs = "Pick jobs";

    public static readonly Operation GetProcess = new("getProcessByID", Processes, "Read a process")
    {
        Answers = [Asked.Ok("The process.", WorkAnswerShapes.Process)],
        Fails = [404],
    };

    public static readonly Operation FindProcess = new("getProcess", Processes, "Find the process of something")
    {
        Description = "Exactly one parameter is given.",
        Parameters =
        [
            Asked.OrderRef, Asked.TenantOrderId,
            Asked.Of("pickJobRef", "The id of a pick job."), Asked.Of("shipmentRef", "The id of a shipment."),
            Asked.Of("handoverJobRef", "The id of a handover job."), Asked.Of("returnRef", "The id of a return."),
        ],
        Answers = [Asked.Ok("The process.", WorkAnswerShapes.Process)],
        Fails = [400, 404],
    };

    public static readonly Operation ListPlans = new("getRoutingPlanBaseOnOrderRef", Plans, "List the routing plans of an order")
    {
        Description = "Superseded ones first.",
        Parameters = [Asked.OrderRef with { IsRequired = true }],
        Answers = [Asked.Ok("All of them.", AnswerShapes.Page("routingPlans", WorkAnswerShapes.Plan))],
        Fails = [400, 404],
    };

    public static readonly Operation GetPlan = new("getRoutingPlan", Plans, "Read a routing plan")
    {
        Answers = [Asked.Ok("The routing plan.", WorkAnswerShapes.Plan)],
        Fails = [404],
    };

    public static readonly Operation ListJobs = new("queryPickJobs", Jobs, "List pick jobs")
    {
        Description = "Who is bound to facilities sees the jobs of these only, and names one where there are several.",
        Parameters =
        [
            Asked.StartAfterId, Asked.Size(), Asked.OrderRef, Asked.TenantOrderId, Asked.FacilityRef,
            new("status", "Only jobs in one of these states.", AnswerShapes.States<PickJobStatus>(StatusNames.Of)) { IsRepeated = true },
        ],
        Answers = [Asked.Ok("A page of pick jobs in short.", AnswerShapes.Page("pickjobs", WorkAnswerShapes.StrippedPickJob))],
        Fails = [400],
    };

    public static readonly Operation GetJob = new("getPickJob", Jobs, "Read a pick job")
    {
        Description = "Superseded ones are there, too.",
        Answers = [Asked.Ok("The pick job.", WorkAnswerShapes.PickJob)],
        Fails = [404],
    };

    public static readonly Operation ActOnJob = new("pickJobAction", Jobs, "Report work on a pick job")
    {
        Parameters = [Asked.IdempotencyKey],
        Body = ActionShapes.OnPickJob,
        Example = """{ "name": "START", "version": 1 }""",
        Answers = [Asked.Ok("The pick job as it stands now.", WorkAnswerShapes.PickJob)],
        Fails = [404, 409, 422],
    };
}
