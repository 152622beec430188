using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>The input of a rule: the order, the decision context, and what the rule set guards.</summary>
/// <param name="Before">The order before the request.</param>
/// <param name="Order">The order after the earlier changes; for rules on the result, after all changes.</param>
/// <param name="Context">The decision context.</param>
/// <param name="Subject">What the rule set guards.</param>
public sealed record RuleContext(Order Before, Order Order, DecisionContext Context, RuleSubject Subject)
{
    /// <summary>Creates the input of rules on the order, without a request.</summary>
    internal static RuleContext ForOrder(Order order, DecisionContext context) =>
        new(order, order, context, RuleSubject.OfOrder.Instance);

    /// <summary>Whether the caller has the permission.</summary>
    public bool HasPermission(string permission) => Context.Actor.HasPermission(permission);

    /// <summary>Whether the article is sold in fractions. An unknown article is sold in pieces.</summary>
    public bool IsSoldByMeasure(ArticleId article) => Context.IsSoldByMeasure(article);
}

/// <summary>Members of the change that a rule evaluates; null for every other subject.</summary>
internal static class ChangeRuleContext
{
    extension(RuleContext c)
    {
        /// <summary>The change.</summary>
        public Change? Change => (c.Subject as RuleSubject.OfChange)?.Change;

        /// <summary>The line id of the change; null if the change has none.</summary>
        public LineId? LineId => c.Change?.TargetLine;

        /// <summary>The line of the change; null if the change names no line or the order does not have it.</summary>
        public Line? Line => (c.Subject as RuleSubject.OfChange)?.Line;

        /// <summary>The article of the change.</summary>
        public ArticleId? Article => c.Change is AddLine add ? add.Line.Article : c.Line?.Article;

        /// <summary>The requested quantity; null if the change sets no quantity.</summary>
        public Quantity? Quantity => c.Change?.TargetQuantity;
    }
}
