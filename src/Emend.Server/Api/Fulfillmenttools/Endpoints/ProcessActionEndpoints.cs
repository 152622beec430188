using System.Globalization;
using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Runs fulfillment actions on orders, processes, pick jobs, and routing plans.</summary>
internal sealed class ProcessActionEndpoints(
    ActionDispatcher dispatcher, OrderResponses orderResponses, ProcessEndpoints processes, IOrderReader orderReader)
{
    public Task ActOnOrder(HttpContext context, string orderId) => dispatcher.Dispatch(context, ProcessSchemas.OrderAction, new(
        new OrderKey.ById(new(orderId)),
        new("order", orderId, GetPath),
        (body, reason) => ConsumerMapper.ReadAddressAction(body) is { } change
            ? new OrderCommand.Modify([change], body.ReadInteger("version"), null, UnroutableBehavior.Accept)
            : ActionDispatcher.CreateCommand(ReadOrderAction(body, reason), reason) with { Version = body.ReadInteger("version") },
        (caller, order) => orderResponses.Write(context, caller.Tenant, order)));

    public Task ActOnProcess(HttpContext context, string processId) => dispatcher.Dispatch(context, ProcessSchemas.ProcessAction, new(
        new OrderKey.ByProcess(new(processId)),
        new("process", processId, GetPath),
        (body, reason) => body.ReadText("name") == "ASSIGN_FACILITY_TO_PROCESS"
            ? ActionDispatcher.CreateCommand(
                new FulfillmentAction.Assign(new(body.ReadText("facilityRef")!)), reason) with { Revision = body.ReadInteger("version") }
            : new OrderCommand.SetRetentionDates(ReadDay(body, ProcessSchemas.CleanupDate), ReadDay(body, ProcessSchemas.DeletionDate))
                { Revision = body.ReadInteger("version") },
        (caller, order) => processes.Write(context, caller.Tenant, order)));

    public Task PatchProcess(HttpContext context, string processId) => dispatcher.Dispatch(context, ProcessSchemas.ProcessPatch, new(
        new OrderKey.ByProcess(new(processId)),
        new("process", processId, GetPath),
        (body, reason) => ReadProcessChange(body.ReadEntries("actions").First(), reason) switch
        {
            OrderCommand.ChangeFulfillment change => change with { Revision = body.ReadInteger("version") },
            var command => (OrderCommand.SetRetentionDates)command with { Revision = body.ReadInteger("version") },
        },
        (caller, order) => processes.Write(context, caller.Tenant, order)));

    /// <summary>Reroutes an order. The version is a query parameter; the request has no body.</summary>
    public async Task Reroute(HttpContext context, string processId)
    {
        if (await FulfillmenttoolsAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        await dispatcher.Dispatch(context, caller, ReadQuery(new QueryStringReader(context.Request.Query)), new(
            new OrderKey.ByProcess(new(processId)),
            new("process", processId, GetPath),
            (body, reason) =>
                ActionDispatcher.CreateCommand(new FulfillmentAction.Reroute(), reason) with { Revision = body.ReadInteger("version") },
            (_, order) => processes.Write(context, caller.Tenant, order)));
    }

    public Task PatchRoutingPlan(HttpContext context, string planId)
    {
        var id = new EntityId(planId);
        return dispatcher.Dispatch(context, ProcessSchemas.PlanPatch, new(
            new OrderKey.ByPlan(id),
            new("routing plan", planId, GetPath),
            (body, _) => ReadPlanAction(body.ReadEntries("actions").First(), new(id, body.ReadInteger("version")!.Value)),
            async (caller, order) =>
            {
                var all = await orderReader.ListPlansOf(caller.Tenant, order, context.RequestAborted);
                var view = new RoutingPlanView(all.First(p => p.Entity.Id == id), all);
                await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, view, RoutingPlanWriter.Write);
            }));
    }

    private static OrderCommand ReadProcessChange(JsonElement action, StoredReason? reason) =>
        action.ReadText("action") == ProcessSchemas.AssignAction
            ? ActionDispatcher.CreateCommand(new FulfillmentAction.Assign(new(action.ReadText("facilityRef")!)), reason)
            : new OrderCommand.SetRetentionDates(ReadDay(action, ProcessSchemas.CleanupDate), null);

    private static FulfillmentAction ReadOrderAction(JsonElement body, StoredReason? reason) => body.ReadText("name") switch
    {
        "CANCEL" => new FulfillmentAction.Cancel(reason?.ToCancellationReason()),
        "FORCE_CANCEL" => new FulfillmentAction.ForceCancel(reason?.ToCancellationReason()),
        "UNLOCK" => new FulfillmentAction.Unlock(body.ReadTimestamp("targetTime")?.ToMicroseconds()),
        "CONFIRM_PROMISE" => new FulfillmentAction.ConfirmPromise(body.ReadText("tenantOrderId")),
        _ => new FulfillmentAction.ExtendPromise(null),
    };

    private static OrderCommand ReadPlanAction(JsonElement action, NamedEntity plan) => action.ReadText("facilityRef") switch
    {
        { } facility =>
            ActionDispatcher.CreateCommand(new FulfillmentAction.Assign(new(facility)), null) with { NamedEntity = plan },
        null => new OrderCommand.RerouteUnroutable(true) { NamedEntity = plan },
    };

    private static JsonBody ReadQuery(QueryStringReader query)
    {
        var version = query.ReadText("version");
        var description = query.ReadText(ProcessSchemas.RerouteDescriptionId);
        var number = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var expectedVersion)
            ? expectedVersion : -1;
        if (number < 0 && (version is not null || !query.Has("version")))
        {
            query.AddError(
                "version",
                version is null ? "is missing" : $"is {ValueFormatter.Truncate(version)}",
                "must be the version of the process, a whole number");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            return new(default, default, StatusCodes.Status400BadRequest, problems);
        }

        var body = new Dictionary<string, object> { ["version"] = number };
        if (description is not null)
        {
            body[ProcessSchemas.RerouteDescriptionId] = description;
        }

        return JsonBody.Parse(JsonSerializer.SerializeToUtf8Bytes(body), ProcessSchemas.RerouteQuery);
    }

    private static DateTimeOffset? ReadDay(JsonElement body, string name) => body.ReadMember(name) is { } day ? DaySchema.Read(day) : null;

    private static string GetPath(RuleViolation violation) => violation.Field switch
    {
        RequestField.Facility => "facilityRef",
        RequestField.Addresses => "consumerAddresses",
        RequestField.AnonymizeAt => ProcessSchemas.CleanupDate,
        RequestField.DeleteAt => ProcessSchemas.DeletionDate,
        var field => FulfillmenttoolsRules.GetName(field),
    };
}
