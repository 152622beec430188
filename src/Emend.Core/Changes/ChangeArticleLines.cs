using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>
/// A change of every line of an article. Names no line, so that one request applies to many orders. An order without the article stays
/// unchanged.
/// </summary>
/// <param name="Article">The article.</param>
/// <param name="Content">The change of each line. Its own line is <see cref="AnyLine"/>.</param>
public sealed record ChangeArticleLines(ArticleId Article, Change Content) : Change
{
    /// <summary>Stands for the line of <see cref="Content"/>.</summary>
    public static readonly LineId AnyLine = new("");

    internal override string Action => Content.Action;

    internal override bool CausesReroute => Content.CausesReroute;

    /// <summary>Replaces each change of an article by the changes of its lines. Returns also the index of the original change.</summary>
    internal static ImmutableArray<(Change Change, int Index)> Expand(ImmutableArray<Change> changes, Order order) =>
    [
        .. changes.Index().SelectMany(c => c.Item is ChangeArticleLines article
            ? order.Lines.Where(l => l.Article == article.Article).Select(l => (article.Content.WithLine(l.Id), c.Index))
            : [(c.Item, c.Index)]),
    ];

    /// <summary>The change of the first line of the article; the content without a line if the order has none.</summary>
    internal Change GetExample(Order order) =>
        order.Lines.FirstOrDefault(l => l.Article == Article) is { } line ? Content.WithLine(line.Id) : Content;

    internal override bool Sets(string path) => false;

    internal override bool IsAlreadyApplied(Order order) =>
        Expand([this], order).All(c => c.Change.IsAlreadyApplied(order));

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids) =>
        throw new InvalidOperationException("The change is applied to each line.");

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder) => RebaseResult.From(this);
}
