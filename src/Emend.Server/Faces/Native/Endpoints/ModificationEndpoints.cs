using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Orders are modified, and the same is previewed: one body, one outcome.</summary>
internal sealed class ModificationEndpoints(OrderDesk desk, OutcomeAnswers answers)
{
    public async Task Apply(HttpContext context, string orderId)
    {
        if (await Read(context, orderId) is not var (caller, command, asked)) return;
        var request = Request(caller, orderId, command, asked) with
        {
            Idempotency = IdempotencyKeys.Of(context.Request, caller, asked.Body.Bytes),
        };
        await answers.Applied(context, orderId, caller, await desk.Submit(request, context.RequestAborted));
    }

    public async Task Preview(HttpContext context, string orderId)
    {
        if (await Read(context, orderId) is not var (caller, command, asked)) return;
        var outcome = await desk.Preview(Request(caller, orderId, command, asked), context.RequestAborted);
        await OutcomeAnswers.Previewed(context, orderId, outcome);
    }

    public static DeskRequest Request(Caller caller, string orderId, OrderCommand command, Asked asked) =>
        new(caller, new OrderKey.ById(new(orderId)), command, Face.Name, null)
        {
            PolicyNamed = asked.Body.Json.Text("policy"),
            Promised = asked.Promised,
        };

    private async Task<(Caller Caller, OrderCommand Command, Asked Asked)?> Read(HttpContext context, string orderId)
    {
        if (await Entrance.Caller(context) is not { } caller) return null;
        var asked = await Asked.Read(context, ChangeShapes.Modification);
        var problems = asked.Body.IsGood ? asked.Problems.AddRange(Changes.Contradictions(asked.Body.Json)) : asked.Problems;
        if (!problems.IsEmpty)
        {
            await Malformed(context, caller, orderId, problems, asked.Body.Status);
            return null;
        }

        var json = asked.Body.Json;
        var command = new OrderCommand.Modify(Changes.Of(json), null, json.Text("comment"), asked.IfUnroutable)
        {
            Revision = asked.Revision,
            Rebase = json.Flag("rebase") ?? false,
            Accept = asked.Accept,
            Reason = asked.Reason,
        };
        return (caller, command, asked);
    }

    /// <summary>Whether there is such an order comes before what is wrong with the body.</summary>
    private async Task Malformed(
        HttpContext context, Caller caller, string orderId, ImmutableArray<Problem> problems, int status)
    {
        var (ending, _, _) = await desk.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (ending is not null) await OrderAnswers.Ended(context, ending, orderId);
        else await Problems.Malformed(context, problems, status == 0 ? StatusCodes.Status400BadRequest : status);
    }
}
