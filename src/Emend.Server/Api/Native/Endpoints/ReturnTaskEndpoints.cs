using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What was picked in vain is put back. Who is bound to facilities sees only theirs.</summary>
internal sealed class ReturnTaskEndpoints(NativeAuthorizer entrance, OrderService orderService, IOrderReader reads)
{
    private const string What = "return task";
    private const int Max = 250;

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var size = query.Whole("size", 25, 1, Max);
        var status = query.Text("status") is { } named ? Status(query, named) : null;
        var facility = query.Text("facility") is { } at ? new FacilityId(at) : (FacilityId?)null;
        var filter = new ReturnTaskFilter(
            query.Text("after") is { } after ? new EntityId(after) : null,
            size + 1,
            query.Text("order") is { } order ? new OrderId(order) : null,
            facility,
            status) { Within = caller.Actor.Facilities };
        if (query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead) && await Reaches(context, caller.Actor, facility))
            await Write(context, await reads.ReturnTasks(caller.Tenant, filter, context.RequestAborted), size);
    }

    public async Task Get(HttpContext context, string taskId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var owned = await reads.ReturnTask(caller.Tenant, new(taskId), context.RequestAborted);
        if (owned is null) await ProblemResponses.NotFound(context, What, taskId);
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && await Reaches(context, caller.Actor, owned.Entity.Facility))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ReturnTaskWriter.WriteAlone);
        }
    }

    public async Task Act(HttpContext context, string taskId)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var ct = context.RequestAborted;
        var key = new OrderKey.ByReturnTask(new(taskId));
        var body = await JsonBody.Read(context.Request, ReturnTaskWriter.Action, ct);
        var problems = IdempotencyKeys.ProblemOf(context.Request) is { } problem ? body.Problems.Add(problem) : body.Problems;
        if (!problems.IsEmpty)
        {
            var (ending, _, _) = await orderService.Read(caller, key, ct);
            if (ending is not null) await Ended(context, ending, taskId);
            else await ProblemResponses.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var command = new OrderCommand.UpdateReturnTask(key.Task, Step(body.Json), body.Json.Whole("version"));
        var request = new OrderCommandRequest(caller, key, command, NativeApi.Name, null, IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        await Write(context, caller, taskId, await orderService.Execute(request, ct));
    }

    private Task Write(HttpContext context, Caller caller, string taskId, OrderCommandResult outcome) => outcome switch
    {
        OrderCommandResult.Replayed kept => Write(context, caller, kept.Order, taskId),
        OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => Write(context, caller, accepted.After, taskId),
        OrderCommandResult.Decided { Decision: Decision.NoChange, Before: { } before } => Write(context, caller, before, taskId),
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => ProblemResponses.Stale(context, What, versionConflict.Current, versionConflict.Expected),
        OrderCommandResult.Decided { Decision: Decision.Rejected refused } => ProblemResponses.Refused(context, refused.Violations, NativeOrderResponses.PointerOf),
        _ => Ended(context, outcome, taskId),
    };

    /// <summary>The task is in the order, or it left it with this very action.</summary>
    private async Task Write(HttpContext context, Caller caller, Order order, string taskId)
    {
        var owned = order.FindReturnTask(new(taskId)) is { } live
            ? new OwnedEntity<ReturnTask>(order, live)
            : await reads.ReturnTask(caller.Tenant, new(taskId), context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned!, ReturnTaskWriter.WriteAlone);
    }

    private static Task Write(HttpContext context, Page<OwnedEntity<ReturnTask>> page, int size) => JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        (page, size),
        static (json, told) =>
        {
            var items = told.page.Items;
            json.Objects("returnTasks", items.Take(told.size), ReturnTaskWriter.WriteAlone);
            json.WriteNumber("total", told.page.Total);
            if (items.Count > told.size) json.WriteString("next", items[told.size - 1].Entity.Id.Value);
        });

    private static Task Ended(HttpContext context, OrderCommandResult ending, string taskId) => ending is OrderCommandResult.NotFound
        ? ProblemResponses.NotFound(context, What, taskId)
        : NativeOrderResponses.Ended(context, ending, taskId);

    private static async Task<bool> Reaches(HttpContext context, Actor actor, FacilityId? facility)
    {
        if (facility is not { } known || actor.Facilities.IsEmpty || actor.CanAccessFacility(known)) return true;
        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not reach the facility {ValueFormatter.Short(known.Value)}. Ask for what lies at your own facilities.",
        });
        return false;
    }

    private static ReturnTaskStatus? Status(QueryStringReader query, string named)
    {
        var found = EnumWireNames.Find<ReturnTaskStatus>(named);
        if (found is null) query.Add("status", $"is {ValueFormatter.Short(named)}", "must be open or closed");
        return found;
    }

    private static ReturnTaskAction Step(JsonElement body) => body.Text("type") == "close"
        ? new ReturnTaskAction.Close()
        : new ReturnTaskAction.Restock(
            [.. body.Entries("lines").Select(l => new LineQuantity(
                new(l.Text("line")!), Quantity.From(l.Part("quantity")!.Value.GetDecimal())!.Value))]);
}
