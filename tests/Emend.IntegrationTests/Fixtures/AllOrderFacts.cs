using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Every combination of the facts of an order.</summary>
internal static class AllOrderFacts
{
    public static readonly ImmutableArray<OrderFacts> Values =
    [
        .. Enumerable.Range(0, 16).Select(i => new OrderFacts((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0)),
    ];

    /// <summary>The order with these facts and no others.</summary>
    public static Order With(this Order order, OrderFacts facts) => order with
    {
        IsCanceled = facts.IsCanceled,
        IsDeleted = facts.IsDeleted,
        IsLocked = facts.IsLocked,
        PromisePeriod = facts.IsPromised ? new(order.CreatedAt, order.CreatedAt.AddHours(1)) : null,
    };
}
