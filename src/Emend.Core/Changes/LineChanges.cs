using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Sets how much of a line is wanted; zero removes the line.</summary>
public sealed record SetLineQuantity(LineId Line, Quantity To) : Change
{
    internal override string Action => ActionNames.EditLineItems;

    internal override bool CausesReroute => true;

    internal override bool IsAlreadyApplied(Order order) => order.FindLine(Line)?.Quantity == To;

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids)
    {
        var line = order.FindLine(Line)!;
        if (To != Quantity.Zero)
            return new([new OrderEvent.LineQuantityChanged(Line, line.Quantity, To)]);

        var attributes = order.PersonalData.LineAttributes;
        return new(
            [new OrderEvent.LineRemoved(Line, line.Article, line.Quantity)],
            attributes.ContainsKey(Line) ? order.PersonalData with { LineAttributes = attributes.Remove(Line) } : null);
    }

    internal override RebaseResult RebaseOnto(Order then, Order now)
    {
        if (then.FindLine(Line) is not { } was)
            return RebaseResult.From(this);
        if (now.FindLine(Line) is not { } line)
            return To == Quantity.Zero ? RebaseResult.From(null) : RebaseResult.Conflict(LineConflicts.Gone(Line, then, now, DiffJson.Of(To))!);
        if (To == Quantity.Zero && LineConflicts.Altered(Line, then, now) is { } altered)
            return RebaseResult.Conflict(altered);
        var merge = new ThreeWayMerge();
        return new(
            merge.TryChange(LineConflicts.Path(Line, "quantity"), "quantity", (was.Quantity, line.Quantity, To), DiffJson.Of) ? this : null,
            merge.Conflicts);
    }
}

/// <summary>Sets what a line says of its article.</summary>
/// <param name="Line">The line.</param>
/// <param name="To">The new properties.</param>
/// <param name="ExpectedArticle">The article the caller named along with them; must be the line's own.</param>
public sealed record SetLineArticle(LineId Line, ArticleProperties To, ArticleId? ExpectedArticle) : Change
{
    internal override string Action => ActionNames.EditLineItems;

    internal override bool CausesReroute => true;

    internal override bool IsAlreadyApplied(Order order) =>
        order.FindLine(Line) is { } line && line.Properties == To && (ExpectedArticle is not { } named || named == line.Article);

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids) =>
        new([new OrderEvent.LineArticleChanged(Line, order.FindLine(Line)!.Properties, To)]);

    internal override RebaseResult RebaseOnto(Order then, Order now)
    {
        if (then.FindLine(Line) is not { } was)
            return RebaseResult.From(this);
        if (now.FindLine(Line) is not { } line)
            return RebaseResult.Conflict(LineConflicts.Gone(Line, then, now, DiffJson.Of(To.Title))!);
        var merge = new ThreeWayMerge();
        var title = merge.TryChange(
            LineConflicts.Path(Line, "title"), "title", (was.Properties.Title, line.Properties.Title, To.Title), DiffJson.Of);
        var details = merge.TryChange(
            LineConflicts.Path(Line, "details"), "details", (was.Properties.Details, line.Properties.Details, To.Details), d => d?.Raw);
        var rest = new ArticleProperties(
            title ? To.Title : line.Properties.Title, details ? To.Details : line.Properties.Details);
        return new(rest == line.Properties && !merge.Conflicts.IsEmpty ? null : this with { To = rest }, merge.Conflicts);
    }
}

/// <summary>Adds a line, at the catalogue's price of today.</summary>
public sealed record AddLine(NewOrderLine Line) : Change
{
    internal override string Action => ActionNames.AddLineItem;

    internal override bool CausesReroute => true;

    internal override bool IsAlreadyApplied(Order order) => false;

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids)
    {
        var line = Line.ToLine(new LineId(ids.Next()), context.PriceOf(Line.Article, order.Currency));
        return new(
            [new OrderEvent.LineAdded(line)],
            Line.Attributes.IsEmpty
                ? null
                : order.PersonalData with { LineAttributes = order.PersonalData.LineAttributes.Add(line.Id, Line.Attributes) });
    }

    internal override RebaseResult RebaseOnto(Order then, Order now) =>
        now.Lines.FirstOrDefault(l => l.Article == Line.Article && then.FindLine(l.Id) is null) is { } added
            ? RebaseResult.Conflict(new(LineConflicts.Path(added.Id), null, OrderFields.Line(added, now).Said,
                new(DiffJson.Of(Line.Quantity)), "line"))
            : RebaseResult.From(this);
}
