using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>A process is an order seen with everything made for it.</summary>
internal sealed class ProcessEndpoints(Entrance entrance, IOrderReads reads, ISettingStore settings)
{
    private const int MostPickJobs = 1_000;

    private static readonly string[] Ways = ["orderRef", "tenantOrderId", "pickJobRef", "shipmentRef", "handoverJobRef", "returnRef"];

    public async Task Get(HttpContext context, string processId)
    {
        if (await entrance.Admit(context) is { } visitor)
            await Tell(context, visitor, await reads.ByProcess(visitor.Tenant, new(processId), context.RequestAborted), processId);
    }

    public async Task Find(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var given = Ways.Select(way => (Way: way, Id: query.Text(way))).Where(w => w.Id is not null).ToList();
        if (given.Count != 1) query.Add("the query", $"names {given.Count} of {string.Join(", ", Ways)}", "must name exactly one of them");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Errors.Malformed(context, problems);
            return;
        }

        var (way, id) = given[0];
        await Tell(context, visitor, await Order(visitor.Tenant, way, id!, context.RequestAborted), $"with {way} {id}");
    }

    private async Task Tell(HttpContext context, Visitor visitor, Order? order, string id)
    {
        if (order is null)
        {
            await Errors.NotFound(context, "process", id);
            return;
        }

        if (await Entrance.May(context, visitor.Actor, Permissions.ProcessRead)) await Write(context, visitor.Tenant, order);
    }

    /// <summary>The process of an order as it stands.</summary>
    public async Task Write(HttpContext context, TenantId tenant, Order order)
    {
        var ct = context.RequestAborted;
        var plans = await reads.Plans(tenant, order.Id, ct);
        var jobs = await reads.PickJobs(tenant, new(null, MostPickJobs, order.Id, null, null, []), ct);
        var told = new ToldProcess(order, plans, jobs.Items)
        {
            Settings = Gdpr.Of(await settings.Read(tenant, ISettingStore.Gdpr, ct)).ToSettings(),
        };
        await Answer.Write(context.Response, StatusCodes.Status200OK, told, ProcessBody.Write);
    }

    private async Task<Order?> Order(TenantId tenant, string way, string id, CancellationToken ct) => way switch
    {
        "orderRef" => (await reads.Plans(tenant, new(id), ct)) is [.., { } plan] ? plan.Order : null,
        // Where the tenant's id was used again, the newest order answers; ids are ordered by time.
        "tenantOrderId" => (await reads.Orders(tenant, new(null, MostPickJobs, id, null), ct)).Items is [.., { } newest] ? newest : null,
        "pickJobRef" => (await reads.PickJob(tenant, new(id), ct))?.Order,
        _ => null,
    };
}
