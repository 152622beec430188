using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>What was picked in vain is put back. Who is bound to facilities sees only theirs.</summary>
internal sealed class ReturnTaskEndpoints(Entrance entrance, OrderDesk desk, IOrderReads reads)
{
    private const string What = "return task";
    private const int Most = 250;

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var size = query.Whole("size", 25, 1, Most);
        var status = query.Text("status") is { } named ? Status(query, named) : null;
        var facility = query.Text("facility") is { } at ? new FacilityId(at) : (FacilityId?)null;
        var filter = new ReturnTaskFilter(
            query.Text("after") is { } after ? new EntityId(after) : null,
            size + 1,
            query.Text("order") is { } order ? new OrderId(order) : null,
            facility,
            status) { Within = visitor.Actor.Facilities };
        if (query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.PickjobRead) && await Reaches(context, visitor.Actor, facility))
            await Tell(context, await reads.ReturnTasks(visitor.Tenant, filter, context.RequestAborted), size);
    }

    public async Task Get(HttpContext context, string taskId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var found = await reads.ReturnTask(visitor.Tenant, new(taskId), context.RequestAborted);
        if (found is null) await Problems.NotFound(context, What, taskId);
        else if (await Entrance.May(context, visitor.Actor, Permissions.PickjobRead)
            && await Reaches(context, visitor.Actor, found.Entity.Facility))
        {
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, ReturnTaskBody.WriteAlone);
        }
    }

    public async Task Act(HttpContext context, string taskId)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var ct = context.RequestAborted;
        var key = new OrderKey.ByReturnTask(new(taskId));
        var body = await JsonBody.Read(context.Request, ReturnTaskBody.Action, ct);
        var problems = IdempotencyKeys.ProblemOf(context.Request) is { } problem ? body.Problems.Add(problem) : body.Problems;
        if (!problems.IsEmpty)
        {
            var (ending, _, _) = await desk.Read(caller, key, ct);
            if (ending is not null) await Ended(context, ending, taskId);
            else await Problems.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var command = new OrderCommand.Return(key.Task, Step(body.Json), body.Json.Whole("version"));
        var request = new DeskRequest(caller, key, command, Face.Name, null, IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        await Tell(context, caller, taskId, await desk.Submit(request, ct));
    }

    private Task Tell(HttpContext context, Caller caller, string taskId, Outcome outcome) => outcome switch
    {
        Outcome.Kept kept => Tell(context, caller, kept.Order, taskId),
        Outcome.Decided { Decision: Decision.Accepted accepted } => Tell(context, caller, accepted.After, taskId),
        Outcome.Decided { Decision: Decision.NoChange, Before: { } before } => Tell(context, caller, before, taskId),
        Outcome.Decided { Decision: Decision.Stale stale } => Problems.Stale(context, What, stale.Current, stale.Named),
        Outcome.Decided { Decision: Decision.Refused refused } => Problems.Refused(context, refused.Because, OrderAnswers.PointerOf),
        _ => Ended(context, outcome, taskId),
    };

    /// <summary>The task is in the order, or it left it with this very action.</summary>
    private async Task Tell(HttpContext context, Caller caller, Order order, string taskId)
    {
        var found = order.FindReturnTask(new(taskId)) is { } live
            ? new Owned<ReturnTask>(order, live)
            : await reads.ReturnTask(caller.Tenant, new(taskId), context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, found!, ReturnTaskBody.WriteAlone);
    }

    private static Task Tell(HttpContext context, Page<Owned<ReturnTask>> page, int size) => Answer.Write(
        context.Response,
        StatusCodes.Status200OK,
        (page, size),
        static (json, told) =>
        {
            var items = told.page.Items;
            json.Objects("returnTasks", items.Take(told.size), ReturnTaskBody.WriteAlone);
            json.WriteNumber("total", told.page.Total);
            if (items.Count > told.size) json.WriteString("next", items[told.size - 1].Entity.Id.Value);
        });

    private static Task Ended(HttpContext context, Outcome ending, string taskId) => ending is Outcome.NotFound
        ? Problems.NotFound(context, What, taskId)
        : OrderAnswers.Ended(context, ending, taskId);

    private static async Task<bool> Reaches(HttpContext context, Actor actor, FacilityId? facility)
    {
        if (facility is not { } known || actor.Facilities.IsEmpty || actor.WorksAt(known)) return true;
        await Problems.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not reach the facility {Shown.Short(known.Value)}. Ask for what lies at your own facilities.",
        });
        return false;
    }

    private static ReturnTaskStatus? Status(QueryReader query, string named)
    {
        var found = States.Find<ReturnTaskStatus>(named);
        if (found is null) query.Add("status", $"is {Shown.Short(named)}", "must be open or closed");
        return found;
    }

    private static ReturnStep Step(JsonElement body) => body.Text("type") == "close"
        ? new ReturnStep.Close()
        : new ReturnStep.PutBack(
            [.. body.Entries("lines").Select(l => new LineQuantity(
                new(l.Text("line")!), Quantity.From(l.Part("quantity")!.Value.GetDecimal())!.Value))]);
}
