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
    private readonly RoutingContext _field;
    private readonly NetworkIndex _map;
    private readonly IndexedDemand _demand;
    private readonly StockTable _stock;
    private readonly (double X, double Y, double Z)? _destination;
    private readonly double _farthest;
    private readonly long _busiest;

    public Ratings(RoutingContext field, RoutingStrategy strategy, Span<int> candidates)
    {
        (_ratings, _field) = (strategy.Ratings, field);
        (_map, _demand, _stock) = (field.Network.Map, field.Wanted, field.Stock);
        if (field.Demand.Destination?.Location is { } location)
        {
            _destination = NetworkIndex.OnSphere(location);
            var widest = 0.0;
            foreach (var facility in candidates)
            {
                widest = _map.Located[facility] ? Math.Max(widest, SquaredChord(facility)) : widest;
            }

            _farthest = Angle(widest);
        }

        foreach (var facility in candidates)
        {
            _busiest = Math.Max(_busiest, field.Work.Units(facility));
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
    public ImmutableArray<RatingContribution> Shares(int facility)
    {
        var shares = ImmutableArray.CreateBuilder<RatingContribution>(_ratings.Length);
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
        RatingKind.StockAvailability => ShareMissing(facility),
        RatingKind.WorkloadBalancing => _busiest == 0 ? 0 : Millionths((double)_field.Work.Units(facility) / _busiest),
        RatingKind.PreferStore => _field.Network.Facilities[facility].Kind is FacilityKind.Store ? 0 : One,
        RatingKind.PreferWarehouse => _field.Network.Facilities[facility].Kind is FacilityKind.Warehouse ? 0 : One,
        RatingKind.MatchingBusinessType => FacilityCapabilityChecks.Names(_field, facility) ? 0 : One,
        RatingKind.Zone => Zones(facility),
        RatingKind.Capacity => Millionths(_field.Room.Taken(facility)),
        _ => 0,
    };

    private static long Millionths(double share) => (long)Math.Round(share * One);

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

        return _farthest > 0 ? Millionths(Angle(SquaredChord(facility)) / _farthest) : 0;
    }

    private long ShareTaken(int facility)
    {
        var sum = 0.0;
        for (var article = 0; article < _demand.Articles; article++)
        {
            var available = _stock[article, facility];
            sum += available <= 0 ? 1 : Math.Min(1, (double)_demand.NeedOf(article) / available);
        }

        return Millionths(sum / Math.Max(1, _demand.Articles));
    }

    private long ShareMissing(int facility)
    {
        var missing = 0L;
        for (var article = 0; article < _demand.Articles; article++)
        {
            missing += Math.Max(0, _demand.NeedOf(article) - _stock[article, facility]);
        }

        return Millionths((double)missing / Math.Max(1, _demand.Total));
    }

    private long Zones(int facility)
    {
        if (_field.Demand.Destination is not { } destination)
        {
            return 0;
        }

        var differs = _map.Region[facility] ^ NetworkIndex.RegionOf(destination);
        return _map.Country[facility] != _map.CountryNumber(destination.Country) ? One
            : differs == 0 ? 0
            : Millionths(differs >> 16 == 0 ? 1 / 3d : 2 / 3d);
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
