namespace Emend.Core.Routing;

/// <summary>
/// Drops facilities that cannot be needed. One dominates another if it has at least as much of everything the order can use there
/// and is not worse. Where stocks add up, both may be needed; so a facility goes only if as many dominate it as a best route can
/// have facilities: one of those is then outside the route and can take its place.
/// </summary>
internal static class Dominance
{
    /// <summary>
    /// Those that fewer than <paramref name="enough"/> others dominate, best first; null where they are more than
    /// <paramref name="most"/>. The candidates come best first.
    /// </summary>
    public static int[]? Undominated(Wanted wanted, StockTable stock, int[] candidates, int enough, int most)
    {
        var kept = new List<int>(most);
        var usable = new List<long[]>(most);
        foreach (var facility in candidates)
        {
            var profile = Usable(wanted, stock, facility);
            var above = 0;
            foreach (var other in usable)
            {
                above += Covers(other, profile) ? 1 : 0;
            }

            if (above >= enough)
            {
                continue;
            }

            if (kept.Count == most)
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
    public static int Enough(Wanted wanted, int limit, int? known)
    {
        var competing = 0L;
        foreach (var group in wanted.Groups)
        {
            competing += group.Divisible.Length > 0 ? int.MaxValue : group.IsSingle ? 0 : group.Whole.Length;
        }

        return (int)Math.Max(1, Math.Min(Math.Min(competing, limit), known ?? int.MaxValue));
    }

    private static long[] Usable(Wanted wanted, StockTable stock, int facility)
    {
        var usable = new long[wanted.Articles];
        foreach (var group in wanted.Groups)
        {
            if (group.IsSingle && !group.Whole[0].Fits(stock, facility))
            {
                continue;
            }

            foreach (var article in group.Articles)
            {
                usable[article] = Math.Min(stock[article, facility], wanted.NeedOf(article));
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
