using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>
/// Rates the candidates. Ratings are rounded to millionths and added as integers, so that sums do not depend on the order of their terms
/// and ties are exact.
/// </summary>
internal sealed class Ratings
{
    /// <summary>The worst rating, before the weight.</summary>
    public const long One = 1_000_000;

    private readonly ImmutableArray<WeightedRating> _ratings;
    private readonly RoutingContext _context;
    private readonly NetworkIndex _index;
    private readonly IndexedDemand _demand;
    private readonly StockTable _stock;
    private readonly (double X, double Y, double Z)? _destination;
    private readonly double _farthest;
    private readonly long _busiest;

    public Ratings(RoutingContext context, RoutingStrategy strategy, Span<int> candidates)
    {
        (_ratings, _context) = (strategy.Ratings, context);
        (_index, _demand, _stock) = (context.Network.Index, context.IndexedDemand, context.Stock);
        if (context.Demand.Destination?.Location is { } location)
        {
            _destination = NetworkIndex.ToUnitSphere(location);
            var widest = 0.0;
            foreach (var facility in candidates)
            {
                widest = _index.HasLocation[facility] ? Math.Max(widest, GetSquaredChord(facility)) : widest;
            }

            _farthest = GetAngle(widest);
        }

        foreach (var facility in candidates)
        {
            _busiest = Math.Max(_busiest, context.Workload.GetUnits(facility));
        }

        foreach (var rating in _ratings)
        {
            PenaltyPerDelivery += rating.Kind is RatingKind.NumberOfDeliveries ? rating.Weight * One : 0;
        }
    }

    /// <summary>Penalty of each delivery after the first.</summary>
    public long PenaltyPerDelivery { get; }

    /// <summary>Returns the penalty of a facility, in millionths.</summary>
    public long GetPenalty(int facility)
    {
        var sum = 0L;
        foreach (var rating in _ratings)
        {
            sum += GetPenalty(rating, facility);
        }

        return sum;
    }

    /// <summary>Returns the penalty of a route with these facilities, in millionths.</summary>
    public long GetRoutePenalty(ReadOnlySpan<int> facilities)
    {
        var sum = PenaltyPerDelivery * Math.Max(0, facilities.Length - 1);
        foreach (var facility in facilities)
        {
            sum += GetPenalty(facility);
        }

        return sum;
    }

    /// <summary>Returns the contribution of each rating, for the routing log.</summary>
    public ImmutableArray<RatingContribution> GetContributions(int facility)
    {
        var shares = ImmutableArray.CreateBuilder<RatingContribution>(_ratings.Length);
        foreach (var rating in _ratings)
        {
            if (rating.Kind is not RatingKind.NumberOfDeliveries)
            {
                shares.Add(new(rating.Kind, ToPoints(GetPenalty(rating, facility))));
            }
        }

        return shares.DrainToImmutable();
    }

    public static decimal ToPoints(long millionths) => (decimal)millionths / One;

    private long GetPenalty(WeightedRating rating, int facility) => rating.Weight * rating.Kind switch
    {
        RatingKind.GeoDistance => RateDistance(facility),
        RatingKind.StockBalance => RateStockBalance(facility),
        RatingKind.StockAvailability => RateStockAvailability(facility),
        RatingKind.WorkloadBalancing => _busiest == 0 ? 0 : ToMillionths((double)_context.Workload.GetUnits(facility) / _busiest),
        RatingKind.PreferStore => _context.Network.Facilities[facility].Kind is FacilityKind.Store ? 0 : One,
        RatingKind.PreferWarehouse => _context.Network.Facilities[facility].Kind is FacilityKind.Warehouse ? 0 : One,
        RatingKind.MatchingBusinessType => FacilityCapabilityChecks.DeclaresBusinessType(_context, facility) ? 0 : One,
        RatingKind.Zone => RateZone(facility),
        RatingKind.Capacity => ToMillionths(_context.PickingCapacity.GetUtilization(facility)),
        _ => 0,
    };

    private static long ToMillionths(double share) => (long)Math.Round(share * One);

    private long RateDistance(int facility)
    {
        if (_destination is null)
        {
            return 0;
        }

        if (!_index.HasLocation[facility])
        {
            return One;
        }

        return _farthest > 0 ? ToMillionths(GetAngle(GetSquaredChord(facility)) / _farthest) : 0;
    }

    private long RateStockBalance(int facility)
    {
        var sum = 0.0;
        for (var article = 0; article < _demand.ArticleCount; article++)
        {
            var available = _stock[article, facility];
            sum += available <= 0 ? 1 : Math.Min(1, (double)_demand.GetDemand(article) / available);
        }

        return ToMillionths(sum / Math.Max(1, _demand.ArticleCount));
    }

    private long RateStockAvailability(int facility)
    {
        var missing = 0L;
        for (var article = 0; article < _demand.ArticleCount; article++)
        {
            missing += Math.Max(0, _demand.GetDemand(article) - _stock[article, facility]);
        }

        return ToMillionths((double)missing / Math.Max(1, _demand.Total));
    }

    private long RateZone(int facility)
    {
        if (_context.Demand.Destination is not { } destination)
        {
            return 0;
        }

        var differs = _index.Region[facility] ^ NetworkIndex.GetRegion(destination);
        return _index.Country[facility] != _index.FindCountry(destination.Country) ? One
            : differs == 0 ? 0
            : ToMillionths(differs >> 16 == 0 ? 1 / 3d : 2 / 3d);
    }

    private double GetSquaredChord(int facility)
    {
        var (x, y, z) = _destination.GetValueOrDefault();
        var (dx, dy, dz) = (_index.X[facility] - x, _index.Y[facility] - y, _index.Z[facility] - z);
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    /// <summary>The haversine distance on the unit sphere: the square of half the chord is the haversine of the angle.</summary>
    private static double GetAngle(double squaredChord) => 2 * Math.Asin(Math.Min(1, Math.Sqrt(squaredChord) / 2));
}
