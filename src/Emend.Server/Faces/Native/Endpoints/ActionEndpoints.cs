using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>What may be done with an order, before anybody tries.</summary>
internal sealed class ActionEndpoints(ActionsDesk desk)
{
    public async Task Of(HttpContext context, string orderId)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var query = new QueryReader(context.Request.Query);
        var policy = query.Text("policy");
        var problems = query.Problems;
        var (ending, answer) = await desk.Of(caller, new OrderKey.ById(new(orderId)), Face.Name, policy, context.RequestAborted);
        if (answer is null && ending is not Outcome.UnknownPolicy) await OrderAnswers.Ended(context, ending!, orderId);
        else if (!problems.IsEmpty) await Problems.Malformed(context, problems);
        else if (answer is null) await OrderAnswers.Ended(context, ending!, orderId);
        else if (await Entrance.May(context, answer.Actor, Permissions.OrderRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, answer, ActionsBody.Write);
    }
}
