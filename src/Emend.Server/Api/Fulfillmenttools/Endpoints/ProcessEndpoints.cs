using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads processes. A process is an order with its routing plans, pick jobs, handover jobs, and shipments.</summary>
internal sealed class ProcessEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader, IShippingReader shippingReader, ProcessViewIndex views)
{
    private const int MaxOrders = 1_000;

    private static readonly string[] ReferenceParameters =
        ["orderRef", "tenantOrderId", "pickJobRef", "shipmentRef", "handoverJobRef", "returnRef"];

    public async Task Get(HttpContext context, string processId)
    {
        if (await authorizer.Authorize(context) is { } caller)
        {
            await Write(context, caller, await orderReader.FindByProcess(caller.Tenant, new(processId), context.RequestAborted), processId);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var after = query.ReadText("startAfterId") is { } id ? new EntityId(id) : (EntityId?)null;
        var (size, filter) = (query.ReadPageSize(), (query.ReadText("tenantOrderId"), query.ReadText("consumerId")));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessRead))
        {
            var page = await orderReader.ListProcesses(caller.Tenant, after, size, filter, context.RequestAborted);
            var found = await views.ToViews(caller.Tenant, page.Items, context.RequestAborted);
            await ListResponses.Write(context, "processes", page.WithItems(found), ProcessWriter.Write);
        }
    }

    public async Task Find(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var given = ReferenceParameters.Select(
            parameter => (Way: parameter, Id: query.ReadText(parameter))).Where(w => w.Id is not null).ToList();
        if (given.Count != 1)
        {
            query.AddError(
                "the query", $"has {given.Count} of {string.Join(", ", ReferenceParameters)}", "must have exactly one of these parameters");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
            return;
        }

        var (parameter, id) = given[0];
        await Write(context, caller, await FindOrder(caller.Tenant, parameter, id!, context.RequestAborted), $"with {parameter} {id}");
    }

    private async Task Write(HttpContext context, AuthenticatedCaller caller, Order? order, string id)
    {
        if (order is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "process", id);
            return;
        }

        if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessRead))
        {
            await Write(context, caller.Tenant, order);
        }
    }

    /// <summary>Writes the process at the revision of the order.</summary>
    public async Task Write(HttpContext context, TenantId tenant, Order order)
    {
        var view = await views.ToViews(tenant, [order], context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, view[0], ProcessWriter.Write);
    }

    private async Task<Order?> FindOrder(TenantId tenant, string parameter, string id, CancellationToken ct) => parameter switch
    {
        "orderRef" => (await orderReader.ListPlans(tenant, new(id), ct)) is [.., { } plan] ? plan.Order : null,
        // If several orders have the tenant's id, the newest order is returned. Order ids are ordered by time.
        "tenantOrderId" =>
            (await orderReader.ListOrders(tenant, new(null, MaxOrders, id, null), ct)).Items is [.., { } newest] ? newest : null,
        "pickJobRef" => (await orderReader.FindPickJob(tenant, new(id), ct))?.Order,
        "shipmentRef" => (await shippingReader.FindShipment(tenant, new(id), ct))?.Order,
        "handoverJobRef" => (await shippingReader.FindHandoverJob(tenant, new(id), ct))?.Order,
        "returnRef" => (await orderReader.FindReturnTask(tenant, new(id), ct))?.Order,
        _ => null,
    };
}
