using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>An order that is read, with whoever may read it.</summary>
internal sealed class NativeOrderReader(OrderService orderService)
{
    /// <summary>Null after it was told why not.</summary>
    public async Task<(Caller Caller, Order Order)?> Admit(HttpContext context, string orderId)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return null;
        var (ending, order, actor) = await orderService.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (ending is not null) await NativeOrderResponses.Ended(context, ending, orderId);
        else if (await NativeAuthorizer.RequirePermission(context, actor!, Permissions.OrderRead)) return (caller, order!);
        return null;
    }
}
