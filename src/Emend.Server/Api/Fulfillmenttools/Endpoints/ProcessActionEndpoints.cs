using System.Globalization;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>How orders are fulfilled is changed: by actions on the order, on its process, on a pick job or a routing plan.</summary>
internal sealed class ProcessActionEndpoints(ActionDispatcher door, OrderResponses answers, ProcessEndpoints processes, IOrderReader reads)
{
    public Task OnOrder(HttpContext context, string orderId) => door.Act(context, ProcessSchemas.OrderAction, new(
        new OrderKey.ById(new(orderId)),
        new("order", orderId, PathOf),
        (body, reason) => ActionDispatcher.Process(StepOnOrder(body, reason), reason) with { Version = body.Whole("version") },
        (caller, order) => answers.Write(context, caller.Tenant, order)));

    public Task OnProcess(HttpContext context, string processId) => door.Act(context, ProcessSchemas.ProcessAction, new(
        new OrderKey.ByProcess(new(processId)),
        new("process", processId, PathOf),
        (body, reason) => body.Text("name") == "ASSIGN_FACILITY_TO_PROCESS"
            ? ActionDispatcher.Process(new FulfillmentAction.Assign(new(body.Text("facilityRef")!)), reason) with { Revision = body.Whole("version") }
            : new OrderCommand.SetRetentionDates(Day(body, ProcessSchemas.CleanupDate), Day(body, ProcessSchemas.DeletionDate))
                { Revision = body.Whole("version") },
        (caller, order) => processes.Write(context, caller.Tenant, order)));

    /// <summary>The version comes in the query; there is no body.</summary>
    public async Task Reroute(HttpContext context, string processId)
    {
        if (await FulfillmenttoolsAuthorizer.Caller(context) is not { } caller) return;
        await door.Act(context, caller, InQuery(new QueryStringReader(context.Request.Query)), new(
            new OrderKey.ByProcess(new(processId)),
            new("process", processId, PathOf),
            (body, reason) => ActionDispatcher.Process(new FulfillmentAction.Reroute(), reason) with { Revision = body.Whole("version") },
            (_, order) => processes.Write(context, caller.Tenant, order)));
    }

    public Task OnPickJob(HttpContext context, string pickJobId)
    {
        var id = new EntityId(pickJobId);
        return door.Act(context, ProcessSchemas.PickJobPatch, new(
            new OrderKey.ByPickJob(id),
            new("pick job", pickJobId, _ => ""),
            (body, _) => ActionDispatcher.Process(new FulfillmentAction.ReroutePickJob(id), null) with { ExpectedVersion = new(id, body.Whole("version")!.Value) },
            async (caller, _) => await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                (await reads.PickJob(caller.Tenant, id, context.RequestAborted))!,
                PickJobWriter.Write)));
    }

    public Task OnPlan(HttpContext context, string planId)
    {
        var id = new EntityId(planId);
        return door.Act(context, ProcessSchemas.PlanPatch, new(
            new OrderKey.ByPlan(id),
            new("routing plan", planId, PathOf),
            (body, _) => OnPlan(body.Entries("actions").First(), new(id, body.Whole("version")!.Value)),
            async (caller, order) =>
            {
                var all = await reads.Plans(caller.Tenant, order.Id, context.RequestAborted);
                var routingPlanView = new RoutingPlanView(all.First(p => p.Entity.Id == id), all);
                await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, routingPlanView, RoutingPlanWriter.Write);
            }));
    }

    private static FulfillmentAction StepOnOrder(JsonElement body, StoredReason? reason) => body.Text("name") switch
    {
        "CANCEL" => new FulfillmentAction.Cancel(ActionDispatcher.Cancelation(reason)),
        "FORCE_CANCEL" => new FulfillmentAction.ForceCancel(ActionDispatcher.Cancelation(reason)),
        "UNLOCK" => new FulfillmentAction.Unlock(body.Moment("targetTime")?.ToMicroseconds()),
        "CONFIRM_PROMISE" => new FulfillmentAction.ConfirmPromise(body.Text("tenantOrderId")),
        _ => new FulfillmentAction.ExtendPromise(null),
    };

    private static OrderCommand OnPlan(JsonElement action, ExpectedVersion expectedVersion) => action.Text("facilityRef") switch
    {
        { } facility => ActionDispatcher.Process(new FulfillmentAction.Assign(new(facility)), null) with { ExpectedVersion = expectedVersion },
        null => new OrderCommand.RerouteUnroutable(true) { ExpectedVersion = expectedVersion },
    };

    private static JsonBody InQuery(QueryStringReader query)
    {
        var version = query.Text("version");
        var description = query.Text(ProcessSchemas.RerouteDescriptionId);
        var number = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : -1;
        if (number < 0)
            query.Add(
                "version",
                version is null ? "is missing" : $"is {ValueFormatter.Short(version)}",
                "must be the version of the process, a whole number");
        if (query.Problems is { IsEmpty: false } problems) return new(default, default, StatusCodes.Status400BadRequest, problems);
        var body = new Dictionary<string, object> { ["version"] = number };
        if (description is not null) body[ProcessSchemas.RerouteDescriptionId] = description;
        return JsonBody.Parse(JsonSerializer.SerializeToUtf8Bytes(body), ProcessSchemas.Reroute);
    }

    private static DateTimeOffset? Day(JsonElement body, string name) => body.Part(name) is { } day ? DaySchema.Read(day) : null;

    private static string PathOf(RuleViolation violation) => violation.Field switch
    {
        "facility" => "facilityRef",
        "anonymizeAt" => ProcessSchemas.CleanupDate,
        "deleteAt" => ProcessSchemas.DeletionDate,
        var field => field ?? "",
    };
}
