using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Catalog;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Places and modifies orders.</summary>
internal sealed class OrderWriteEndpoints(
    OrderService orderService, FulfillmenttoolsAuthorizer authorizer, IFacilityStore facilities, OrderResponses orderResponses,
    PromiseViewFactory promises)
{
    public Task Place(HttpContext context) => Place(context, OrderRequestSchemas.ForCreation, order => order, (caller, order) =>
    {
        context.Response.Headers.Location = $"/api/orders/{order.Id}";
        return orderResponses.Write(context, caller.Tenant, order);
    });

    /// <summary>Places a promised order and returns what can be delivered from where.</summary>
    public Task Promise(HttpContext context) => Place(
        context, OrderRequestSchemas.ForPromise, order => order with { IsPromised = true }, async (caller, order) =>
        {
            var network = await promises.Create(caller.Tenant, order, context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, network, PromiseWriter.Write);
        });

    private async Task Place(
        HttpContext context, JsonSchema schema, Func<NewOrder, NewOrder> adapt, Func<Caller, Order, Task> writeResponse)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, schema, ct);
        if (await WriteErrorIfInvalid(context, body))
        {
            return;
        }

        var newOrder = adapt(PlaceOrderMapper.ReadOrder(
            body.Json, await facilities.ResolveTenantIds(caller.Tenant, PlaceOrderMapper.GetTenantFacilityIds(body.Json), ct)));
        var result = await orderService.Execute(
            CreateRequest(caller.Caller, new OrderKey.ForNewOrder(newOrder.TenantOrderId), new OrderCommand.Place(newOrder), context, body),
            ct);
        var subject = new ResponseSubject("order", newOrder.TenantOrderId ?? "", r => FulfillmenttoolsRules.GetName(r.Field));
        await OrderResponses.Write(context, result, subject, order => writeResponse(caller.Caller, order));
    }

    public Task Modify(HttpContext context, string orderId) =>
        Modify(context, orderId, OrderRequestSchemas.ForUpdate, ModificationMapper.ReadModification);

    public Task UpdateLineAttributes(HttpContext context, string orderId, string lineId) => Modify(
        context, orderId, OrderRequestSchemas.LineAction, body => ModificationMapper.ReadLineAttributes(new(lineId), body));

    private async Task Modify(
        HttpContext context, string orderId, JsonSchema schema, Func<System.Text.Json.JsonElement, MappedModification> map)
    {
        var ct = context.RequestAborted;
        if (await FulfillmenttoolsAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var key = new OrderKey.ById(new(orderId));
        var body = RejectLoneComment(await JsonBody.Read(context.Request, schema, ct), map);
        if (!body.IsValid || IdempotencyKeys.Validate(context.Request) is not null)
        {
            // 404 for an unknown order takes precedence over errors of the body.
            var (earlyResult, _, _) = await orderService.Read(caller, key, ct);
            if (earlyResult is not null)
            {
                await OrderResponses.Write(context, earlyResult, new("order", orderId, _ => ""), _ => Task.CompletedTask);
            }
            else
            {
                await WriteErrorIfInvalid(context, body);
            }

            return;
        }

        var mapped = map(body.Json);
        var result = await orderService.Execute(CreateRequest(caller, key, mapped.Command, context, body), ct);
        var subject = new ResponseSubject("order", orderId, r => mapped.GetPath(r.Change, r.Field));
        await OrderResponses.Write(context, result, subject, order =>
            orderResponses.WriteModified(context, caller.Tenant, order, result, mapped.Command.Comment));
    }

    // A comment is stored with a change. Without a change it would be lost.
    private static JsonBody RejectLoneComment(JsonBody body, Func<System.Text.Json.JsonElement, MappedModification> map) =>
        body.IsValid && map(body.Json).Command is { Changes.IsEmpty: true, Comment: not null }
            ? body with
            {
                Status = StatusCodes.Status400BadRequest,
                Errors = [new("comment", "is the only member", "must come with a change, because comments are stored with changes")],
            }
            : body;

    /// <summary>Writes a 400 response if the body or the idempotency key is invalid. Returns whether a response was written.</summary>
    private static async Task<bool> WriteErrorIfInvalid(HttpContext context, JsonBody body)
    {
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (IdempotencyKeys.Validate(context.Request) is { } problem)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, [problem]);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static OrderCommandRequest CreateRequest(
        Caller caller, OrderKey key, OrderCommand command, HttpContext context, JsonBody body) =>
        new(
        caller, key, command, FulfillmenttoolsApi.Name,
        IdempotencyKeys.Create(context.Request, caller, body.Bytes));
}
