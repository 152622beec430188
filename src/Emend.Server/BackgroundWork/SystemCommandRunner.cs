using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>Result of a system command.</summary>
internal enum AttemptResult
{
    /// <summary>The order was changed.</summary>
    Changed,

    /// <summary>The command changed nothing.</summary>
    NoChange,

    /// <summary>The order does not exist, or the command violates a rule.</summary>
    Rejected,
}

/// <summary>Runs system commands through OrderService.</summary>
internal sealed class SystemCommandRunner(OrderService orderService)
{
    /// <summary>Runs a command under the claim of a work item.</summary>
    /// <exception cref="ClaimLostException">Another node has taken over the work item. Nothing is written.</exception>
    public Task<AttemptResult> Run(WorkItemClaim claim, OrderId order, OrderCommand command, CancellationToken ct) =>
        Run(claim.Tenant, new OrderWriteClaim.OfWorkItem(claim), order, command, ct);

    /// <summary>Runs a command under a claim.</summary>
    /// <exception cref="ClaimLostException">Another node has taken over the work. Nothing is written.</exception>
    public async Task<AttemptResult> Run(
        TenantId tenant, OrderWriteClaim claim, OrderId order, OrderCommand command, CancellationToken ct) =>
        await orderService.Execute(SystemActor.CreateRequest(tenant, order, command, claim), ct) switch
        {
            OrderCommandResult.ClaimLost => throw new ClaimLostException(),
            OrderCommandResult.Decided { Decision: Decision.Accepted } => AttemptResult.Changed,
            OrderCommandResult.Decided { Decision: Decision.NoChange } => AttemptResult.NoChange,
            _ => AttemptResult.Rejected,
        };

    /// <summary>Whether an order can be rerouted away from the shortage without additional unroutable units.</summary>
    public async Task<bool> CanBeRouted(TenantId tenant, OrderId order, OrderCommand.RerouteShortage command, CancellationToken ct) =>
        await orderService.Preview(SystemActor.CreateRequest(tenant, order, command), ct) is OrderCommandResult.Decided
        {
            Decision: Decision.Accepted { After: var after },
            Before: { } before,
        }
        && UnroutableUnits(after) <= UnroutableUnits(before);

    private static long UnroutableUnits(Order order) =>
        order.Plans.Where(p => p.IsUnroutable).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);
}
