using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;

namespace Emend.Core.Routing;

/// <summary>
/// Available stock of each demanded article per facility, including reservations of the order; never negative. Dispose the instance to
/// return its rented array.
/// </summary>
internal sealed class StockTable : IDisposable
{
    /// <summary>An amount above any demand that does not overflow in sums.</summary>
    private const long UnlimitedAmount = long.MaxValue / (1L << 20);

    private readonly int _facilities;
    private readonly long[] _amounts;

    public StockTable(IndexedDemand demand, Network network, IStockView stock, ImmutableArray<OwnReservation> own)
    {
        _facilities = network.Facilities.Length;
        _amounts = ArrayPool<long>.Shared.Rent(demand.ArticleCount * _facilities);
        if (stock.IsInfinite)
        {
            _amounts.AsSpan(0, demand.ArticleCount * _facilities).Fill(UnlimitedAmount);
            return;
        }

        for (var article = 0; article < demand.ArticleCount; article++)
        {
            var row = _amounts.AsSpan(article * _facilities, _facilities);
            var known = stock.Available(demand.GetArticle(article));
            known = known[..Math.Min(known.Length, _facilities)];
            known.CopyTo(row);
            row[known.Length..].Clear();
        }

        AddOwnReservations(demand, network, own);
        RaiseToZero(_amounts.AsSpan(0, demand.ArticleCount * _facilities));
    }

    public long this[int article, int facility] => _amounts[(article * _facilities) + facility];

    /// <summary>Returns the stock of one article at all facilities.</summary>
    public ReadOnlySpan<long> GetRow(int article) => _amounts.AsSpan(article * _facilities, _facilities);

    public void Dispose() => ArrayPool<long>.Shared.Return(_amounts);

    private void AddOwnReservations(IndexedDemand demand, Network network, ImmutableArray<OwnReservation> own)
    {
        foreach (var (facility, article, quantity) in own.IsDefault ? [] : own)
        {
            if (demand.IndexOf(article) is >= 0 and var number && network.IndexOf(facility) is >= 0 and var index)
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
