using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and lists orders.</summary>
internal sealed class OrderReadEndpoints(
    OrderService orderService, FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader, OrderResponses orderResponses)
{
    public async Task Get(HttpContext context, string orderId)
    {
        if (await FulfillmenttoolsAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var (earlyResult, order, actor) = await orderService.Read(caller, new OrderKey.ById(new(orderId)), context.RequestAborted);
        if (earlyResult is not null)
        {
            await OrderResponses.Write(context, earlyResult, new("order", orderId, _ => ""), _ => Task.CompletedTask);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, actor!, Permissions.OrderRead))
        {
            await orderResponses.Write(context, caller.Tenant, order!);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var filter = new OrderFilter(
            query.ReadText("startAfterId") is { } after ? new OrderId(after) : null,
            query.ReadPageSize(),
            query.ReadText("tenantOrderId"),
            query.ReadText("consumerId"));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            var page = await orderReader.ListOrders(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "orders", page, OrderWriter.WriteStripped);
        }
    }
}
