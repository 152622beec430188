namespace Emend.Core.Routing;

/// <summary>Evaluates every set of a few candidates, smallest sets first.</summary>
internal sealed class ExhaustiveSearch(SupplyCalculator supply, CandidateFacilities candidates, int[] few)
{
    /// <summary>Maximum number of candidates; they have 4,096 subsets.</summary>
    public const int MaxCandidates = 12;

    private readonly int[] _set = new int[MaxCandidates];

    /// <summary>Finds the facilities of the best route within the limit.</summary>
    public int[] Find(int limit)
    {
        limit = Math.Min(limit, few.Length);
        var max = GetMaxUnits(limit);
        for (var size = 1; size <= limit && max > 0; size++)
        {
            if (FindCheapest(size, max) is { } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Larger sets never supply fewer units, so only sets of the maximum size are evaluated.</summary>
    private long GetMaxUnits(int limit)
    {
        var max = 0L;
        for (var set = First(limit); IsSet(set); set = Next(set))
        {
            var facilities = GetMembers(set);
            if (supply.GetUpperBound(facilities) > max)
            {
                max = Math.Max(max, supply.GetMaxUnits(facilities));
            }
        }

        return max;
    }

    private int[]? FindCheapest(int size, long units)
    {
        int[]? cheapest = null;
        var lowest = long.MaxValue;
        for (var set = First(size); IsSet(set); set = Next(set))
        {
            var facilities = GetMembers(set);
            var penalty = 0L;
            foreach (var facility in facilities)
            {
                penalty += candidates.GetPenalty(facility);
            }

            if (penalty < lowest && supply.GetUpperBound(facilities) >= units && supply.GetMaxUnits(facilities) >= units)
            {
                (cheapest, lowest) = (facilities.ToArray(), penalty);
            }
        }

        return cheapest;
    }

    private Span<int> GetMembers(int set)
    {
        var count = 0;
        for (var i = 0; i < few.Length; i++)
        {
            if ((set & (1 << i)) != 0)
            {
                _set[count++] = few[i];
            }
        }

        return _set.AsSpan(0, count);
    }

    private bool IsSet(int set) => set != 0 && set < 1 << few.Length;

    private static int First(int size) => (1 << size) - 1;

    /// <summary>Returns the next larger number with the same number of bits.</summary>
    private static int Next(int set)
    {
        var lowest = set & -set;
        var carried = set + lowest;
        return carried | (((set ^ carried) >> 2) / lowest);
    }
}
