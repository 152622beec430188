namespace Emend.Core.Routing;

/// <summary>How much of the order a given set of facilities can supply, and which line from where.</summary>
internal sealed class SupplyCalculator(IndexedDemand demand, StockTable stock)
{
    /// <summary>So many steps of search in all for items that compete for stock; beyond, what was found by then counts.</summary>
    private const int MaxSearchSteps = 200_000;

    private readonly SharedStockPacking _shared = new(stock, MaxSearchSteps);

    /// <summary>Whether a search was given up, so that there may be more to find.</summary>
    public bool LimitReached => _shared.GaveUp;

    /// <summary>No placing in these facilities exceeds it.</summary>
    public long Bound(ReadOnlySpan<int> facilities)
    {
        var sum = 0L;
        foreach (var group in demand.Groups)
        {
            sum += Bound(group, demand, stock, facilities);
        }

        return sum;
    }

    /// <summary>The most units that these facilities can supply together.</summary>
    public long Units(ReadOnlySpan<int> facilities)
    {
        var sum = 0L;
        foreach (var group in demand.Groups)
        {
            var bound = Bound(group, demand, stock, facilities);
            sum += group.Whole.Length > 1 || (group.Whole.Length == 1 && group.Divisible.Length > 0)
                ? _shared.Pack(group, facilities, bound)
                : bound;
        }

        return sum;
    }

    /// <summary>Places as many units as possible; facilities that come earlier are asked first.</summary>
    public RouteBuilder Place(ReadOnlySpan<int> facilities)
    {
        var placement = new RouteBuilder(demand, facilities.ToArray());
        foreach (var group in demand.Groups)
        {
            if (group.IsSingle)
            {
                placement.PlaceWhole(group.Whole[0], stock, facilities);
            }
            else
            {
                _shared.Pack(group, facilities, Bound(group, demand, stock, facilities));
                _shared.Write(placement);
            }
        }

        return placement;
    }

    /// <summary>Each article alone, and only for what fits somewhere; exact where nothing in the group competes for whole places.</summary>
    public static long Bound(DemandGroup group, IndexedDemand demand, StockTable stock, ReadOnlySpan<int> facilities)
    {
        Span<long> wished = group.Articles.Length <= 32 ? stackalloc long[group.Articles.Length] : new long[group.Articles.Length];
        wished.Clear();
        foreach (var item in group.Whole)
        {
            if (!FitsOne(item, stock, facilities))
            {
                continue;
            }

            if (group.IsSingle)
            {
                return item.Units;
            }

            foreach (var (article, quantity) in item.Needs)
            {
                wished[Array.IndexOf(group.Articles, article)] += quantity;
            }
        }

        foreach (var item in group.Divisible)
        {
            wished[Array.IndexOf(group.Articles, item.Needs[0].Article)] += item.Units;
        }

        var sum = 0L;
        for (var i = 0; i < wished.Length; i++)
        {
            var article = group.Articles[i];
            sum += wished[i] == 0 ? 0 : Math.Min(wished[i], Sum(stock.Row(article), facilities, demand.NeedOf(article)));
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

    private static bool FitsOne(DemandItem item, StockTable stock, ReadOnlySpan<int> facilities)
    {
        foreach (var facility in facilities)
        {
            if (item.Fits(stock, facility))
            {
                return true;
            }
        }

        return false;
    }
}
