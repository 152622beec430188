using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What may be done with an order, before anybody tries.</summary>
internal sealed class AvailableActionEndpoints(AvailableActionService availableActionService)
{
    public async Task Of(HttpContext context, string orderId)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var policy = query.Text("policy");
        var problems = query.Problems;
        var (ending, availableActions) = await availableActionService.Of(caller, new OrderKey.ById(new(orderId)), NativeApi.Name, policy, context.RequestAborted);
        if (availableActions is null && ending is not OrderCommandResult.UnknownPolicy) await NativeOrderResponses.Ended(context, ending!, orderId);
        else if (!problems.IsEmpty) await ProblemResponses.Malformed(context, problems);
        else if (availableActions is null) await NativeOrderResponses.Ended(context, ending!, orderId);
        else if (await NativeAuthorizer.RequirePermission(context, availableActions.Actor, Permissions.OrderRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, availableActions, AvailableActionsWriter.Write);
    }
}
