using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// The policy in which conditions evaluate the units and entities that a change touches, not the whole order. It has the rules of the
/// fulfillmenttools policy, except those that docs/rules/flexible replaces. Pages of unchanged rule sets are in docs/rules/fulfillmenttools.
/// </summary>
public static class FlexiblePolicy
{
    private const string UnitsStarted = "Reset or abort the pick job of these units, or add a line.";
    private const string ResetFirst = "Reset or abort these pick jobs first. Picked goods stay at their facility.";
    private const string VoidLabels = "Cancel the labels first, or force the cancellation.";
    private const string CombineLines = "Change the quantity of the line that has the article and the attributes.";

    private static readonly Rule NoNewTwin = new(
        "EL-12",
        Request,
        OnResult,
        "the modification does not put an article with the same attributes on another line",
        HasNoNewTwin,
        CombineLines);

    /// <summary>The policy with all rule sets.</summary>
    public static readonly Policy Policy = new("flexible", 1, [.. FulfillmenttoolsPolicy.Policy.RuleSets.Select(Adapt)]);

    private static RuleSet Adapt(RuleSet ruleSet) => ruleSet.Action switch
    {
        ActionNames.EditLineItems => AdaptLineItems(ruleSet),
        ActionNames.AddLineItem => Without(Replace(ruleSet, "AL-9", NoNewTwin with { Id = "AL-10" }), "AL-5"),
        ActionNames.PreferredDate => Replace(ruleSet, "PD-3", new(
            "PD-5",
            State,
            OnOrder,
            "the order has units on which work has not started",
            HasUnitsNotStarted,
            "Add a line, or place a new order.")),
        ActionNames.Delivery => AdaptDelivery(ruleSet),
        ActionNames.CustomAttributes => AdaptAttributes(ruleSet),
        ActionNames.Consumer => Replace(ruleSet, "CO-3", new(
            "CO-6",
            State,
            OnChange,
            "goods remain that are not handed over, or the delivery address does not change",
            c => c.Change is not SetConsumer set || set.KeepsDeliveryAddress(c.Order) || c.Before.Plans.Any(p => !IsHandedOver(c.Before, p)),
            "Ask the carrier to redirect the parcel.",
            RequestField.Addresses)),
        ActionNames.PlaceOrder => Replace(ruleSet, "PO-4", new(
            "PO-12",
            Request,
            OnOrder,
            "no article with the same attributes is on more than one line",
            c => CountTwins(c.Order).Values.All(n => n == 1),
            "Combine the lines that have the same article and the same attributes.",
            RequestField.OrderLines)),
        ActionNames.AssignOrder => AdaptReroute(ruleSet, ("AS-3", "AS-12"), ("AS-4", "AS-13"), ("AS-5", "AS-14")),
        ActionNames.RerouteOrder => AdaptReroute(ruleSet, ("RR-2", "RR-5"), ("RR-3", "RR-6"), ("RR-4", "RR-7")),
        _ => ruleSet,
    };

    private static RuleSet AdaptLineItems(RuleSet ruleSet) => Replace(Replace(ruleSet, "EL-10", NoNewTwin), "EL-4", new(
        "EL-11",
        State,
        OnChange,
        "work has not started on the units that the change removes or describes",
        TouchesNoStartedUnits,
        UnitsStarted,
        RequestField.Quantity));

    private static RuleSet AdaptAttributes(RuleSet ruleSet)
    {
        var adapted = Replace(ruleSet, "CA-3", new(
            "CA-5",
            State,
            OnChange,
            "work has not started on the line, if the change sets attributes of a line",
            c => c.LineId is not { } line || GetStartedQuantity(c.Before, line) == Quantity.Zero,
            UnitsStarted));
        return adapted with { Rules = adapted.Rules.Add(NoNewTwin with { Id = "CA-6" }) };
    }

