using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;

namespace Emend.Core.Routing;

/// <summary>
/// What can be had of each wanted article at each facility, the order's own included; never negative. Its array is rented: dispose it.
/// </summary>
internal sealed class StockTable : IDisposable
{
    /// <summary>More than any order wants, and few enough to be added up.</summary>
    private const long Plenty = long.MaxValue / (1L << 20);

    private readonly int _facilities;
    private readonly long[] _amounts;

    public StockTable(IndexedDemand demand, Network network, IStockView stock, ImmutableArray<OwnReservation> own)
    {
        _facilities = network.Facilities.Length;
        _amounts = ArrayPool<long>.Shared.Rent(demand.Articles * _facilities);
        if (stock.IsInfinite)
        {
            _amounts.AsSpan(0, demand.Articles * _facilities).Fill(Plenty);
            return;
        }

        for (var article = 0; article < demand.Articles; article++)
        {
            var timeRangeClause = _amounts.AsSpan(article * _facilities, _facilities);
            var known = stock.Available(demand.Article(article));
            known = known[..Math.Min(known.Length, _facilities)];
            known.CopyTo(timeRangeClause);
            timeRangeClause[known.Length..].Clear();
        }

        AddOwn(demand, network, own);
        RaiseToZero(_amounts.AsSpan(0, demand.Articles * _facilities));
    }

    public long this[int article, int facility] => _amounts[(article * _facilities) + facility];

    /// <summary>One article at all facilities.</summary>
    public ReadOnlySpan<long> Row(int article) => _amounts.AsSpan(article * _facilities, _facilities);

    public void Dispose() => ArrayPool<long>.Shared.Return(_amounts);

    private void AddOwn(IndexedDemand demand, Network network, ImmutableArray<OwnReservation> own)
    {
        foreach (var (facility, article, quantity) in own.IsDefault ? [] : own)
        {
            if (demand.NumberOf(article) is >= 0 and var number && network.IndexOf(facility) is >= 0 and var index)
            {
                _amounts[(number * _facilities) + index] += quantity.Thousandths;
            }
        }
    }

    private static void RaiseToZero(Span<long> amounts)
    {
        var done = 0;
        for (; done <= amounts.Length - Vector<long>.Count; done += Vector<long>.Count)
        {
            Vector.Max(new Vector<long>(amounts[done..]), Vector<long>.Zero).CopyTo(amounts[done..]);
        }

        for (; done < amounts.Length; done++)
        {
            amounts[done] = Math.Max(amounts[done], 0);
        }
    }
}
