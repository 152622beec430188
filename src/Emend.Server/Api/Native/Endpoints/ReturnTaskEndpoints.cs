using System.Text.Json;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads and updates return tasks. Facility-restricted callers see only the return tasks of their facilities.</summary>
internal sealed class ReturnTaskEndpoints(NativeAuthorizer authorizer, OrderService orderService, IOrderReader orderReader)
{
    private const string ResourceName = "return task";
    private const int MaxPageSize = 250;

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var size = query.ReadInteger("size", 25, 1, MaxPageSize);
        var status = query.ReadText("status") is { } text ? ReadStatus(query, text) : null;
        var facility = query.ReadText("facility") is { } id ? new FacilityId(id) : (FacilityId?)null;
        var filter = new ReturnTaskFilter(
            query.ReadText("after") is { } after ? new EntityId(after) : null,
            size + 1,
            query.ReadText("order") is { } order ? new OrderId(order) : null,
            facility,
            status) { AccessibleFacilities = caller.Actor.Facilities };
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && await RequireFacilityAccess(context, caller.Actor, facility))
        {
            await Write(context, await orderReader.ListReturnTasks(caller.Tenant, filter, context.RequestAborted), size);
        }
    }

    public async Task Get(HttpContext context, string taskId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var owned = await orderReader.FindReturnTask(caller.Tenant, new(taskId), context.RequestAborted);
        if (owned is null)
        {
            await ProblemResponses.NotFound(context, ResourceName, taskId);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && await RequireFacilityAccess(context, caller.Actor, owned.Entity.Facility))
        {
            await context.Response.WriteView(StatusCodes.Status200OK, new OwnedReturnTaskView(owned));
        }
    }

    public async Task Update(HttpContext context, string taskId)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        var key = new OrderKey.ByReturnTask(new(taskId));
        var body = await JsonBody.Read(context.Request, ReturnTaskRequestSchemas.Action, ct);
        var problems = IdempotencyKeys.Validate(context.Request) is { } problem ? body.Errors.Add(problem) : body.Errors;
        if (!problems.IsEmpty)
        {
            var (earlyResult, _, _) = await orderService.Read(caller, key, ct);
            if (earlyResult is not null)
            {
                await WriteError(context, earlyResult, taskId);
            }
            else
            {
                await ProblemResponses.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
            }

            return;
        }

        var command = new OrderCommand.UpdateReturnTask(key.Task, ReadAction(body.Json), body.Json.ReadInteger("version"));
        var request = new OrderCommandRequest(
            caller, key, command, NativeApi.Name, IdempotencyKeys.Create(context.Request, caller, body.Bytes));
        await Write(context, caller, taskId, await orderService.Execute(request, ct));
    }

    private Task Write(HttpContext context, Caller caller, string taskId, OrderCommandResult result) => result switch
    {
        OrderCommandResult.Replayed replayed => Write(context, caller, replayed.Order, taskId),
        OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => Write(context, caller, accepted.After, taskId),
        OrderCommandResult.Decided { Decision: Decision.NoChange, Before: { } before } => Write(context, caller, before, taskId),
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } =>
            ProblemResponses.VersionConflict(context, ResourceName, versionConflict.Current, versionConflict.Expected),
        OrderCommandResult.Decided { Decision: Decision.Rejected rejected } =>
            ProblemResponses.RuleViolations(context, rejected.Violations, NativeRules.GetPointer),
        _ => WriteError(context, result, taskId),
    };

    /// <summary>
    /// Writes the return task. A task that this action closed is no longer part of the order and is read from the database.
    /// </summary>
    private async Task Write(HttpContext context, Caller caller, Order order, string taskId)
    {
        var owned = new OwnedEntity<ReturnTask>(
            order,
            order.FindReturnTask(new(taskId))
                ?? (await orderReader.FindReturnTask(caller.Tenant, new(taskId), context.RequestAborted))!.Entity);
        await context.Response.WriteView(StatusCodes.Status200OK, new OwnedReturnTaskView(owned));
    }

    private static Task Write(HttpContext context, Page<OwnedEntity<ReturnTask>> page, int size) =>
        context.Response.WriteView(StatusCodes.Status200OK, new ReturnTaskPageView(page, size));

    private static Task WriteError(HttpContext context, OrderCommandResult result, string taskId) => result is OrderCommandResult.NotFound
        ? ProblemResponses.NotFound(context, ResourceName, taskId)
        : NativeOrderResponses.WriteError(context, result, taskId);

    private static async Task<bool> RequireFacilityAccess(HttpContext context, Actor actor, FacilityId? facility)
    {
        if (facility is not { } known || actor.Facilities.IsEmpty || actor.CanAccessFacility(known))
        {
            return true;
        }

        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not include the facility {ValueFormatter.Truncate(known.Value)}. Request your own facilities.",
        });
        return false;
    }

    private static ReturnTaskStatus? ReadStatus(QueryStringReader query, string text)
    {
        var found = EnumWireNames.Find<ReturnTaskStatus>(text);
        if (found is null)
        {
            query.AddError("status", $"is {ValueFormatter.Truncate(text)}", "must be open or closed");
        }

        return found;
    }

    private static ReturnTaskAction ReadAction(JsonElement body) => body.ReadText("type") == "close"
        ? new ReturnTaskAction.Close()
        : new ReturnTaskAction.Restock(
            [.. body.ReadEntries("lines").Select(l => new LineQuantity(
                new(l.ReadText("line")!), Quantity.From(l.ReadMember("quantity")!.Value.GetDecimal())!.Value))]);
}
