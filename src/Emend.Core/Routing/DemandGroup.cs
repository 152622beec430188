namespace Emend.Core.Routing;

/// <summary>Items that compete directly or indirectly for the stock of the same articles.</summary>
internal sealed class DemandGroup
{
    private DemandGroup(List<DemandItem> items)
    {
        Indivisible = [.. items.Where(i => !i.Divisible).OrderByDescending(i => i.Units)];
        Divisible = [.. items.Where(i => i.Divisible)];
        Articles = [.. items.SelectMany(i => i.Needs).Select(n => n.Article).Distinct()];
        Units = items.Sum(i => i.Units);
    }

    private DemandGroup(DemandItem item)
    {
        (Indivisible, Divisible) = item.Divisible ? ([], [item]) : (new[] { item }, Array.Empty<DemandItem>());
        Articles = new int[item.Needs.Count];
        for (var i = 0; i < Articles.Length; i++)
        {
            Articles[i] = item.Needs[i].Article;
        }

        Units = item.Units;
    }

    /// <summary>Indivisible items, largest first.</summary>
    public DemandItem[] Indivisible { get; }

    /// <summary>Items that several facilities can share.</summary>
    public DemandItem[] Divisible { get; }

    public int[] Articles { get; }

    public long Units { get; }

    /// <summary>Whether the group is one indivisible item.</summary>
    public bool IsSingle => Indivisible.Length == 1 && Divisible.Length == 0;

    public static DemandGroup[] Create(List<DemandItem> items, int articles)
    {
        if (items.Count == articles && items.TrueForAll(i => i.Needs.Count == 1))
        {
            return items.ConvertAll(i => new DemandGroup(i)).ToArray();
        }

        var root = new int[articles];
        for (var i = 0; i < articles; i++)
        {
            root[i] = i;
        }

        foreach (var item in items)
        {
            foreach (var articleDemand in item.Needs)
            {
                root[FindRoot(root, articleDemand.Article)] = FindRoot(root, item.Needs[0].Article);
            }
        }

        return [.. items.GroupBy(i => FindRoot(root, i.Needs[0].Article)).Select(group => new DemandGroup([.. group]))];
    }

    private static int FindRoot(int[] root, int article)
    {
        while (root[article] != article)
        {
            article = root[article];
        }

        return article;
    }
}
