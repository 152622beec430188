using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Changes;
using Emend.Core.Decisions;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>
/// Decides what a request does to an order, or why it is refused: a pure function of the order, the request and the facts. Nothing in
/// the product decides a second time in a second place.
/// </summary>
public static class Decider
{
    /// <summary>Decides. Never throws for what a client asks.</summary>
    /// <param name="order">The order; null only where one is to be placed.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="context">The world.</param>
    public static Decision Decide(Order? order, OrderCommand command, DecisionContext context) => (order, command) switch
    {
        (null, OrderCommand.Place place) => PlaceOrderDecider.Decide(place, context),
        ({ } present, OrderCommand.Modify modify) => ModificationDecider.Decide(present, modify, context),
        ({ } present, OrderCommand.Undo undo) => UndoDecider.Decide(present, undo, context),
        ({ } present, OrderCommand.ChangeFulfillment changeFulfillment) => FulfillmentDecider.Decide(present, changeFulfillment, context),
        ({ } present, OrderCommand.UpdateReturnTask returning) => ReturnTaskDecider.Decide(present, returning, context),
        ({ } present, OrderCommand.UpdateHandoverJob updateHandoverJob) => HandoverDecider.Decide(present, updateHandoverJob, context),
        ({ } present, OrderCommand.UpdateLabel updateLabel) => LabelDecider.Decide(present, updateLabel, context),
        ({ } present, OrderCommand.UpdatePickJob pick) => PickJobDecider.Decide(present, pick, context),
        ({ } present, OrderCommand.RerouteUnroutable route) => UnroutableUnitsDecider.Decide(present, route, context),
        ({ } present, OrderCommand.RerouteShortage reroute) => ShortageDecider.Decide(present, reroute, context),
        ({ } present, OrderCommand.SetRetentionDates setRetentionDates) => RetentionDecider.Decide(present, setRetentionDates, context),
        ({ } present, OrderCommand.Anonymize anonymize) => RetentionDecider.Decide(present, anonymize, context),
        ({ } present, OrderCommand.Delete delete) => RetentionDecider.Decide(present, delete, context),
        ({ } present, OrderCommand.Release) => ReleaseDecider.Decide(present, context),
        ({ } present, OrderCommand.ExpirePromise) => PromisedOrderDecider.Expire(present, context),
        _ => throw new SwitchExpressionException(command),
    };

    /// <summary>
    /// The same tables asked without a request: each action of the policy, and what forbids it. Looks at no stock. Neither place-order
    /// is among them, since there is an order, nor reroute-short, which is
    /// about an article in a facility, nor expire-promise, which nobody asks for.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="context">The world, with the policy to ask.</param>
    public static ImmutableArray<AvailableAction> ActionsOf(Order order, DecisionContext context) => AvailableActionQuery.Of(order, context);

    /// <summary>The changes that lead from an order to what became of it: what was asked for, told by what was done.</summary>
    public static ImmutableArray<Change> ChangesBetween(Order before, Order after) => InverseChanges.Of(after, before);

    /// <summary>Looks at the rows again, without routing anything: what another policy would have said to a modification.</summary>
    /// <returns>The rows that refuse it, and the soft ones that were passed.</returns>
    public static (ImmutableArray<RuleViolation> Because, ImmutableArray<RuleOverride> Passed) Recheck(
        Order order, OrderCommand.Modify modify, DecisionContext context) => ModificationDecider.Recheck(order, modify, context);

    /// <summary>The rows that were looked at for what was accepted, by id: table by table, the invariants at the end.</summary>
    public static ImmutableArray<string> EvaluatedRulesOf(OrderCommand command, Decision.Accepted accepted, Policy policy) =>
        EvaluatedRules.Of(command, accepted, policy);

    /// <summary>
    /// The order as one of many that compete for stock; null where the command would be refused, is stale, or would route nothing.
    /// </summary>
    public static CompetingOrder? CompetesForStock(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context) =>
        UnroutableUnitsDecider.Competes(order, command, context);

    /// <summary>The articles whose stock and catalogue entry a decision may look at.</summary>
    public static IReadOnlyCollection<ArticleId> ArticlesOf(Order? order, OrderCommand command)
    {
        var articles = new HashSet<ArticleId>();
        if (order is not null)
            foreach (var line in order.Lines)
                articles.Add(line.Article);
        if (command is OrderCommand.Place place)
            foreach (var line in place.Draft.Lines)
                articles.Add(line.Article);
        if (command is OrderCommand.Modify modify)
            foreach (var change in modify.Changes)
                if (change is AddLine add)
                    articles.Add(add.Line.Article);
        if (command is OrderCommand.Undo undo)
            foreach (var line in undo.Of.Before.Lines)
                articles.Add(line.Article);
        return articles;
    }
}
