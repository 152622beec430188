using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>A process is an order seen with everything made for it.</summary>
internal sealed class ProcessEndpoints(FulfillmenttoolsAuthorizer entrance, IOrderReader reads, ISettingStore settings)
{
    private const int MaxPickJobs = 1_000;

    private static readonly string[] Ways = ["orderRef", "tenantOrderId", "pickJobRef", "shipmentRef", "handoverJobRef", "returnRef"];

    public async Task Get(HttpContext context, string processId)
    {
        if (await entrance.Authorize(context) is { } caller)
            await Write(context, caller, await reads.ByProcess(caller.Tenant, new(processId), context.RequestAborted), processId);
    }

    public async Task Find(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var given = Ways.Select(way => (Way: way, Id: query.Text(way))).Where(w => w.Id is not null).ToList();
        if (given.Count != 1) query.Add("the query", $"names {given.Count} of {string.Join(", ", Ways)}", "must name exactly one of them");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.Malformed(context, problems);
            return;
        }

        var (way, id) = given[0];
        await Write(context, caller, await Order(caller.Tenant, way, id!, context.RequestAborted), $"with {way} {id}");
    }

    private async Task Write(HttpContext context, AuthenticatedCaller caller, Order? order, string id)
    {
        if (order is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "process", id);
            return;
        }

        if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessRead)) await Write(context, caller.Tenant, order);
    }

    /// <summary>The process of an order as it stands.</summary>
    public async Task Write(HttpContext context, TenantId tenant, Order order)
    {
        var ct = context.RequestAborted;
        var plans = await reads.Plans(tenant, order.Id, ct);
        var jobs = await reads.PickJobs(tenant, new(null, MaxPickJobs, order.Id, null, null, []), ct);
        var processView = new ProcessView(order, plans, jobs.Items)
        {
            Settings = GdprConfigurationMapper.From(await settings.Read(tenant, ISettingStore.Gdpr, ct)).ToSettings(),
        };
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, processView, ProcessWriter.Write);
    }

    private async Task<Order?> Order(TenantId tenant, string way, string id, CancellationToken ct) => way switch
    {
        "orderRef" => (await reads.Plans(tenant, new(id), ct)) is [.., { } plan] ? plan.Order : null,
        // Where the tenant's id was used again, the newest order answers; ids are ordered by time.
        "tenantOrderId" => (await reads.Orders(tenant, new(null, MaxPickJobs, id, null), ct)).Items is [.., { } newest] ? newest : null,
        "pickJobRef" => (await reads.PickJob(tenant, new(id), ct))?.Order,
        _ => null,
    };
}
