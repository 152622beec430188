using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Decisions;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>
/// Decides all order commands. Each decision is a pure function of the order, the command and the decision context. No other code
/// makes these decisions.
/// </summary>
public static class Decider
{
    /// <summary>Decides a command. Never throws for client input. A command that would change nothing is answered with NoChange.</summary>
    /// <param name="order">The order; null only for a new order.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">The decision context.</param>
    public static Decision Decide(Order? order, OrderCommand command, DecisionContext context)
    {
        var decision = DecideCommand(order, command, context);
        return order is null ? decision : OrderChangeCheck.Apply(order, decision);
    }

    /// <summary>
    /// Evaluates every action of the policy without a request and returns the rules that prevent it. Reads no stock. Omits place-order
    /// (the order exists), reroute-shortage (it needs an article and a facility) and expire-promise (only Emend executes it).
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="context">The decision context with the policy to evaluate.</param>
    public static ImmutableArray<AvailableAction> GetAvailableActions(Order order, DecisionContext context) =>
        AvailableActionQuery.GetAvailableActions(order, context);

    /// <summary>Evaluates the rules of a modification without version check, rebase and routing, for policy simulations.</summary>
    /// <returns>The violations and the overridden rules.</returns>
    public static (ImmutableArray<RuleViolation> Violations, ImmutableArray<RuleOverride> Overrides) EvaluateRules(
        Order order, OrderCommand.Modify modify, DecisionContext context) => ModificationDecider.EvaluateRules(order, modify, context);

    /// <summary>
    /// Returns the order as one of many that compete for stock. Null if the command would be rejected, has a version conflict, or would
    /// route nothing.
    /// </summary>
    public static CompetingOrder? ToCompetingOrder(Order order, OrderCommand.RerouteUnroutable command, DecisionContext context) =>
        UnroutableUnitsDecider.ToCompetingOrder(order, command, context);

    /// <summary>Returns the articles whose stock and catalog entry a decision may read.</summary>
    public static IReadOnlyCollection<ArticleId> GetArticles(Order? order, OrderCommand command)
    {
        var articles = new HashSet<ArticleId>();
        if (order is not null)
        {
            foreach (var line in order.Lines)
            {
                articles.Add(line.Article);
            }
        }

        if (command is OrderCommand.Place place)
        {
            foreach (var line in place.NewOrder.Lines)
            {
                articles.Add(line.Article);
            }
        }

        if (command is OrderCommand.Modify modify)
        {
            foreach (var change in modify.Changes)
            {
                if (change is AddLine add)
                {
                    articles.Add(add.Line.Article);
                }
            }
        }

        if (command is OrderCommand.Undo undo)
        {
            foreach (var line in undo.Modification.Before.Lines)
            {
                articles.Add(line.Article);
            }
        }

        return articles;
    }

    private static Decision DecideCommand(Order? order, OrderCommand command, DecisionContext context) => (order, command) switch
    {
        (null, OrderCommand.Place place) => PlaceOrderDecider.Decide(place, context),
        ({ } present, OrderCommand.Modify modify) => ModificationDecider.Decide(present, modify, context),
        ({ } present, OrderCommand.Undo undo) => UndoDecider.Decide(present, undo, context),
        ({ } present, OrderCommand.ChangeFulfillment changeFulfillment) => FulfillmentDecider.Decide(present, changeFulfillment, context),
        ({ } present, OrderCommand.UpdateReturnTask returning) => ReturnTaskDecider.Decide(present, returning, context),
        ({ } present, OrderCommand.UpdateHandoverJob updateHandoverJob) => HandoverDecider.Decide(present, updateHandoverJob, context),
        ({ } present, OrderCommand.CreateHandoverJob create) => HandoverCreationDecider.Decide(present, create, context),
        ({ } present, OrderCommand.UpdateLabel updateLabel) => LabelDecider.Decide(present, updateLabel, context),
        ({ } present, OrderCommand.UpdatePickJob pick) => PickJobDecider.Decide(present, pick, context),
        ({ } present, OrderCommand.RerouteUnroutable route) => UnroutableUnitsDecider.Decide(present, route, context),
        ({ } present, OrderCommand.RerouteShortage reroute) => ShortageDecider.Decide(present, reroute, context),
        ({ } present, OrderCommand.SetRetentionDates setRetentionDates) => RetentionDecider.Decide(present, setRetentionDates, context),
        ({ } present, OrderCommand.Anonymize anonymize) => RetentionDecider.Decide(present, anonymize, context),
        ({ } present, OrderCommand.Delete delete) => RetentionDecider.Decide(present, delete, context),
        ({ } present, OrderCommand.Release release) => ReleaseDecider.Decide(present, release, context),
        ({ } present, OrderCommand.ExpirePromise) => PromisedOrderDecider.Expire(present, context),
        _ => throw new SwitchExpressionException(command),
    };
}
