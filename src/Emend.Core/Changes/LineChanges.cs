using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>Sets the quantity of a line; zero removes the line.</summary>
public sealed record SetLineQuantity(LineId Line, Quantity To) : Change
{
    /// <summary>Whether a line with a smaller quantity stays unchanged.</summary>
    public bool OnlyLowers { get; init; }

    internal override string Action => ActionNames.EditLineItems;

    internal override bool CausesReroute => true;

    internal override LineId? TargetLine => Line;

    internal override Change WithLine(LineId line) => this with { Line = line };

    internal override Quantity? TargetQuantity => To;

    internal override bool Sets(string path) => path == LineConflicts.GetPath(Line, "quantity") || path == LineConflicts.GetPath(Line);

    internal override bool IsAlreadyApplied(Order order) =>
        order.FindLine(Line) is { } line && (line.Quantity == To || (OnlyLowers && line.Quantity < To));

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids)
    {
        var line = order.FindLine(Line)!;
        if (To != Quantity.Zero)
        {
            return new([new OrderEvent.LineQuantityChanged(Line, line.Quantity, To)]);
        }

        var attributes = order.PersonalData.LineAttributes;
        return new(
            [new OrderEvent.LineRemoved(Line, line.Article, line.Quantity)],
            attributes.ContainsKey(Line) ? order.PersonalData with { LineAttributes = attributes.Remove(Line) } : null);
    }

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        if (baseOrder.FindLine(Line) is not { } previousLine)
        {
            return RebaseResult.From(this);
        }

        if (currentOrder.FindLine(Line) is not { } line)
        {
            return To == Quantity.Zero ? RebaseResult.From(null)
                : RebaseResult.Conflict(LineConflicts.FindRemoval(Line, baseOrder, currentOrder, DiffJson.ToJson(To))!);
        }

        if (To == Quantity.Zero && LineConflicts.FindModification(Line, baseOrder, currentOrder) is { } altered)
        {
            return RebaseResult.Conflict(altered);
        }

        var merge = new ThreeWayMerge();
        return new(
            merge.TryChange(
                LineConflicts.GetPath(Line, "quantity"), "quantity", (previousLine.Quantity, line.Quantity, To), DiffJson.ToJson)
                ? this : null,
            merge.Conflicts);
    }
}

/// <summary>Sets the article properties of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="To">The new properties.</param>
/// <param name="ExpectedArticle">The article that the caller expects; must be the article of the line. Null if not specified.</param>
public sealed record SetLineArticle(LineId Line, ArticleProperties To, ArticleId? ExpectedArticle) : Change
{
    /// <summary>Details to merge by name, instead of those of <see cref="To"/>. Null: all details are replaced.</summary>
    public ImmutableSortedDictionary<string, JsonText?>? DetailChanges { get; init; }

    internal override string Action => ActionNames.EditLineItems;

    internal override bool CausesReroute => true;

    internal override LineId? TargetLine => Line;

    internal override Change WithLine(LineId line) => this with { Line = line };

    internal override bool Sets(string path) =>
        path == LineConflicts.GetPath(Line, "title") || path == LineConflicts.GetPath(Line, "details");

    internal override bool IsAlreadyApplied(Order order) =>
        order.FindLine(Line) is { } line && line.Properties == ApplyTo(line.Properties)
            && (ExpectedArticle is not { } expected || expected == line.Article);

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids) =>
        new([new OrderEvent.LineArticleChanged(Line, order.FindLine(Line)!.Properties, ApplyTo(order.FindLine(Line)!.Properties))]);

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        if (baseOrder.FindLine(Line) is not { } previousLine)
        {
            return RebaseResult.From(this);
        }

        if (currentOrder.FindLine(Line) is not { } line)
        {
            return RebaseResult.Conflict(LineConflicts.FindRemoval(Line, baseOrder, currentOrder, DiffJson.ToJson(To.Title))!);
        }

        var merge = new ThreeWayMerge();
        var title = merge.TryChange(
            LineConflicts.GetPath(Line, "title"), "title",
                (previousLine.Properties.Title, line.Properties.Title, To.Title), DiffJson.ToJson);
        var (details, restDetails) = RebaseDetails(previousLine.Properties.Details, line.Properties.Details, merge);
        var rest = this with { To = new(title ? To.Title : line.Properties.Title, details), DetailChanges = restDetails };
        return new(rest.ApplyTo(line.Properties) == line.Properties && !merge.Conflicts.IsEmpty ? null : rest, merge.Conflicts);
    }

    private (JsonText? Details, ImmutableSortedDictionary<string, JsonText?>? Changes) RebaseDetails(
        JsonText? then, JsonText? now, ThreeWayMerge merge)
    {
        var path = LineConflicts.GetPath(Line, "details");
        return DetailChanges is { } changes
            ? (To.Details, merge.MergeAttributes(path, AttributeMerge.ReadMembers(then), AttributeMerge.ReadMembers(now), changes))
            : (merge.TryChange(path, "details", (then, now, To.Details), d => d?.Raw) ? To.Details : now, null);
    }

    private ArticleProperties ApplyTo(ArticleProperties present) =>
        DetailChanges is { } changes ? To with { Details = AttributeMerge.MergeObject(present.Details, changes) } : To;
}

/// <summary>Adds a line at the current catalog price.</summary>
public sealed record AddLine(NewOrderLine Line) : Change
{
    internal override string Action => ActionNames.AddLineItem;

    internal override bool CausesReroute => true;

    internal override Quantity? TargetQuantity => Line.Quantity;

    internal override bool Sets(string path) => false;

    internal override bool IsAlreadyApplied(Order order) => false;

    internal override bool CanApply(Order order) => Line.Quantity > Quantity.Zero;

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids)
    {
        var line = Line.ToLine(new LineId(ids.Next()), catalog.FindPrice(Line.Article, order.Currency));
        return new(
            [new OrderEvent.LineAdded(line)],
            Line.Attributes.IsEmpty
                ? null
                : order.PersonalData with { LineAttributes = order.PersonalData.LineAttributes.Add(line.Id, Line.Attributes) });
    }

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder) =>
        currentOrder.Lines.FirstOrDefault(l => l.Article == Line.Article && baseOrder.FindLine(l.Id) is null) is { } added
            ? RebaseResult.Conflict(new(LineConflicts.GetPath(added.Id), null, OrderFields.CreateLine(added, currentOrder).AsJson,
                new(DiffJson.ToJson(Line.Quantity)), "line"))
            : RebaseResult.From(this);
}
