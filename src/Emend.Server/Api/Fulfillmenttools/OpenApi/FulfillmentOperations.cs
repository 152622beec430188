using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of processes, routing plans and pick jobs say of themselves.</summary>
internal static class FulfillmentOperations
{
    private const string Processes = "Processes";
    private const string Plans = "Routing plans";
    private const string Jobs = "Pick jobs";

    public static readonly OperationMetadata GetProcess = new("getProcessByID", Processes, "Read a process")
    {
        Answers = [CommonParameters.Ok("The process.", FulfillmentResponseSchemas.Process)],
        Fails = [404],
    };

    public static readonly OperationMetadata FindProcess = new("getProcess", Processes, "Find the process of something")
    {
        Description = "Exactly one parameter is given.",
        Parameters =
        [
            CommonParameters.OrderRef, CommonParameters.TenantOrderId,
            CommonParameters.Of("pickJobRef", "The id of a pick job."), CommonParameters.Of("shipmentRef", "The id of a shipment."),
            CommonParameters.Of("handoverJobRef", "The id of a handover job."), CommonParameters.Of("returnRef", "The id of a return."),
        ],
        Answers = [CommonParameters.Ok("The process.", FulfillmentResponseSchemas.Process)],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata ListPlans = new("getRoutingPlanBaseOnOrderRef", Plans, "List the routing plans of an order")
    {
        Description = "Superseded ones first.",
        Parameters = [CommonParameters.OrderRef with { IsRequired = true }],
        Answers = [CommonParameters.Ok("All of them.", CommonResponseSchemas.Page("routingPlans", FulfillmentResponseSchemas.Plan))],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata GetPlan = new("getRoutingPlan", Plans, "Read a routing plan")
    {
        Answers = [CommonParameters.Ok("The routing plan.", FulfillmentResponseSchemas.Plan)],
        Fails = [404],
    };

    public static readonly OperationMetadata ListJobs = new("queryPickJobs", Jobs, "List pick jobs")
    {
        Description = "Who is bound to facilities sees the jobs of these only, and names one where there are several.",
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.Size(), CommonParameters.OrderRef, CommonParameters.TenantOrderId, CommonParameters.FacilityRef,
            new("status", "Only jobs in one of these states.", CommonResponseSchemas.States<PickJobStatus>(FulfillmenttoolsStatusNames.Of)) { IsRepeated = true },
        ],
        Answers = [CommonParameters.Ok("A page of pick jobs in short.", CommonResponseSchemas.Page("pickjobs", FulfillmentResponseSchemas.StrippedPickJob))],
        Fails = [400],
    };

    public static readonly OperationMetadata GetJob = new("getPickJob", Jobs, "Read a pick job")
    {
        Description = "Superseded ones are there, too.",
        Answers = [CommonParameters.Ok("The pick job.", FulfillmentResponseSchemas.PickJob)],
        Fails = [404],
    };

    public static readonly OperationMetadata ActOnJob = new("pickJobAction", Jobs, "Report work on a pick job")
    {
        Parameters = [CommonParameters.IdempotencyKey],
        Body = PickJobActionSchemas.OnPickJob,
        Example = """{ "name": "START", "version": 1 }""",
        Answers = [CommonParameters.Ok("The pick job as it stands now.", FulfillmentResponseSchemas.PickJob)],
        Fails = [404, 409, 422],
    };
}
