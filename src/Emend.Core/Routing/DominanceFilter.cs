namespace Emend.Core.Routing;

/// <summary>
/// Removes facilities that no best route needs. A facility dominates another if it has at least as much usable stock of every article and
/// is not worse. If stocks add up, both can be needed. A facility is therefore removed only if as many facilities dominate it as a best
/// route can contain: then one of them is not in the route and can replace it.
/// </summary>
internal static class DominanceFilter
{
    /// <summary>
    /// Returns the facilities that fewer than <paramref name="enough"/> others dominate, best first; null if there are more than
    /// <paramref name="max"/>. The candidates must be sorted best first.
    /// </summary>
    public static int[]? FindUndominated(IndexedDemand demand, StockTable stock, int[] candidates, int enough, int max)
    {
        var remaining = new List<int>(max);
        var usable = new List<long[]>(max);
        foreach (var facility in candidates)
        {
            var profile = GetUsableStock(demand, stock, facility);
            var above = 0;
            foreach (var other in usable)
            {
                above += Dominates(other, profile) ? 1 : 0;
            }

            if (above >= enough)
            {
                continue;
            }

            if (remaining.Count == max)
            {
                return null;
            }

            remaining.Add(facility);
            usable.Add(profile);
        }

        return [.. remaining];
    }

    /// <summary>
    /// Returns how many dominating facilities make a facility unnecessary. Each facility of a best route serves an item that competes for
    /// stock or a share of a divisible item. A best route has at most as many facilities as a known route with the maximum units.
    /// </summary>
    public static int GetRequiredDominators(IndexedDemand demand, int limit, int? known)
    {
        var competing = 0L;
        foreach (var group in demand.Groups)
        {
            competing += group.Divisible.Length > 0 ? int.MaxValue : group.IsSingle ? 0 : group.Indivisible.Length;
        }

        return (int)Math.Max(1, Math.Min(Math.Min(competing, limit), known ?? int.MaxValue));
    }

    private static long[] GetUsableStock(IndexedDemand demand, StockTable stock, int facility)
    {
        var usable = new long[demand.ArticleCount];
        foreach (var group in demand.Groups)
        {
            if (group.IsSingle && !group.Indivisible[0].FitsAt(stock, facility))
            {
                continue;
            }

            foreach (var article in group.Articles)
            {
                usable[article] = Math.Min(stock[article, facility], demand.GetDemand(article));
            }
        }

        return usable;
    }

    private static bool Dominates(long[] one, long[] other)
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
