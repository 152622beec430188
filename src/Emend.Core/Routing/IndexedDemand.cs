using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// The demand, taken apart: articles by number, items that go to one facility together, and groups of items that compete for
/// the same stock. Lines of nothing are left out.
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

            var articleDemand = new ArticleDemand(Number(article, numbers), quantity.Thousandths);
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

        Groups = DemandGroup.Of(items, _articles.Count);
    }

    /// <summary>The lines as they were asked for.</summary>
    public ImmutableArray<DemandLine> Lines { get; }

    /// <summary>The sum of all quantities.</summary>
    public long Total { get; }

    /// <summary>Items by what they compete for; groups share no stock.</summary>
    public DemandGroup[] Groups { get; }

    public int Articles => _articles.Count;

    public ArticleId Article(int number) => _articles[number];

    /// <summary>How much all lines want of an article.</summary>
    public long NeedOf(int article) => _needs[article];

    /// <summary>Its number, or -1 where it is not wanted.</summary>
    public int NumberOf(ArticleId article) => _articles.IndexOf(article);

    private int Number(ArticleId article, Dictionary<ArticleId, int>? numbers)
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

/// <summary>So much of an article, by its number.</summary>
internal readonly record struct ArticleDemand(int Article, long Quantity);

/// <summary>A line, or the lines of a bundle: placed whole at one facility, unless divisible.</summary>
internal sealed class DemandItem(int bundle, bool divisible, int line, ArticleDemand articleDemand)
{
    public int Bundle { get; } = bundle;

    public bool Divisible { get; } = divisible;

    public List<int> Lines { get; } = [line];

    /// <summary>What it takes of each article; no article twice.</summary>
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

    public bool Fits(StockTable stock, int facility)
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
