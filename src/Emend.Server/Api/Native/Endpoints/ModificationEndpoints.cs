using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Orders are modified, and the same is previewed: one body, one outcome.</summary>
internal sealed class ModificationEndpoints(OrderService orderService, ModificationResponses modificationResponses)
{
    public async Task Apply(HttpContext context, string orderId)
    {
        if (await Read(context, orderId) is not var (caller, command, asked)) return;
        var request = Request(caller, orderId, command, asked) with
        {
            Idempotency = IdempotencyKeys.Of(context.Request, caller, asked.Body.Bytes),
        };
        await modificationResponses.Applied(context, orderId, caller, await orderService.Execute(request, context.RequestAborted));
    }

    public async Task Preview(HttpContext context, string orderId)
    {
        if (await Read(context, orderId) is not var (caller, command, asked)) return;
        var outcome = await orderService.Preview(Request(caller, orderId, command, asked), context.RequestAborted);
        await ModificationResponses.Previewed(context, orderId, outcome);
    }

    public static OrderCommandRequest Request(Caller caller, string orderId, OrderCommand command, ModificationRequestReader asked) =>
        new(caller, new OrderKey.ById(new(orderId)), command, NativeApi.Name, null)
        {
            RequestedPolicy = asked.Body.Json.Text("policy"),
            Quote = asked.PresentedQuote,
        };

    private async Task<(Caller Caller, OrderCommand Command, ModificationRequestReader Asked)?> Read(HttpContext context, string orderId)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return null;
        var asked = await ModificationRequestReader.Read(context, ModificationSchemas.Modification);
        var problems = asked.Body.IsGood ? asked.Problems.AddRange(ChangeMapper.Contradictions(asked.Body.Json)) : asked.Problems;
        if (!problems.IsEmpty)
        {
            await Malformed(context, caller, orderId, problems, asked.Body.Status);
            return null;
        }

        var json = asked.Body.Json;
        var command = new OrderCommand.Modify(ChangeMapper.Of(json), null, json.Text("comment"), asked.UnroutableBehavior)
        {
            Revision = asked.Revision,
            Rebase = json.Flag("rebase") ?? false,
            AcceptedPenalties = asked.Accept,
            Reason = asked.Reason,
        };
        return (caller, command, asked);
    }

    /// <summary>Whether there is such an order comes before what is wrong with the body.</summary>
    private async Task Malformed(
        HttpContext context, Caller caller, string orderId, ImmutableArray<ValidationError> problems, int status)
    {
        var (ending, _, _) = await orderService.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (ending is not null) await NativeOrderResponses.Ended(context, ending, orderId);
        else await ProblemResponses.Malformed(context, problems, status == 0 ? StatusCodes.Status400BadRequest : status);
    }
}
