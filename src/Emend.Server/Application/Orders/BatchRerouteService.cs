using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application.BulkJobs;

namespace Emend.Server.Application.Orders;

/// <summary>How a reference identifies an order.</summary>
internal enum OrderReferenceKind
{
    /// <summary>By the id of the order.</summary>
    OrderId,

    /// <summary>By the id that the tenant gave the order. If several orders have it, the newest order is used.</summary>
    TenantOrderId,

    /// <summary>By the id of one of its routing plans.</summary>
    RoutingPlanId,
}

/// <summary>A reference to an order.</summary>
internal readonly record struct OrderReference(OrderReferenceKind Kind, string Value);

/// <summary>Reroutes the unroutable units of several orders with one joint allocation of stock.</summary>
internal sealed class BatchRerouteService(OrderService orderService, IOrderReader reader, BatchAllocationService allocations)
{
    private const int MaxOrdersPerTenantOrderId = 1_000;

    /// <summary>Returns one result per reference, in the order of the references.</summary>
    public async Task<IReadOnlyList<BatchOrderResult>> Reroute(
        BatchOrigin origin, IReadOnlyList<OrderReference> references, CancellationToken ct)
    {
        var orders = new OrderId?[references.Count];
        for (var i = 0; i < orders.Length; i++)
        {
            orders[i] = await FindOrder(origin.Caller.Tenant, references[i], ct);
        }

        var request = new BatchAllocationRequest(origin.Caller, origin.Api, null);
        var commands = orders.Zip(references, (order, reference) => (Order: order, Command: CreateCommand(reference))).ToList();
        var competing = commands.Where(c => c.Order is not null).DistinctBy(c => c.Order).Select(c => (c.Order!.Value, c.Command));
        var plan = await allocations.Plan(request, [.. competing], ct);
        var results = new BatchOrderResult[orders.Length];
        // Orders with an allocation come first. Other orders can use the stock that those orders leave.
        foreach (var i in Enumerable.Range(0, orders.Length).OrderBy(i => FindAllocation(i) is null))
        {
            var command = commands[i].Command with { Allocation = FindAllocation(i) };
            results[i] = new(references[i].Value, orders[i], await Reroute(origin, orders[i], command, ct));
        }

        return results;

        StockAllocation? FindAllocation(int i) =>
            orders[i] is { } order && plan.Allocations.GetValueOrDefault(order) is { TotalThousandths: > 0 } allocation ? allocation : null;
    }

    private async Task<BatchOrderOutcome> Reroute(
        BatchOrigin origin, OrderId? order, OrderCommand.RerouteUnroutable command, CancellationToken ct)
    {
        if (order is not { } id)
        {
            return new BatchOrderOutcome.NotFound();
        }

        var request = new OrderCommandRequest(origin.Caller, new OrderKey.ById(id), command, origin.Api, origin.GetKey(id));
        return BatchOrderOutcome.From(await orderService.Execute(request, ct));
    }

    private static OrderCommand.RerouteUnroutable CreateCommand(OrderReference reference) => new(IsUserRequested: true)
    {
        NamedEntity = reference.Kind is OrderReferenceKind.RoutingPlanId ? new(new(reference.Value), null) : null,
    };

    private async Task<OrderId?> FindOrder(TenantId tenant, OrderReference reference, CancellationToken ct) => reference.Kind switch
    {
        OrderReferenceKind.OrderId => new OrderId(reference.Value),
        OrderReferenceKind.RoutingPlanId => (await reader.FindPlan(tenant, new(reference.Value), ct))?.Order.Id,
        // Order ids are ordered by time: the last order is the newest.
        _ => (await reader.ListOrders(tenant, new(null, MaxOrdersPerTenantOrderId, reference.Value, null), ct)).Items is [.., { } newest]
            ? newest.Id
            : null,
    };
}