    private static RuleSet AdaptDelivery(RuleSet ruleSet)
    {
        var adapted = Replace(ruleSet, "DV-2", new(
            "DV-8",
            State,
            OnOrder,
            "the order has units on which work has not started",
            HasUnitsNotStarted,
            "Change the carrier of the shipment, or place a new order."));
        return adapted with
        {
            Rules = adapted.Rules.Add(new(
                "DV-9",
                State,
                OnChange,
                "all operational entities of the order are open, or the delivery method stays",
                c => OrderPredicates.AllOperationalEntitiesOpen(c.Before)
                    || c.Change is not SetDelivery set || set.ApplyTo(c.Order.Delivery).Method == c.Order.Delivery.Method,
                FulfillmenttoolsPolicy.TooLate,
                RequestField.DeliveryMethod) { IsMandatory = true }),
        };
    }

    private static RuleSet AdaptReroute(
        RuleSet ruleSet, (string Old, string New) jobs, (string Old, string New) goods, (string Old, string New) labels)
    {
        ruleSet = Replace(ruleSet, jobs.Old, new(
            jobs.New,
            State,
            OnOrder,
            "all pick jobs are open, except those whose goods are handed over",
            c => c.Before.PickJobs.All(j => j.Status is PickJobStatus.Open || IsHandedOver(c.Before, j.Id)),
            ResetFirst));
        ruleSet = Replace(ruleSet, goods.Old, new(
            goods.New,
            State,
            OnOrder,
            "all picked goods are restocked or handed over",
            HasNoPickedGoods,
            ResetFirst));
        return Replace(ruleSet, labels.Old, new(
            labels.New,
            State,
            OnOrder,
            "no shipping label is requested for goods that are not handed over",
            c => c.Before.Shipments.All(s => (s.PickJobId is { } job && IsHandedOver(c.Before, job)) || !HasLabel(s)),
            VoidLabels));
    }

    private static RuleSet Replace(RuleSet ruleSet, string id, Rule rule) =>
        ruleSet with { Rules = ruleSet.Rules.Replace(ruleSet.Rules.Single(r => r.Id == id), rule) };

    private static RuleSet Without(RuleSet ruleSet, string id) =>
        ruleSet with { Rules = ruleSet.Rules.Remove(ruleSet.Rules.Single(r => r.Id == id)) };

    private static bool HasUnitsNotStarted(RuleContext c) =>
        c.Before.Plans.Any(p => c.Before.FindPickJobOfPlan(p.Id) is null or { Status: PickJobStatus.Open });

    private static bool TouchesNoStartedUnits(RuleContext c) => (c.Change, c.Line) switch
    {
        (SetLineQuantity set, { } line) => set.To >= line.Quantity || set.To >= GetStartedQuantity(c.Before, line.Id),
        (SetLineArticle, { } line) => GetStartedQuantity(c.Before, line.Id) == Quantity.Zero,
        _ => true,
    };

    private static Quantity GetStartedQuantity(Order order, LineId line) => OrderPredicates.GetStartedQuantity(order, line);

    private static bool HasNoPickedGoods(RuleContext c) =>
        c.Before.Lines.All(l => l.PickedNotRestocked == Quantity.Zero)
        && c.Before.PickJobs.All(j => IsHandedOver(c.Before, j.Id) || j.Lines.All(l => l.Picked == Quantity.Zero));

    private static bool HasLabel(Shipment shipment) => shipment.Parcels.Any(OrderPredicates.IsLabelRequested);

    private static bool IsHandedOver(Order order, RoutingPlan plan) =>
        order.FindPickJobOfPlan(plan.Id) is { } job && IsHandedOver(order, job.Id);

    private static bool IsHandedOver(Order order, EntityId pickJob) =>
        order.HandoverJobs.Any(h => h.PickJobId == pickJob && h.HasHandedOver);

    private static bool HasNoNewTwin(RuleContext c)
    {
        var before = CountTwins(c.Before);
        return CountTwins(c.Order).All(twins => twins.Value == 1 || twins.Value <= before.GetValueOrDefault(twins.Key));
    }

    // Attributes are an engraving, for example: in the article properties or in the custom attributes of the line.
    private static Dictionary<(ArticleId Article, JsonText? Details, string Attributes), int> CountTwins(Order order) => order.Lines
        .GroupBy(l => (l.Article, l.Properties.Details, string.Join(
            '\n', order.PersonalData.GetLineAttributes(l.Id).Select(a => $"{a.Key}={a.Value.Raw}"))))
        .ToDictionary(g => g.Key, g => g.Count());
}
