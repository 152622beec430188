using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What every request has in common that changes an operational entity.</summary>
internal sealed class WorkActing(OrderDesk desk)
{
    /// <param name="context">The request.</param>
    /// <param name="shape">What its body may be.</param>
    /// <param name="key">Which order.</param>
    /// <param name="told">What it is about.</param>
    /// <param name="command">The body as a command.</param>
    /// <param name="good">Tells what became of it.</param>
    public async Task Run(
        HttpContext context, Shape shape, OrderKey key, Told told, Func<JsonElement, OrderCommand> command, Func<Caller, Order, Task> good)
    {
        var ct = context.RequestAborted;
        if (await Entrance.Caller(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, shape, ct);
        var problems = body.IsGood && IdempotencyKeys.ProblemOf(context.Request) is { } problem ? [problem] : body.Problems;
        if (!problems.IsEmpty)
        {
            var (ending, _, _) = await desk.Read(caller, key, ct);
            if (ending is not null) await OrderAnswers.Tell(context, ending, told, _ => Task.CompletedTask);
            else await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var request = new DeskRequest(
            caller, key, command(body.Json), Face.Name, Core.Rules.Fulfillmenttools.Policy,
            IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        var outcome = await desk.Submit(request, ct);
        await OrderAnswers.Tell(context, outcome, told, order => good(caller, order));
    }
}
