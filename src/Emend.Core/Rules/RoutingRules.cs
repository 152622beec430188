using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>What is done about the places of an order, row for row: reroute-unroutable.md, reroute-short.md and release.md.</summary>
internal static class RoutingRules
{
    public static readonly ImmutableArray<RuleSet> Tables =
    [
        new(ActionNames.RerouteUnroutable,
        [
            Rule.RequiresPermission("RU-1", Permissions.RoutingWrite),
            new("RU-2", Invariant, OnOrder, "the order is not cancelled", NotCancelled, "Place a new order."),
            new("RU-3", State, OnOrder, "articles of the order are not routable", c => Ended(c) || c.Order.Plans.Any(p => p.IsUnroutable), "Nothing waits for a place; reroute the order instead."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("reroute", "units that find a place get it; the rest goes on waiting"),
                new("stock", "stock follows the route, in the same transaction"),
            ],
        },
        new(ActionNames.RerouteShort,
        [
            Rule.RequiresPermission("RS-1", Permissions.RoutingWrite),
            new("RS-2", Invariant, OnOrder, "the order is not cancelled", NotCancelled, "It holds nothing any more."),
            new("RS-3", State, OnOrder, "the order holds the article in the facility, and work on it was not begun", c => Ended(c) || !c.ShortPlans.IsEmpty, "Reroute another order that holds the article there."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("reroute", "what the order holds there is routed again, with whatever of it waits; units that find no place wait"),
                new("stock", "stock follows the route, in the same transaction"),
            ],
        },
        new(ActionNames.Release,
        [
            Rule.RequiresPermission("RE-1", Permissions.OrderUnlock),
            new("RE-2", Invariant, OnOrder, "the order is not cancelled", NotCancelled, "Place a new order."),
            new("RE-3", State, OnOrder, "the order is neither locked nor promised", c => c.Order.Status is not (OrderStatus.Locked or OrderStatus.Promised), "Unlock the order, or confirm the promise."),
            new("RE-4", State, OnOrder, "the time for which the order is held back has passed", c => c.Order.ReleaseAt <= c.Facts.Now, "Wait until it has."),
            new("RE-5", State, OnOrder, "no hold stands on the order", c => !c.Order.Holds.Any(h => h.StandsAt(c.Facts.Now)), "Have the hold lifted, or wait until it expires."),
        ])
        {
            IsMandatory = true,
            Effects = [new("pick-jobs", "every plan that has a facility gets a pick job")],
        },
    ];

    private static bool NotCancelled(RuleContext c) => !Ended(c);

    private static bool Ended(RuleContext c) => c.Order.Status is OrderStatus.Canceled or OrderStatus.Obsolete;
}
