using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>The input of a rule: the order, the decision context and, for rules that evaluate a change, the change.</summary>
/// <param name="Before">The order before the request.</param>
/// <param name="Order">The order after the earlier changes; for rules on the result, after all changes.</param>
/// <param name="Context">The decision context.</param>
/// <param name="Change">The change; null for rules that evaluate the order or the result.</param>
public sealed record RuleContext(Order Before, Order Order, DecisionContext Context, Change? Change = null)
{
    /// <summary>The pick job of the request; null for other requests.</summary>
    public PickJob? PickJob { get; init; }

    /// <summary>The reported pick job action.</summary>
    public PickJobAction? PickJobAction { get; init; }

    /// <summary>The requested fulfillment action; null for other requests.</summary>
    public FulfillmentAction? FulfillmentAction { get; init; }

    /// <summary>The routing plan or pick job that the request names in place of the order; null for other requests.</summary>
    public EntityId? NamedEntity { get; init; }

    /// <summary>The requested retention command; null for other requests.</summary>
    public OrderCommand? RetentionCommand { get; init; }

    /// <summary>The return task of the request; null for other requests.</summary>
    public ReturnTask? ReturnTask { get; init; }

    /// <summary>The reported return task action.</summary>
    public ReturnTaskAction? ReturnTaskAction { get; init; }

    /// <summary>The handover job of the request; null for other requests.</summary>
    public HandoverJob? HandoverJob { get; init; }

    /// <summary>The reported handover job action.</summary>
    public HandoverJobAction? HandoverJobAction { get; init; }

    /// <summary>The requested creation of a handover job; null for other requests.</summary>
    public OrderCommand.CreateHandoverJob? HandoverCreation { get; init; }

    /// <summary>The facility for which a pick job is requested; null for other requests.</summary>
    public FacilityId? PickJobAt { get; init; }

    /// <summary>The shipment of the requested parcel; null for other requests.</summary>
    public Shipment? Shipment { get; init; }

    /// <summary>The parcel of the request; null for other requests.</summary>
    public Parcel? Parcel { get; init; }

    /// <summary>The label action of the request.</summary>
    public LabelAction? LabelAction { get; init; }

    /// <summary>The plans whose facility has a shortage; empty for other requests.</summary>
    public ImmutableArray<RoutingPlan> PlansWithShortage { get; init; } = [];

    /// <summary>Whether units keep a facility that has no picking capacity in time.</summary>
    public bool ExceedsCapacity { get; init; }

    /// <summary>The fields that an undo does not restore; null for other requests.</summary>
    public ImmutableArray<UnrestoredField>? UnrestoredFields { get; init; }

    /// <summary>The number of changes that an undo restores.</summary>
    public int RestoredChanges { get; init; }

    /// <summary>The line id of the change; null if the change has none.</summary>
    public LineId? LineId => Change?.TargetLine;

    /// <summary>The line of the change; null if the change names no line or the order does not have it.</summary>
    public Line? Line => KnownLine ?? (LineId is { } id ? Order.FindLine(id) : null);

    /// <summary>The line, if the caller already has it; saves the search.</summary>
    internal Line? KnownLine { get; init; }

    /// <summary>The article of the change.</summary>
    public ArticleId? Article => Change is AddLine add ? add.Line.Article : Line?.Article;

    /// <summary>The requested quantity; null if the change sets no quantity.</summary>
    public Quantity? Quantity => Change?.TargetQuantity;

    /// <summary>Whether the caller has the permission.</summary>
    public bool HasPermission(string permission) => Context.Actor.HasPermission(permission);

    /// <summary>Whether the article is sold in fractions. An unknown article is sold in pieces.</summary>
    public bool IsSoldByMeasure(ArticleId article) => Context.Catalog.TryGetValue(article, out var known) && known.IsSoldByMeasure;
}
