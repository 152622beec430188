using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>What came of an attempt.</summary>
internal enum Attempt
{
    /// <summary>The order was changed.</summary>
    Changed,

    /// <summary>Nothing is better than before.</summary>
    Nothing,

    /// <summary>The order is not in question (any more): gone, or a row does not hold.</summary>
    Refused,
}

/// <summary>What Emend tries by itself goes through the Desk like everything else.</summary>
internal sealed class Attempts(OrderDesk desk)
{
    public async Task<Attempt> Try(TenantId tenant, OrderId order, OrderCommand command, CancellationToken ct) =>
        await desk.Submit(House.Asks(tenant, order, command), ct) switch
        {
            Outcome.Decided { Decision: Decision.Accepted } => Attempt.Changed,
            Outcome.Decided { Decision: Decision.NoChange } => Attempt.Nothing,
            _ => Attempt.Refused,
        };

    /// <summary>Whether an order would keep a place for every unit if it gave up what it holds.</summary>
    public async Task<bool> FindsPlace(TenantId tenant, OrderId order, OrderCommand.RerouteShort command, CancellationToken ct) =>
        await desk.Preview(House.Asks(tenant, order, command), ct) is Outcome.Decided
        {
            Decision: Decision.Accepted { After: var after },
            Before: { } before,
        }
        && Unplaced(after) <= Unplaced(before);

    private static long Unplaced(Order order) =>
        order.Plans.Where(p => p.Waits).SelectMany(p => p.Lines).Sum(l => l.Quantity.Thousandths);
}
