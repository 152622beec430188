using Emend.Core.Orders;
using Emend.Core.Pricing;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Mandatory rules of every policy. Source: docs/rules/invariants.md, docs/rules/offered-actions.md,
/// docs/rules/routing.md and docs/rules/undo.md.</summary>
public static class InvariantRules
{
    /// <summary>Rules of every modification.</summary>
    public static readonly RuleSet RuleSet = new("invariants",
    [
        new(
            "IN-1",
            Invariant,
            OnOrder,
            "the order is not canceled",
            c => c.Order.IsActive,
            "Place a new order."),
        new(
            "IN-2",
            Invariant,
            OnOrder,
            "no other modification is pending",
            HasNoPendingModification,
            "Wait until the other modification is applied or canceled, or until the hold is removed or expires."),
        new(
            "IN-3",
            Invariant,
            OnChange,
            "the quantity of the line is at least the shipped quantity",
            c => c.Line is not { } l || c.Quantity is not { } q || q >= l.Shipped,
            "Specify at least the shipped quantity.",
            RequestField.Quantity),
        new(
            "IN-4",
            Invariant,
            OnChange,
            "the quantity of the line is at least the picked quantity",
            c => c.Line is not { } l || c.Quantity is not { } q || q >= l.Quantity || q >= OrderPredicates.GetPickedQuantity(c.Order, l),
            "Specify at least the picked quantity. Otherwise reset the pick job or cancel the handover first, and restock the picked goods.",
            RequestField.Quantity),
        new(
            "IN-5",
            Invariant,
            OnResult,
            "the new total is at least the invoiced amount",
            c =>
                c.Order.Invoices.IsEmpty || OrderTotalCalculator.Calculate(c.Order) is not { } total
                    || total.Amount >= c.Order.Invoices.Sum(i => i.Amount),
            "Credit an invoice first."),
        new(
            "IN-6",
            Invariant,
            OnResult,
            "the tenders allow the new total",
            TendersAllowTotal,
            "Keep the total, or pay with another tender."),
        new(
            "IN-7",
            Invariant,
            OnResult,
            "the order keeps every unit of started pick jobs",
            c => OrderPredicates.StartedWorkIsStillOrdered(c.Before, c.Order),
            "Keep these units, or reset or abort the pick jobs first."),
        new(
            "IN-8",
            Invariant,
            OnOrder,
            "the order is not anonymized",
            c => c.Before.AnonymizedAt is null,
            "Place a new order. This order is anonymized."),
    ]);

    /// <summary>The policy has rule sets for the request.</summary>
    public static readonly Rule ActionIsOffered = new(
        "PA-1",
        Invariant,
        OnChange,
        "the policy offers the action",
        c => c.Subject switch
        {
            RuleSubject.OfAction action => c.Context.Policy.Find(action.Name) is not null,
            RuleSubject.OfChange change => !c.Context.Policy.RuleSetsFor(change.Change, c.Order).IsEmpty,
            _ => true,
        },
        "Choose an action that the policy offers, or ask an administrator to assign a policy that offers this action.");

    /// <summary>A change that satisfies the rules of the policy can be applied. A policy can have rules of its own for it.</summary>
    public static readonly Rule ChangeCanBeApplied = new(
        "PA-2",
        Invariant,
        OnChange,
        "the order has what the change names, and the values of the change are complete",
        c => c.Change is not { } change || change.CanApply(c.Order),
        "Name current lines of the order, and specify all values.");

    /// <summary>The rule set with <see cref="ActionIsOffered"/> and <see cref="ChangeCanBeApplied"/>.</summary>
    public static readonly RuleSet OfferedActions = new("offered-actions", [ActionIsOffered, ChangeCanBeApplied]);

    /// <summary>Rule on the routing result, if the caller rejects unroutable units.</summary>
    public static readonly Rule UnitsStayRouted = new(
        "RT-1",
        RuleKind.Stock,
        OnResult,
        "every routed unit stays routed, and every added unit is routed",
        RoutingCoverage.AllUnitsStayRouted,
        "Reduce the quantity, choose another article or facility, wait for stock, or allow unroutable units.");

    /// <summary>The rule set with <see cref="UnitsStayRouted"/>.</summary>
    public static readonly RuleSet Routing = new("routing", [UnitsStayRouted]);

    /// <summary>An undo restores at least one field.</summary>
    public static readonly Rule RestoresSomething = new(
        "UN-1",
        RuleKind.Request,
        OnResult,
        "at least one changed field still has the modified value",
        c => c.Subject is not RuleSubject.OfUndo { RestoresAnything: false, UnrestoredFields.IsEmpty: false },
        "Submit a modification with the values you want.");

    /// <summary>An undo restores every field, if the caller requires that.</summary>
    public static readonly Rule RestoresEverything = new(
        "UN-2",
        RuleKind.Request,
        OnResult,
        "every changed field can be restored",
        c => c.Subject is not RuleSubject.OfUndo undo || undo.UnrestoredFields.All(n => n.IsRecreated),
        "Allow a partial undo, or submit a modification with the values you want.");

    /// <summary>The rule set with both undo rules.</summary>
    public static readonly RuleSet Undo = new(ActionNames.Undo, [RestoresSomething, RestoresEverything]);

    private static bool HasNoPendingModification(RuleContext c) =>
        c.Order.Pending is null
        && !c.Order.Holds.Any(h => h.Kind is HoldKind.Modify && h.IsActiveAt(c.Context.Now) && h.Holder != c.Context.Actor.Id);

    private static bool TendersAllowTotal(RuleContext c)
    {
        if (c.Order.Tenders.IsEmpty || OrderTotalCalculator.Calculate(c.Before) is not { } before
            || OrderTotalCalculator.Calculate(c.Order) is not { } after)
        {
            return true;
        }

        return after.Amount.CompareTo(before.Amount) switch
        {
            > 0 => c.Order.Tenders.Any(t => t.CanIncrease),
            < 0 => c.Order.Tenders.Any(t => t.CanDecrease),
            _ => true,
        };
    }
}
