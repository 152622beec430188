using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// The indexed demand: articles by number, items that must be supplied by one facility, and groups of items that compete for the same
/// stock. Lines with quantity zero are omitted.
/// </summary>
internal sealed class IndexedDemand
{
    private readonly List<ArticleId> _articles;
    private readonly List<long> _needs;

    public IndexedDemand(ImmutableArray<DemandLine> lines, bool splitLines)
    {
        Lines = lines.IsDefault ? [] : lines;
        (_articles, _needs) = (new(Lines.Length), new(Lines.Length));
        var numbers = Lines.Length > 16 ? new Dictionary<ArticleId, int>(Lines.Length) : null;
        var items = new List<DemandItem>(Lines.Length);
        for (var i = 0; i < Lines.Length; i++)
        {
            var (_, article, quantity, bundle) = Lines[i];
            if (quantity.Thousandths <= 0)
            {
                continue;
            }

            var articleDemand = new ArticleDemand(AddArticle(article, numbers), quantity.Thousandths);
            _needs[articleDemand.Article] += articleDemand.Quantity;
            Total += articleDemand.Quantity;
            if (bundle != 0 && items.Find(item => item.Bundle == bundle) is { } together)
            {
                together.Add(i, articleDemand);
            }
            else
            {
                items.Add(new DemandItem(bundle, splitLines && bundle == 0, i, articleDemand));
            }
        }

        Groups = DemandGroup.Create(items, _articles.Count);
    }

    /// <summary>The original lines.</summary>
    public ImmutableArray<DemandLine> Lines { get; }

    /// <summary>The sum of all quantities.</summary>
    public long Total { get; }

    /// <summary>Groups of competing items; groups share no stock.</summary>
    public DemandGroup[] Groups { get; }

    public int ArticleCount => _articles.Count;

    public ArticleId GetArticle(int number) => _articles[number];

    /// <summary>Returns the total demand of an article, in thousandths.</summary>
    public long GetDemand(int article) => _needs[article];

    /// <summary>Returns the number of an article, or -1 if there is no demand.</summary>
    public int IndexOf(ArticleId article) => _articles.IndexOf(article);

    private int AddArticle(ArticleId article, Dictionary<ArticleId, int>? numbers)
    {
        var known = numbers is null ? _articles.IndexOf(article) : numbers.GetValueOrDefault(article, -1);
        if (known >= 0)
        {
            return known;
        }

        _articles.Add(article);
        _needs.Add(0);
        numbers?.Add(article, _articles.Count - 1);
        return _articles.Count - 1;
    }
}

/// <summary>Demand of an article, in thousandths.</summary>
internal readonly record struct ArticleDemand(int Article, long Quantity);

/// <summary>A line or the lines of a bundle. Supplied by one facility, unless divisible.</summary>
internal sealed class DemandItem(int bundle, bool divisible, int line, ArticleDemand articleDemand)
{
    public int Bundle { get; } = bundle;

    public bool Divisible { get; } = divisible;

    public List<int> Lines { get; } = [line];

    /// <summary>Demand per article; each article once.</summary>
    public List<ArticleDemand> Needs { get; } = [articleDemand];

    public long Units { get; private set; } = articleDemand.Quantity;

    public void Add(int line, ArticleDemand articleDemand)
    {
        Lines.Add(line);
        Units += articleDemand.Quantity;
        var same = Needs.FindIndex(n => n.Article == articleDemand.Article);
        if (same < 0)
        {
            Needs.Add(articleDemand);
        }
        else
        {
            Needs[same] = articleDemand with { Quantity = articleDemand.Quantity + Needs[same].Quantity };
        }
    }

    public bool FitsAt(StockTable stock, int facility)
    {
        foreach (var (article, quantity) in Needs)
        {
            if (stock[article, facility] < quantity)
            {
                return false;
            }
        }

        return true;
    }
}
