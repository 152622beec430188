using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Orders are read and listed.</summary>
internal sealed class OrderReadEndpoints(OrderService orderService, FulfillmenttoolsAuthorizer entrance, IOrderReader reads, OrderResponses answers)
{
    public async Task Get(HttpContext context, string orderId)
    {
        if (await FulfillmenttoolsAuthorizer.Caller(context) is not { } caller) return;
        var (ending, order, actor) = await orderService.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (ending is not null) await OrderResponses.Write(context, ending, new("order", orderId, _ => ""), _ => Task.CompletedTask);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, actor!, Permissions.OrderRead)) await answers.Write(context, caller.Tenant, order!);
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = new OrderFilter(
            query.Text("startAfterId") is { } after ? new OrderId(after) : null,
            query.Size(),
            query.Text("tenantOrderId"),
            query.Text("consumerId"));
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            var page = await reads.Orders(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "orders", page, OrderWriter.Stripped);
        }
    }
}
