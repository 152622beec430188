using Emend.Core.Rules;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Returns the available actions of an order.</summary>
internal sealed class AvailableActionEndpoints(AvailableActionService availableActionService)
{
    public async Task List(HttpContext context, string orderId)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var policy = query.ReadText("policy");
        var problems = query.Errors;
        var (earlyResult, availableActions) = await availableActionService.Evaluate(
            caller, OrderKeyReader.Read(orderId), NativeApi.Name, policy, context.RequestAborted);
        if (availableActions is null && earlyResult is not OrderCommandResult.UnknownPolicy)
        {
            await NativeOrderResponses.WriteError(context, earlyResult!, orderId);
        }
        else if (!problems.IsEmpty)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (availableActions is null)
        {
            await NativeOrderResponses.WriteError(context, earlyResult!, orderId);
        }
        else if (await NativeAuthorizer.RequirePermission(context, availableActions.Actor, Permissions.OrderRead))
        {
            await context.Response.WriteView(StatusCodes.Status200OK, new AvailableActionsView(availableActions));
        }
    }
}
