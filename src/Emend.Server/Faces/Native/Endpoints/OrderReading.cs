using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>An order that is read, with whoever may read it.</summary>
internal sealed class OrderReading(OrderDesk desk)
{
    /// <summary>Null after it was told why not.</summary>
    public async Task<(Caller Caller, Order Order)?> Admit(HttpContext context, string orderId)
    {
        if (await Entrance.Caller(context) is not { } caller) return null;
        var (ending, order, actor) = await desk.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (ending is not null) await OrderAnswers.Ended(context, ending, orderId);
        else if (await Entrance.May(context, actor!, Permissions.OrderRead)) return (caller, order!);
        return null;
    }
}
