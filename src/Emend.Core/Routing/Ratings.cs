using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>
/// Rates the candidates. A rating is rounded to a millionth and then only added as an integer, so that a sum does not depend on
/// the order of its terms and a tie is a tie.
/// </summary>
internal sealed class Ratings
{
    /// <summary>The worst a facility can be, before the weight.</summary>
    public const long One = 1_000_000;

    private readonly ImmutableArray<WeightedRating> _ratings;
    private readonly NetworkMap _map;
    private readonly Wanted _wanted;
    private readonly StockTable _stock;
    private readonly (double X, double Y, double Z)? _destination;
    private readonly double _farthest;

    public Ratings(RoutingDemand demand, RoutingStrategy strategy, NetworkMap map, Wanted wanted, StockTable stock, Span<int> candidates)
    {
        (_ratings, _map, _wanted, _stock) = (strategy.Ratings, map, wanted, stock);
        if (demand.Destination?.Location is { } location)
        {
            _destination = NetworkMap.OnSphere(location);
            var widest = 0.0;
            foreach (var facility in candidates)
            {
                widest = map.Located[facility] ? Math.Max(widest, SquaredChord(facility)) : widest;
            }

            _farthest = Angle(widest);
        }

        foreach (var rating in _ratings)
        {
            PerDelivery += rating.Kind is RatingKind.NumberOfDeliveries ? rating.Weight * One : 0;
        }
    }

    /// <summary>What each delivery beyond the first adds.</summary>
    public long PerDelivery { get; }

    /// <summary>The penalty of a facility, in millionths.</summary>
    public long Of(int facility)
    {
        var sum = 0L;
        foreach (var rating in _ratings)
        {
            sum += Of(rating, facility);
        }

        return sum;
    }

    /// <summary>The penalty of a route over these facilities, in millionths.</summary>
    public long OfRoute(ReadOnlySpan<int> facilities)
    {
        var sum = PerDelivery * Math.Max(0, facilities.Length - 1);
        foreach (var facility in facilities)
        {
            sum += Of(facility);
        }

        return sum;
    }

    /// <summary>The ratings of a facility one by one, for the decision log.</summary>
    public ImmutableArray<RatingShare> Shares(int facility)
    {
        var shares = ImmutableArray.CreateBuilder<RatingShare>(_ratings.Length);
        foreach (var rating in _ratings)
        {
            if (rating.Kind is not RatingKind.NumberOfDeliveries)
            {
                shares.Add(new(rating.Kind, InPoints(Of(rating, facility))));
            }
        }

        return shares.DrainToImmutable();
    }

    public static decimal InPoints(long millionths) => (decimal)millionths / One;

    private long Of(WeightedRating rating, int facility) => rating.Weight * rating.Kind switch
    {
        RatingKind.GeoDistance => Distance(facility),
        RatingKind.StockBalance => ShareTaken(facility),
        _ => 0,
    };

    private long Distance(int facility)
    {
        if (_destination is null)
        {
            return 0;
        }

        if (!_map.Located[facility])
        {
            return One;
        }

        return _farthest > 0 ? (long)Math.Round(Angle(SquaredChord(facility)) / _farthest * One) : 0;
    }

    private long ShareTaken(int facility)
    {
        var sum = 0.0;
        for (var article = 0; article < _wanted.Articles; article++)
        {
            var available = _stock[article, facility];
            sum += available <= 0 ? 1 : Math.Min(1, (double)_wanted.NeedOf(article) / available);
        }

        return (long)Math.Round(sum / Math.Max(1, _wanted.Articles) * One);
    }

    private double SquaredChord(int facility)
    {
        var (x, y, z) = _destination.GetValueOrDefault();
        var (dx, dy, dz) = (_map.X[facility] - x, _map.Y[facility] - y, _map.Z[facility] - z);
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    /// <summary>The haversine distance on the unit sphere: the square of half the chord is the haversine of the angle.</summary>
    private static double Angle(double squaredChord) => 2 * Math.Asin(Math.Min(1, Math.Sqrt(squaredChord) / 2));
}
