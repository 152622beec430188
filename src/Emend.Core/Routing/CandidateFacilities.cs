using System.Buffers;
using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>
/// The rated facilities that passed the fences. Facilities are identified by their index in the network. Dispose the instance to return its
/// rented arrays.
/// </summary>
internal sealed class CandidateFacilities : IDisposable
{
    private readonly int[] _facilities;
    private readonly long[] _penalty;
    private readonly long[] _unitsAlone;
    private readonly NetworkIndex _index;

    public CandidateFacilities(RoutingContext context, RoutingStrategy strategy)
    {
        var (demand, network, indexedDemand, stock) = (context.Demand, context.Network, context.IndexedDemand, context.Stock);
        var size = network.Facilities.Length;
        _index = network.Index;
        _facilities = ArrayPool<int>.Shared.Rent(Math.Max(1, size));
        _penalty = ArrayPool<long>.Shared.Rent(size);
        _unitsAlone = ArrayPool<long>.Shared.Rent(size);
        (Count, Fences) = Routing.Fences.Apply(context, strategy.Fences, _facilities);
        WithOwnReservations = demand.OwnReservations.IsDefaultOrEmpty ? [] : FindWithOwnReservations(demand.OwnReservations, network);
        Ratings = new Ratings(context, strategy, All);
        foreach (var facility in All)
        {
            _penalty[facility] = Ratings.GetPenalty(facility);
            _unitsAlone[facility] = 0;
        }

        foreach (var group in indexedDemand.Groups)
        {
            AddUnitsAlone(group, indexedDemand, stock);
        }
    }

    public int Count { get; }

    public ImmutableArray<FenceCount> Fences { get; }

    public Ratings Ratings { get; }

    /// <summary>All candidates, in network order.</summary>
    public Span<int> All => _facilities.AsSpan(0, Count);

    /// <summary>The candidates with reservations of the order.</summary>
    public int[] WithOwnReservations { get; }

    /// <summary>Returns the penalty of a facility, in millionths.</summary>
    public long GetPenalty(int facility) => _penalty[facility];

    /// <summary>
    /// Returns an upper bound of the units that a facility can supply alone, in thousandths; exact if it can supply all units.
    /// </summary>
    public long GetUnitsAlone(int facility) => _unitsAlone[facility];

    /// <summary>Compares by penalty, then by id. A total order that does not depend on the network order.</summary>
    public int Compare(int one, int other) => _penalty[one] != _penalty[other]
        ? _penalty[one].CompareTo(_penalty[other])
        : _index.Rank[one].CompareTo(_index.Rank[other]);

    /// <summary>
    /// Finds the best facility that can supply at least the given units alone, and the number of such facilities; -1 if there is none.
    /// </summary>
    public (int Best, int Count) FindBestAlone(long units)
    {
        var (best, count) = (-1, 0);
        foreach (var facility in All)
        {
            if (_unitsAlone[facility] >= units)
            {
                count++;
                best = best < 0 || Compare(facility, best) < 0 ? facility : best;
            }
        }

        return (best, count);
    }

    /// <summary>Returns the facilities that can supply any units, best first.</summary>
    public int[] GetUseful()
    {
        var useful = new List<int>(Count);
        foreach (var facility in All)
        {
            if (_unitsAlone[facility] > 0)
            {
                useful.Add(facility);
            }
        }

        useful.Sort(Compare);
        return [.. useful];
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_facilities);
        ArrayPool<long>.Shared.Return(_penalty);
        ArrayPool<long>.Shared.Return(_unitsAlone);
    }

    private int[] FindWithOwnReservations(ImmutableArray<OwnReservation> own, Network network)
    {
        var held = new SortedSet<int>();
        foreach (var reservation in own)
        {
            held.Add(network.IndexOf(reservation.Facility));
        }

        held.RemoveWhere(facility => Array.BinarySearch(_facilities, 0, Count, facility) < 0);
        return [.. held];
    }

    private void AddUnitsAlone(DemandGroup group, IndexedDemand demand, StockTable stock)
    {
        if (group.IsSingle && group.Articles.Length == 1)
        {
            var row = stock.GetRow(group.Articles[0]);
            foreach (var facility in All)
            {
                _unitsAlone[facility] += row[facility] >= group.Units ? group.Units : 0;
            }

            return;
        }

        foreach (var facility in All)
        {
            _unitsAlone[facility] += SupplyCalculator.GetUpperBound(group, demand, stock, [facility]);
        }
    }
}
