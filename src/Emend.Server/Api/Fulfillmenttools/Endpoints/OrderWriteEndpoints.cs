using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Orders are placed and changed.</summary>
internal sealed class OrderWriteEndpoints(OrderService orderService, FulfillmenttoolsAuthorizer entrance, IFacilityStore facilities, OrderResponses answers)
{
    public async Task Place(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, OrderRequestSchemas.ForCreation, ct);
        if (await Bodies(context, body)) return;
        var newOrder = PlaceOrderMapper.Draft(body.Json, await facilities.Known(caller.Tenant, PlaceOrderMapper.FacilitiesNamed(body.Json), ct));
        var outcome = await orderService.Execute(
            Request(caller.Caller, new OrderKey.ForNewOrder(newOrder.TenantOrderId), new OrderCommand.Place(newOrder), context, body), ct);
        await OrderResponses.Write(context, outcome, new("order", newOrder.TenantOrderId ?? "", r => r.Field ?? ""), order =>
        {
            context.Response.Headers.Location = $"/api/orders/{order.Id}";
            return answers.Write(context, caller.Tenant, order);
        });
    }

    public Task Modify(HttpContext context, string orderId) => Modify(context, orderId, OrderRequestSchemas.ForUpdate, ModificationMapper.Order);

    public Task ActOnLine(HttpContext context, string orderId, string lineId) => Modify(
        context, orderId, OrderRequestSchemas.LineAction, body => ModificationMapper.LineAttributes(new(lineId), body));

    private async Task Modify(
        HttpContext context, string orderId, JsonSchema schema, Func<System.Text.Json.JsonElement, MappedModification> map)
    {
        var ct = context.RequestAborted;
        if (await FulfillmenttoolsAuthorizer.Caller(context) is not { } caller) return;
        var key = new OrderKey.ById(new(orderId));
        var body = await JsonBody.Read(context.Request, schema, ct);
        if (!body.IsGood || IdempotencyKeys.ProblemOf(context.Request) is not null)
        {
            // Whether there is such an order comes before what is wrong with the body.
            var (ending, _, _) = await orderService.Read(caller, key, ct);
            if (ending is not null) await OrderResponses.Write(context, ending, new("order", orderId, _ => ""), _ => Task.CompletedTask);
            else await Bodies(context, body);
            return;
        }

        var mapped = map(body.Json);
        var outcome = await orderService.Execute(Request(caller, key, mapped.Command, context, body), ct);
        var told = new ResponseSubject("order", orderId, r => mapped.PathOf(r.Change, r.Field));
        await OrderResponses.Write(context, outcome, told, order =>
            answers.WriteChanged(context, caller.Tenant, order, outcome, mapped.Command.Comment));
    }

    /// <summary>Whether the body or the key was bad, and is answered.</summary>
    private static async Task<bool> Bodies(HttpContext context, JsonBody body)
    {
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (IdempotencyKeys.ProblemOf(context.Request) is { } problem) await FulfillmenttoolsErrors.Malformed(context, [problem]);
        else return false;
        return true;
    }

    private static OrderCommandRequest Request(Caller caller, OrderKey key, OrderCommand command, HttpContext context, JsonBody body) => new(
        caller, key, command, FulfillmenttoolsApi.Name, Core.Rules.FulfillmenttoolsPolicy.Policy, IdempotencyKeys.Of(context.Request, caller, body.Bytes));
}
