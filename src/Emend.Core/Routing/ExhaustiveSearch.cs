namespace Emend.Core.Routing;

/// <summary>Every set of a few candidates, fewest facilities first.</summary>
internal sealed class ExhaustiveSearch(SupplyCalculator supplyCalculator, CandidateFacilities candidateFacilities, int[] few)
{
    /// <summary>So many candidates at most; there are 4,096 sets of them.</summary>
    public const int MaxCandidates = 12;

    private readonly int[] _set = new int[MaxCandidates];

    /// <summary>The facilities of the best route of at most so many.</summary>
    public int[] Find(int limit)
    {
        limit = Math.Min(limit, few.Length);
        var max = MostUnits(limit);
        for (var size = 1; size <= limit && max > 0; size++)
        {
            if (Cheapest(size, max) is { } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>More facilities never supply less, so only the largest sets matter.</summary>
    private long MostUnits(int limit)
    {
        var max = 0L;
        for (var set = First(limit); IsSet(set); set = Next(set))
        {
            var facilities = Members(set);
            if (supplyCalculator.Bound(facilities) > max)
            {
                max = Math.Max(max, supplyCalculator.Units(facilities));
            }
        }

        return max;
    }

    private int[]? Cheapest(int size, long units)
    {
        int[]? cheapest = null;
        var lowest = long.MaxValue;
        for (var set = First(size); IsSet(set); set = Next(set))
        {
            var facilities = Members(set);
            var penalty = 0L;
            foreach (var facility in facilities)
            {
                penalty += candidateFacilities.Penalty(facility);
            }

            if (penalty < lowest && supplyCalculator.Bound(facilities) >= units && supplyCalculator.Units(facilities) >= units)
            {
                (cheapest, lowest) = (facilities.ToArray(), penalty);
            }
        }

        return cheapest;
    }

    private Span<int> Members(int set)
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

    /// <summary>The next larger number with as many bits.</summary>
    private static int Next(int set)
    {
        var lowest = set & -set;
        var carried = set + lowest;
        return carried | (((set ^ carried) >> 2) / lowest);
    }
}
