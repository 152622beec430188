using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emend.Core.Changes;
using Emend.Core.Deciding;
using Emend.Core.Differences;
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
    /// <param name="facts">The world.</param>
    public static Decision Decide(Order? order, OrderCommand command, Facts facts) => (order, command) switch
    {
        (null, OrderCommand.Place place) => Placing.Decide(place, facts),
        ({ } present, OrderCommand.Modify modify) => Modifying.Decide(present, modify, facts),
        ({ } present, OrderCommand.Undo undo) => Undoing.Decide(present, undo, facts),
        ({ } present, OrderCommand.Process process) => Processing.Decide(present, process, facts),
        ({ } present, OrderCommand.Return returning) => ReturnWork.Decide(present, returning, facts),
        ({ } present, OrderCommand.Hand hand) => HandoverWork.Decide(present, hand, facts),
        ({ } present, OrderCommand.Label label) => LabelWork.Decide(present, label, facts),
        ({ } present, OrderCommand.Pick pick) => PickingWork.Decide(present, pick, facts),
        ({ } present, OrderCommand.RouteWaiting route) => WaitingUnits.Decide(present, route, facts),
        ({ } present, OrderCommand.RerouteShort reroute) => ShortUnits.Decide(present, reroute, facts),
        ({ } present, OrderCommand.Keep keep) => Keeping.Decide(present, keep, facts),
        ({ } present, OrderCommand.Anonymize anonymize) => Keeping.Decide(present, anonymize, facts),
        ({ } present, OrderCommand.Delete delete) => Keeping.Decide(present, delete, facts),
        ({ } present, OrderCommand.Release) => Releasing.Decide(present, facts),
        ({ } present, OrderCommand.ExpirePromise) => Promising.Expire(present, facts),
        _ => throw new SwitchExpressionException(command),
    };

    /// <summary>
    /// The same tables asked without a request: each action of the policy, and what forbids it. Looks at no stock. Neither place-order
    /// is among them, since there is an order, nor reroute-short, which is
    /// about an article in a facility, nor expire-promise, which nobody asks for.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="facts">The world, with the policy to ask.</param>
    public static ImmutableArray<ActionAnswer> ActionsOf(Order order, Facts facts) => Possible.Of(order, facts);

    /// <summary>The changes that lead from an order to what became of it: what was asked for, told by what was done.</summary>
    public static ImmutableArray<Change> ChangesBetween(Order before, Order after) => Backwards.Of(after, before);

    /// <summary>Looks at the rows again, without routing anything: what another policy would have said to a modification.</summary>
    /// <returns>The rows that refuse it, and the soft ones that were passed.</returns>
    public static (ImmutableArray<Refusal> Because, ImmutableArray<Passed> Passed) Recheck(
        Order order, OrderCommand.Modify modify, Facts facts) => Modifying.Recheck(order, modify, facts);

    /// <summary>The rows that were looked at for what was accepted, by id: table by table, the invariants at the end.</summary>
    public static ImmutableArray<string> RowsFor(OrderCommand command, Decision.Accepted accepted, Policy policy) =>
        RowsLookedAt.Of(command, accepted, policy);

    /// <summary>
    /// The order as one of many that compete for stock; null where the command would be refused, is stale, or would route nothing.
    /// </summary>
    public static Competitor? Competes(Order order, OrderCommand.RouteWaiting command, Facts facts) =>
        WaitingUnits.Competes(order, command, facts);

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
