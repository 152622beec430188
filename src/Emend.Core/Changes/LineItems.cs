using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Sets how much of a line is wanted; zero removes the line.</summary>
public sealed record SetLineQuantity(LineId Line, Quantity To) : Change
{
    internal override string Action => Actions.EditLineItems;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) => order.FindLine(Line)?.Quantity == To;

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids)
    {
        var line = order.FindLine(Line)!;
        if (To != Quantity.Zero)
            return new([new OrderEvent.LineQuantitySet(Line, line.Quantity, To)]);

        var attributes = order.Personal.LineAttributes;
        return new(
            [new OrderEvent.LineRemoved(Line, line.Article, line.Quantity)],
            attributes.ContainsKey(Line) ? order.Personal with { LineAttributes = attributes.Remove(Line) } : null);
    }

    internal override OnTop OnTopOf(Order then, Order now)
    {
        if (then.FindLine(Line) is not { } was)
            return OnTop.Of(this);
        if (now.FindLine(Line) is not { } line)
            return To == Quantity.Zero ? OnTop.Of(null) : OnTop.Conflict(LineConflicts.Gone(Line, then, now, Json.Of(To))!);
        if (To == Quantity.Zero && LineConflicts.Altered(Line, then, now) is { } altered)
            return OnTop.Conflict(altered);
        var merge = new Merge();
        return new(
            merge.May(LineConflicts.Path(Line, "quantity"), "quantity", (was.Quantity, line.Quantity, To), Json.Of) ? this : null,
            merge.Conflicts);
    }
}

/// <summary>Sets what a line says of its article.</summary>
/// <param name="Line">The line.</param>
/// <param name="To">The new properties.</param>
/// <param name="Named">The article the caller named along with them; must be the line's own.</param>
public sealed record SetLineArticle(LineId Line, ArticleProperties To, ArticleId? Named) : Change
{
    internal override string Action => Actions.EditLineItems;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) =>
        order.FindLine(Line) is { } line && line.Properties == To && (Named is not { } named || named == line.Article);

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids) =>
        new([new OrderEvent.LineArticleSet(Line, order.FindLine(Line)!.Properties, To)]);

    internal override OnTop OnTopOf(Order then, Order now)
    {
        if (then.FindLine(Line) is not { } was)
            return OnTop.Of(this);
        if (now.FindLine(Line) is not { } line)
            return OnTop.Conflict(LineConflicts.Gone(Line, then, now, Json.Of(To.Title))!);
        var merge = new Merge();
        var title = merge.May(
            LineConflicts.Path(Line, "title"), "title", (was.Properties.Title, line.Properties.Title, To.Title), Json.Of);
        var details = merge.May(
            LineConflicts.Path(Line, "details"), "details", (was.Properties.Details, line.Properties.Details, To.Details), d => d?.Raw);
        var rest = new ArticleProperties(
            title ? To.Title : line.Properties.Title, details ? To.Details : line.Properties.Details);
        return new(rest == line.Properties && !merge.Conflicts.IsEmpty ? null : this with { To = rest }, merge.Conflicts);
    }
}

/// <summary>Adds a line, at the catalogue's price of today.</summary>
public sealed record AddLine(LineDraft Line) : Change
{
    internal override string Action => Actions.AddLineItem;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) => false;

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids)
    {
        var line = Line.ToLine(new LineId(ids.Next()), facts.PriceOf(Line.Article, order.Currency));
        return new(
            [new OrderEvent.LineAdded(line)],
            Line.Attributes.IsEmpty
                ? null
                : order.Personal with { LineAttributes = order.Personal.LineAttributes.Add(line.Id, Line.Attributes) });
    }

    internal override OnTop OnTopOf(Order then, Order now) =>
        now.Lines.FirstOrDefault(l => l.Article == Line.Article && then.FindLine(l.Id) is null) is { } added
            ? OnTop.Conflict(new(LineConflicts.Path(added.Id), null, OrderFields.Line(added, now).Said,
                new(Json.Of(Line.Quantity)), "line"))
            : OnTop.Of(this);
}
