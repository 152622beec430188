using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Orders are read and listed.</summary>
internal sealed class OrderReading(OrderDesk desk, Entrance entrance, IOrderReads reads, OrderAnswers answers)
{
    public async Task Get(HttpContext context, string orderId)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var (ending, order, actor) = await desk.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (ending is not null) await OrderAnswers.Tell(context, ending, new("order", orderId, _ => ""), _ => Task.CompletedTask);
        else if (await Entrance.May(context, actor!, Permissions.OrderRead)) await answers.Write(context, caller.Tenant, order!);
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = new OrderFilter(
            query.Text("startAfterId") is { } after ? new OrderId(after) : null,
            query.Size(),
            query.Text("tenantOrderId"),
            query.Text("consumerId"));
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.OrderRead))
        {
            var page = await reads.Orders(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "orders", page, OrderBody.Stripped);
        }
    }
}
