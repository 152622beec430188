using System.Buffers;
using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>
/// The facilities that passed the fences, rated. Facilities are named by their number in the network. Its arrays are rented: dispose it.
/// </summary>
internal sealed class CandidateFacilities : IDisposable
{
    private readonly int[] _facilities;
    private readonly long[] _penalty;
    private readonly long[] _alone;
    private readonly NetworkIndex _map;

    public CandidateFacilities(RoutingContext field, RoutingStrategy strategy)
    {
        var (demand, network, wanted, stock) = (field.Demand, field.Network, field.Wanted, field.Stock);
        var size = network.Facilities.Length;
        _map = network.Map;
        _facilities = ArrayPool<int>.Shared.Rent(Math.Max(1, size));
        _penalty = ArrayPool<long>.Shared.Rent(size);
        _alone = ArrayPool<long>.Shared.Rent(size);
        (Count, Fences) = Routing.Fences.Apply(field, strategy.Fences, _facilities);
        Held = demand.OwnReservations.IsDefaultOrEmpty ? [] : HeldIn(demand.OwnReservations, network);
        Ratings = new Ratings(field, strategy, All);
        foreach (var facility in All)
        {
            _penalty[facility] = Ratings.Of(facility);
            _alone[facility] = 0;
        }

        foreach (var group in wanted.Groups)
        {
            AddAlone(group, wanted, stock);
        }
    }

    public int Count { get; }

    public ImmutableArray<FenceCount> Fences { get; }

    public Ratings Ratings { get; }

    /// <summary>All of them, in network order.</summary>
    public Span<int> All => _facilities.AsSpan(0, Count);

    /// <summary>Those that the order has reservations at: a route over them exists.</summary>
    public int[] Held { get; }

    /// <summary>Its penalty, in millionths.</summary>
    public long Penalty(int facility) => _penalty[facility];

    /// <summary>At most so much of the order it could supply alone; exact where it is everything.</summary>
    public long Alone(int facility) => _alone[facility];

    /// <summary>Lower penalty first, then id: a total order that does not depend on the network's.</summary>
    public int Compare(int one, int other) => _penalty[one] != _penalty[other]
        ? _penalty[one].CompareTo(_penalty[other])
        : _map.Rank[one].CompareTo(_map.Rank[other]);

    /// <summary>The best that could supply at least so much alone, and how many could; -1 where none.</summary>
    public (int Best, int Count) BestAlone(long units)
    {
        var (best, count) = (-1, 0);
        foreach (var facility in All)
        {
            if (_alone[facility] >= units)
            {
                count++;
                best = best < 0 || Compare(facility, best) < 0 ? facility : best;
            }
        }

        return (best, count);
    }

    /// <summary>Those that have anything to supply, best first.</summary>
    public int[] Useful()
    {
        var useful = new List<int>(Count);
        foreach (var facility in All)
        {
            if (_alone[facility] > 0)
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
        ArrayPool<long>.Shared.Return(_alone);
    }

    private int[] HeldIn(ImmutableArray<OwnReservation> own, Network network)
    {
        var held = new SortedSet<int>();
        foreach (var reservation in own)
        {
            held.Add(network.IndexOf(reservation.Facility));
        }

        held.RemoveWhere(facility => Array.BinarySearch(_facilities, 0, Count, facility) < 0);
        return [.. held];
    }

    private void AddAlone(DemandGroup group, IndexedDemand demand, StockTable stock)
    {
        if (group.IsSingle && group.Articles.Length == 1)
        {
            var row = stock.Row(group.Articles[0]);
            foreach (var facility in All)
            {
                _alone[facility] += row[facility] >= group.Units ? group.Units : 0;
            }

            return;
        }

        foreach (var facility in All)
        {
            _alone[facility] += SupplyCalculator.Bound(group, demand, stock, [facility]);
        }
    }
}
