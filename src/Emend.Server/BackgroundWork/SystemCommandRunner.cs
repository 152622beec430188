using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>What came of an attempt.</summary>
internal enum AttemptResult
{
    /// <summary>The order was changed.</summary>
    Changed,

    /// <summary>Nothing is better than before.</summary>
    Nothing,

    /// <summary>The order is not in question (any more): gone, or a row does not hold.</summary>
    Refused,
}

/// <summary>What Emend tries by itself goes through the Desk like everything else.</summary>
internal sealed class SystemCommandRunner(OrderService orderService)
{
    public async Task<AttemptResult> Run(TenantId tenant, OrderId order, OrderCommand command, CancellationToken ct) =>
        await orderService.Execute(SystemActor.CreateRequest(tenant, order, command), ct) switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted } => AttemptResult.Changed,
            OrderCommandResult.Decided { Decision: Decision.NoChange } => AttemptResult.Nothing,
            _ => AttemptResult.Refused,
        };

    /// <summary>Whether an order would keep a place for every unit if it gave up what it holds.</summary>
    public async Task<bool> CanBeRouted(TenantId tenant, OrderId order, OrderCommand.RerouteShortage command, CancellationToken ct) =>
        await orderService.Preview(SystemActor.CreateRequest(tenant, order, command), ct) is OrderCommandResult.Decided
        {
            Decision: Decision.Accepted { After: var after },
            Before: { } before,
        }
        && Unplaced(after) <= Unplaced(before);

    private static long Unplaced(Order order) =>
        order.Plans.Where(p => p.IsUnroutable).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);
}
