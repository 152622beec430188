using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Work on pick jobs is reported.</summary>
internal sealed class PickJobActions(OrderDesk desk, IOrderReads reads)
{
    public async Task Act(HttpContext context, string pickJobId)
    {
        var ct = context.RequestAborted;
        if (await Entrance.Caller(context) is not { } caller) return;
        var id = new EntityId(pickJobId);
        var key = new OrderKey.ByPickJob(id);
        var body = await JsonBody.Read(context.Request, ActionShapes.OnPickJob, ct);
        var told = new Told("pick job", pickJobId, PathOf);
        var problems = body.IsGood && IdempotencyKeys.ProblemOf(context.Request) is { } problem ? [problem] : body.Problems;
        if (!problems.IsEmpty)
        {
            var (ending, _, _) = await desk.Read(caller, key, ct);
            if (ending is not null) await OrderAnswers.Tell(context, ending, told, _ => Task.CompletedTask);
            else await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var command = new OrderCommand.Pick(id, Step(body.Json), body.Json.Whole("version"));
        var request = new DeskRequest(
            caller, key, command, Face.Name, Core.Rules.Fulfillmenttools.Policy, IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        var outcome = await desk.Submit(request, ct);
        await OrderAnswers.Tell(context, outcome, told, order => Tell(context, caller, order, id));
    }

    /// <summary>The job is in the order, or it left it with this very action.</summary>
    private async Task Tell(HttpContext context, Caller caller, Order order, EntityId id)
    {
        var found = order.FindPickJob(id) is { } live
            ? new Owned<PickJob>(order, live)
            : await reads.PickJob(caller.Tenant, id, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, found!, PickJobBody.Write);
    }

    private static PickStep Step(JsonElement body) => body.Text("name") switch
    {
        "START" => new PickStep.Start(),
        "PICK" => new PickStep.Picked(
            [.. body.Entries("lineItems").Select(l => new LineQuantity(new(l.Text("id")!), Lines.Quantity(l, "picked")))]),
        "PAUSE" => new PickStep.Pause(),
        "CLOSE" => new PickStep.Close(),
        "ABORT" => new PickStep.Abort(),
        "RESET" => new PickStep.Reset(),
        var name => throw new InvalidOperationException($"The shape let {name} pass."),
    };

    private static string PathOf(Refusal refusal) => refusal.Field is "lines" ? "lineItems" : refusal.Field ?? "";
}
