using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Applies and previews modifications. Both take the same body and return the same result.</summary>
internal sealed class ModificationEndpoints(OrderService orderService)
{
    public async Task Apply(HttpContext context, string orderId)
    {
        if (await Read(context, orderId) is not var (caller, command, input))
        {
            return;
        }

        var request = CreateRequest(caller, orderId, command, input) with
        {
            Idempotency = IdempotencyKeys.Create(context.Request, caller, input.Body.Bytes),
        };
        await ModificationResponses.WriteApplied(context, orderId, await orderService.Execute(request, context.RequestAborted));
    }

    public async Task Preview(HttpContext context, string orderId)
    {
        if (await Read(context, orderId) is not var (caller, command, input))
        {
            return;
        }

        var result = await orderService.Preview(CreateRequest(caller, orderId, command, input), context.RequestAborted);
        await ModificationResponses.WritePreview(context, orderId, result);
    }

    public static OrderCommandRequest CreateRequest(Caller caller, string orderId, OrderCommand command, ModificationRequestReader input) =>
        new(caller, OrderKeyReader.Read(orderId), command, NativeApi.Name)
        {
            RequestedPolicy = input.Body.Json.ReadText("policy"),
            Quote = input.PresentedQuote,
        };

    private async Task<(Caller Caller, OrderCommand Command, ModificationRequestReader Input)?> Read(HttpContext context, string orderId)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return null;
        }

        var input = await ModificationRequestReader.Read(context, ModificationSchemas.Modification);
        var problems = input.Body.IsValid ? input.Problems.AddRange(ChangeMapper.FindContradictions(input.Body.Json)) : input.Problems;
        if (!problems.IsEmpty)
        {
            await WriteInvalidRequest(context, caller, orderId, problems, input.Body.Status);
            return null;
        }

        var json = input.Body.Json;
        var command = new OrderCommand.Modify(ChangeMapper.ReadChanges(json), null, json.ReadText("comment"), input.UnroutableBehavior)
        {
            Revision = input.Revision,
            Rebase = json.ReadBoolean("rebase") ?? false,
            AcceptedPenalties = input.AcceptedPenalties,
            Reason = input.Reason,
        };
        return (caller, command, input);
    }

    /// <summary>Responds with 404 if the order does not exist, otherwise with the validation errors.</summary>
    private async Task WriteInvalidRequest(
        HttpContext context, Caller caller, string orderId, ImmutableArray<ValidationError> problems, int status)
    {
        var (earlyResult, _, _) = await orderService.Read(caller, OrderKeyReader.Read(orderId), context.RequestAborted);
        if (earlyResult is not null)
        {
            await NativeOrderResponses.WriteError(context, earlyResult, orderId);
        }
        else
        {
            await ProblemResponses.InvalidRequest(context, problems, status == 0 ? StatusCodes.Status400BadRequest : status);
        }
    }
}
