using Emend.Core.Orders;
using Emend.Core.Pricing;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>docs/rules/invariants.md and docs/rules/routing.md, row for row: part of every policy, never switched off.</summary>
public static class InvariantRules
{
    /// <summary>What holds for every modification.</summary>
    public static readonly RuleSet RuleSet = new("invariants",
    [
        new("IN-1", Invariant, OnOrder, "the order is not cancelled", c => c.Order.Status is not (OrderStatus.Canceled or OrderStatus.Obsolete), "Place a new order."),
        new("IN-2", Invariant, OnOrder, "no other modification is in flight", NoneInFlight, "Wait until it is applied or cancelled, or the hold is lifted or expires."),
        new("IN-3", Invariant, OnChange, "the line keeps at least what was shipped of it", c => c.Line is not { } l || c.Quantity is not { } q || q >= l.Shipped, "Ask for no less than was shipped.", "quantity"),
        new("IN-4", Invariant, OnChange, "the line keeps at least what was picked of it", c => c.Line is not { } l || c.Quantity is not { } q || q >= l.Quantity || q >= OrderPredicates.Picked(c.Order, l), "Ask for no less than was picked, or have it put back first.", "quantity"),
        new("IN-5", Invariant, OnResult, "the new total is at least what was invoiced", c => c.Order.Invoices.IsEmpty || OrderTotalCalculator.Of(c.Order) is not { } total || total.Amount >= c.Order.Invoices.Sum(i => i.Amount), "Credit an invoice first."),
        new("IN-6", Invariant, OnResult, "the tenders allow the new total", TendersAllow, "Keep the total, or pay with another tender."),
        new("IN-7", Invariant, OnResult, "every unit that a begun pick job is to pick is still wanted", c => OrderPredicates.StartedWorkIsStillOrdered(c.Before, c.Order), "Have the pick job reset or aborted first."),
        new("IN-8", Invariant, OnOrder, "what speaks of persons in the order was not erased", c => c.Before.AnonymizedAt is null, "Place a new order; this one was anonymised when its time had come."),
    ]);

    /// <summary>What holds after routing, where the caller wants no unit to lose its place.</summary>
    public static readonly Rule KeepsFacilities = new("RT-1", RuleKind.Stock, OnResult, "every unit that had a place keeps one, and every added unit finds one", RoutingCoverage.AllUnitsKeepFacility, "Ask for less, another article or another facility, wait for stock, or allow units to become not routable.");

    /// <summary>The table that holds <see cref="KeepsFacilities"/>.</summary>
    public static readonly RuleSet Routing = new("routing", [KeepsFacilities]);

    /// <summary>docs/rules/undo.md: that something goes back.</summary>
    public static readonly Rule RestoresSomething = new("UN-1", RuleKind.Request, OnResult, "something the modification changed is still as it left it", c => c.Restored > 0 || c.NotRestored is not { IsEmpty: false }, "Ask for the fields you want by a modification of your own.");

    /// <summary>docs/rules/undo.md: that all goes back, where the caller wants that.</summary>
    public static readonly Rule RestoresEverything = new("UN-2", RuleKind.Request, OnResult, "everything the modification changed can go back", c => c.NotRestored is not { } left || left.All(n => n.IsRecreated), "Allow it to go back in part, or ask for the fields you want by a modification of your own.");

    /// <summary>The table that holds both.</summary>
    public static readonly RuleSet Undo = new(ActionNames.Undo, [RestoresSomething, RestoresEverything]);

    private static bool NoneInFlight(RuleContext c) =>
        c.Order.Pending is null
        && !c.Order.Holds.Any(h => h.Kind is HoldKind.Modify && h.StandsAt(c.Facts.Now) && h.Holder != c.Facts.Actor.Id);

    private static bool TendersAllow(RuleContext c)
    {
        if (c.Order.Tenders.IsEmpty || OrderTotalCalculator.Of(c.Before) is not { } before || OrderTotalCalculator.Of(c.Order) is not { } after)
            return true;
        return after.Amount.CompareTo(before.Amount) switch
        {
            > 0 => c.Order.Tenders.Any(t => t.CanIncrease),
            < 0 => c.Order.Tenders.Any(t => t.CanDecrease),
            _ => true,
        };
    }
}
