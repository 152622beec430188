namespace Emend.Core.Routing;

/// <summary>
/// Drops facilities that cannot be needed. One dominates another if it has at least as much of everything the order can use there
/// and is not worse. Where stocks add up, both may be needed; so a facility goes only if as many dominate it as a best route can
/// have facilities: one of those is then outside the route and can take its place.
/// </summary>
internal static class DominanceFilter
{
    /// <summary>
    /// Those that fewer than <paramref name="enough"/> others dominate, best first; null where they are more than
    /// <paramref name="max"/>. The candidates come best first.
    /// </summary>
    public static int[]? Undominated(IndexedDemand demand, StockTable stock, int[] candidates, int enough, int max)
    {
        var kept = new List<int>(max);
        var usable = new List<long[]>(max);
        foreach (var facility in candidates)
        {
            var profile = Usable(demand, stock, facility);
            var above = 0;
            foreach (var other in usable)
            {
                above += Covers(other, profile) ? 1 : 0;
            }

            if (above >= enough)
            {
                continue;
            }

            if (kept.Count == max)
            {
                return null;
            }

            kept.Add(facility);
            usable.Add(profile);
        }

        return [.. kept];
    }

    /// <summary>
    /// How many facilities can dominate one and all be needed beside it: each serves an item that competes for stock, or a share of
    /// a divisible one; in a best route at most so many as a route that already places all that can be placed.
    /// </summary>
    public static int Enough(IndexedDemand demand, int limit, int? known)
    {
        var competing = 0L;
        foreach (var group in demand.Groups)
        {
            competing += group.Divisible.Length > 0 ? int.MaxValue : group.IsSingle ? 0 : group.Whole.Length;
        }

        return (int)Math.Max(1, Math.Min(Math.Min(competing, limit), known ?? int.MaxValue));
    }

    private static long[] Usable(IndexedDemand demand, StockTable stock, int facility)
    {
        var usable = new long[demand.Articles];
        foreach (var group in demand.Groups)
        {
            if (group.IsSingle && !group.Whole[0].Fits(stock, facility))
            {
                continue;
            }

            foreach (var article in group.Articles)
            {
                usable[article] = Math.Min(stock[article, facility], demand.NeedOf(article));
            }
        }

        return usable;
    }

    private static bool Covers(long[] one, long[] other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] < other[i])
            {
                return false;
            }
        }

        return true;
    }
}
