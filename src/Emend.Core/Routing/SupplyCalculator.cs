namespace Emend.Core.Routing;

/// <summary>Calculates the units that a set of facilities can supply, and their placement.</summary>
internal sealed class SupplyCalculator(IndexedDemand demand, StockTable stock)
{
    /// <summary>Limit of search steps for items that compete for stock. After it, the best result so far counts.</summary>
    private const int MaxSearchSteps = 200_000;

    private readonly SharedStockPacking _shared = new(stock, MaxSearchSteps);

    /// <summary>Whether a search reached its limit, so that the result may not be optimal.</summary>
    public bool LimitReached => _shared.LimitReached;

    /// <summary>Returns an upper bound of the units that the facilities can supply.</summary>
    public long GetUpperBound(ReadOnlySpan<int> facilities)
    {
        var sum = 0L;
        foreach (var group in demand.Groups)
        {
            sum += GetUpperBound(group, demand, stock, facilities);
        }

        return sum;
    }

    /// <summary>Returns the maximum units that the facilities can supply together.</summary>
    public long GetMaxUnits(ReadOnlySpan<int> facilities)
    {
        var sum = 0L;
        foreach (var group in demand.Groups)
        {
            var bound = GetUpperBound(group, demand, stock, facilities);
            sum += group.Indivisible.Length > 1 || (group.Indivisible.Length == 1 && group.Divisible.Length > 0)
                ? _shared.Pack(group, facilities, bound)
                : bound;
        }

        return sum;
    }

    /// <summary>Places as many units as possible; earlier facilities are preferred.</summary>
    public RouteBuilder Place(ReadOnlySpan<int> facilities)
    {
        var placement = new RouteBuilder(demand, facilities.ToArray());
        foreach (var group in demand.Groups)
        {
            if (group.IsSingle)
            {
                placement.PlaceAtFirstFit(group.Indivisible[0], stock, facilities);
            }
            else
            {
                _shared.Pack(group, facilities, GetUpperBound(group, demand, stock, facilities));
                _shared.Write(placement);
            }
        }

        return placement;
    }

    /// <summary>
    /// Returns an upper bound per article for items that fit at a facility; exact if no indivisible items of the group compete.
    /// </summary>
    public static long GetUpperBound(DemandGroup group, IndexedDemand demand, StockTable stock, ReadOnlySpan<int> facilities)
    {
        Span<long> demanded = group.Articles.Length <= 32 ? stackalloc long[group.Articles.Length] : new long[group.Articles.Length];
        demanded.Clear();
        foreach (var item in group.Indivisible)
        {
            if (!FitsAny(item, stock, facilities))
            {
                continue;
            }

            if (group.IsSingle)
            {
                return item.Units;
            }

            foreach (var (article, quantity) in item.Needs)
            {
                demanded[Array.IndexOf(group.Articles, article)] += quantity;
            }
        }

        foreach (var item in group.Divisible)
        {
            demanded[Array.IndexOf(group.Articles, item.Needs[0].Article)] += item.Units;
        }

        var sum = 0L;
        for (var i = 0; i < demanded.Length; i++)
        {
            var article = group.Articles[i];
            sum += demanded[i] == 0 ? 0 : Math.Min(demanded[i], Sum(stock.GetRow(article), facilities, demand.GetDemand(article)));
        }

        return sum;
    }

    private static long Sum(ReadOnlySpan<long> row, ReadOnlySpan<int> facilities, long enough)
    {
        var sum = 0L;
        foreach (var facility in facilities)
        {
            sum += Math.Min(row[facility], enough);
        }

        return sum;
    }

    private static bool FitsAny(DemandItem item, StockTable stock, ReadOnlySpan<int> facilities)
    {
        foreach (var facility in facilities)
        {
            if (item.FitsAt(stock, facility))
            {
                return true;
            }
        }

        return false;
    }
}
