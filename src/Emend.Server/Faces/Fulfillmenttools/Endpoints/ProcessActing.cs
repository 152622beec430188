using System.Globalization;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>How orders are fulfilled is changed: by actions on the order, on its process, on a pick job or a routing plan.</summary>
internal sealed class ProcessActing(ActionDoor door, OrderAnswers answers, ProcessEndpoints processes, IOrderReads reads)
{
    public Task OnOrder(HttpContext context, string orderId) => door.Act(context, ProcessShapes.OrderAction, new(
        new OrderKey.ById(new(orderId)),
        new("order", orderId, PathOf),
        (body, reason) => ActionDoor.Process(StepOnOrder(body, reason), reason) with { Version = body.Whole("version") },
        (caller, order) => answers.Write(context, caller.Tenant, order)));

    public Task OnProcess(HttpContext context, string processId) => door.Act(context, ProcessShapes.ProcessAction, new(
        new OrderKey.ByProcess(new(processId)),
        new("process", processId, PathOf),
        (body, reason) => body.Text("name") == "ASSIGN_FACILITY_TO_PROCESS"
            ? ActionDoor.Process(new ProcessStep.Assign(new(body.Text("facilityRef")!)), reason) with { Revision = body.Whole("version") }
            : new OrderCommand.Keep(Day(body, ProcessShapes.CleanupDate), Day(body, ProcessShapes.DeletionDate))
                { Revision = body.Whole("version") },
        (caller, order) => processes.Write(context, caller.Tenant, order)));

    /// <summary>The version comes in the query; there is no body.</summary>
    public async Task Reroute(HttpContext context, string processId)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        await door.Act(context, caller, InQuery(new QueryReader(context.Request.Query)), new(
            new OrderKey.ByProcess(new(processId)),
            new("process", processId, PathOf),
            (body, reason) => ActionDoor.Process(new ProcessStep.Reroute(), reason) with { Revision = body.Whole("version") },
            (_, order) => processes.Write(context, caller.Tenant, order)));
    }

    public Task OnPickJob(HttpContext context, string pickJobId)
    {
        var id = new EntityId(pickJobId);
        return door.Act(context, ProcessShapes.PickJobPatch, new(
            new OrderKey.ByPickJob(id),
            new("pick job", pickJobId, _ => ""),
            (body, _) => ActionDoor.Process(new ProcessStep.RerouteTask(id), null) with { Seen = new(id, body.Whole("version")!.Value) },
            async (caller, _) => await Answer.Write(
                context.Response,
                StatusCodes.Status200OK,
                (await reads.PickJob(caller.Tenant, id, context.RequestAborted))!,
                PickJobBody.Write)));
    }

    public Task OnPlan(HttpContext context, string planId)
    {
        var id = new EntityId(planId);
        return door.Act(context, ProcessShapes.PlanPatch, new(
            new OrderKey.ByPlan(id),
            new("routing plan", planId, PathOf),
            (body, _) => OnPlan(body.Entries("actions").First(), new(id, body.Whole("version")!.Value)),
            async (caller, order) =>
            {
                var all = await reads.Plans(caller.Tenant, order.Id, context.RequestAborted);
                var told = new ToldPlan(all.First(p => p.Entity.Id == id), all);
                await Answer.Write(context.Response, StatusCodes.Status200OK, told, PlanBody.Write);
            }));
    }

    private static ProcessStep StepOnOrder(JsonElement body, KeptReason? reason) => body.Text("name") switch
    {
        "CANCEL" => new ProcessStep.Cancel(ActionDoor.Cancelation(reason)),
        "FORCE_CANCEL" => new ProcessStep.ForceCancel(ActionDoor.Cancelation(reason)),
        "UNLOCK" => new ProcessStep.Unlock(body.Moment("targetTime")?.ToMicroseconds()),
        "CONFIRM_PROMISE" => new ProcessStep.ConfirmPromise(body.Text("tenantOrderId")),
        _ => new ProcessStep.ExtendPromise(null),
    };

    private static OrderCommand OnPlan(JsonElement action, Seen seen) => action.Text("facilityRef") switch
    {
        { } facility => ActionDoor.Process(new ProcessStep.Assign(new(facility)), null) with { Seen = seen },
        null => new OrderCommand.RouteWaiting(true) { Seen = seen },
    };

    private static JsonBody InQuery(QueryReader query)
    {
        var version = query.Text("version");
        var description = query.Text(ProcessShapes.RerouteDescriptionId);
        var number = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : -1;
        if (number < 0)
            query.Add(
                "version",
                version is null ? "is missing" : $"is {Shown.Short(version)}",
                "must be the version of the process, a whole number");
        if (query.Problems is { IsEmpty: false } problems) return new(default, default, StatusCodes.Status400BadRequest, problems);
        var body = new Dictionary<string, object> { ["version"] = number };
        if (description is not null) body[ProcessShapes.RerouteDescriptionId] = description;
        return JsonBody.Parse(JsonSerializer.SerializeToUtf8Bytes(body), ProcessShapes.Reroute);
    }

    private static DateTimeOffset? Day(JsonElement body, string name) => body.Part(name) is { } day ? DayShape.Read(day) : null;

    private static string PathOf(Refusal refusal) => refusal.Field switch
    {
        "facility" => "facilityRef",
        "anonymizeAt" => ProcessShapes.CleanupDate,
        "deleteAt" => ProcessShapes.DeletionDate,
        var field => field ?? "",
    };
}
