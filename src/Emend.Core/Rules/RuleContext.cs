using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>What a row looks at: the order, the facts, and, for rows about a change, the change.</summary>
/// <param name="Before">The order as it was before the request.</param>
/// <param name="Order">The order as the earlier changes left it; for results, as all of them leave it.</param>
/// <param name="Facts">The world.</param>
/// <param name="Change">The change; null for rows that look at the order or the result only.</param>
public sealed record RuleContext(Order Before, Order Order, DecisionContext Facts, Change? Change = null)
{
    /// <summary>The pick job the request is about; null in every other request.</summary>
    public PickJob? PickJob { get; init; }

    /// <summary>What was done on it.</summary>
    public PickJobAction? PickJobAction { get; init; }

    /// <summary>How the order is to be fulfilled otherwise; null in every other request.</summary>
    public FulfillmentAction? FulfillmentAction { get; init; }

    /// <summary>For how long the order is to be kept, or that its time has come; null in every other request.</summary>
    public OrderCommand? RetentionCommand { get; init; }

    /// <summary>The return task the request is about; null in every other request.</summary>
    public ReturnTask? ReturnTask { get; init; }

    /// <summary>What was done on it.</summary>
    public ReturnTaskAction? ReturnTaskAction { get; init; }

    /// <summary>The handover job the request is about; null in every other request.</summary>
    public HandoverJob? HandoverJob { get; init; }

    /// <summary>What was done on it.</summary>
    public HandoverJobAction? HandoverJobAction { get; init; }

    /// <summary>The shipment of the parcel the request is about; null in every other request.</summary>
    public Shipment? Shipment { get; init; }

    /// <summary>The parcel the request is about; null in every other request.</summary>
    public Parcel? Parcel { get; init; }

    /// <summary>What is to become of its label.</summary>
    public LabelAction? LabelAction { get; init; }

    /// <summary>The plans that are to give up what their facility lacks; in every other request none are looked for.</summary>
    public ImmutableArray<RoutingPlan> ShortPlans { get; init; } = [];

    /// <summary>What an undo leaves as it is; null in every other request.</summary>
    public ImmutableArray<UnrestoredField>? NotRestored { get; init; }

    /// <summary>Of an undo: how many changes go back.</summary>
    public int Restored { get; init; }

    /// <summary>The id of the line the change names; null where it names none.</summary>
    public LineId? LineId => Change switch
    {
        SetLineQuantity c => c.Line,
        SetLineArticle c => c.Line,
        SetLineAttributes c => c.Line,
        _ => null,
    };

    /// <summary>The line the change names; null where it names none or the order has none of that id.</summary>
    public Line? Line => KnownLine ?? (LineId is { } id ? Order.FindLine(id) : null);

    /// <summary>The same, where whoever asks has it at hand.</summary>
    internal Line? KnownLine { get; init; }

    /// <summary>The article the change is about.</summary>
    public ArticleId? Article => Change is AddLine add ? add.Line.Article : Line?.Article;

    /// <summary>How much the change asks for; null where it does not speak of it.</summary>
    public Quantity? Quantity => Change switch
    {
        SetLineQuantity c => c.To,
        AddLine c => c.Line.Quantity,
        _ => null,
    };

    /// <summary>Whether the caller may.</summary>
    public bool HasPermission(string permission) => Facts.Actor.HasPermission(permission);

    /// <summary>Whether fractions of the article are sold; an article the tenant does not know counts in pieces.</summary>
    public bool IsSoldByMeasure(ArticleId article) => Facts.Catalog.TryGetValue(article, out var known) && known.IsSoldByMeasure;
}
