using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads an order if the caller has permission.</summary>
internal sealed class NativeOrderReader(OrderService orderService)
{
    /// <summary>Returns the caller and the order. Responds with an error and returns null if the caller may not read the order.</summary>
    public async Task<(Caller Caller, Order Order)?> Read(HttpContext context, string orderId)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return null;
        }

        var (earlyResult, order, actor) = await orderService.Read(caller, OrderKeyReader.Read(orderId), context.RequestAborted);
        if (earlyResult is not null)
        {
            await NativeOrderResponses.WriteError(context, earlyResult, orderId);
        }
        else if (await NativeAuthorizer.RequirePermission(context, actor!, Permissions.OrderRead))
        {
            return (caller, order!);
        }

        return null;
    }
}
