using System.Numerics;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>Score of a route: more units, then fewer deliveries, then a lower penalty.</summary>
internal readonly record struct RouteScore(long Units, int Deliveries, double Penalty)
{
    public bool IsBetterThan(RouteScore other) =>
        (Units, -Deliveries, -Penalty).CompareTo((other.Units, -other.Deliveries, -other.Penalty)) > 0;
}

/// <summary>Reference implementation of routing by brute force.</summary>
internal sealed class BruteForceRouter(RoutingCase the)
{
    private readonly BruteForceCapabilities _offers = new(the);
    private int[]? _allowed;

    /// <summary>Indexes of the facilities that pass the fences.</summary>
    public int[] Allowed => _allowed ??=
        [.. Enumerable.Range(0, the.Facilities.Length).Where(f => Collects(f) && the.Strategy.Fences.All(fence => Passes(fence, f)))];

    public long Available(int facility, ArticleId article)
    {
        var known = the.Stock.Rows.TryGetValue(article, out var row) ? row[facility] : 0;
        var own = the.Demand.OwnReservations.Where(o => o.Facility == the.Facilities[facility].Id && o.Article == article);
        return Math.Max(0, known + own.Sum(o => o.Quantity.Thousandths));
    }

    /// <summary>Finds the best score.</summary>
    public RouteScore Best()
    {
        var best = new RouteScore(0, 0, 0);
        var limit = the.Strategy.Split switch
        {
            SplitRule.Forbidden => 1,
            SplitRule.Limited => the.Strategy.MaxDeliveries,
            _ => int.MaxValue,
        };
        limit = the.Demand.ShippingPreferences is { SameDay: true } && !the.Strategy.SplitSameDay ? 1 : limit;
        // Without split lines, each facility serves at least one line.
        limit = the.Strategy.SplitLines ? limit : Math.Min(limit, the.Demand.Lines.Length);
        for (var set = 1; set < 1 << Allowed.Length; set++)
        {
            if (BitOperations.PopCount((uint)set) <= limit)
            {
                var facilities = Allowed.Where((_, i) => (set & (1 << i)) != 0).ToArray();
                var routeScore = new RouteScore(Units(facilities), facilities.Length, Penalty(facilities));
                best = routeScore.Units > 0 && routeScore.IsBetterThan(best) ? routeScore : best;
            }
        }

        var all = the.Demand.Lines.Sum(l => l.Quantity.Thousandths);
        return the.Strategy.AllowPartialRouting || best.Units == all ? best : new RouteScore(0, 0, 0);
    }

    public double Penalty(IReadOnlyCollection<int> facilities)
    {
        var sum = 0.0;
        foreach (var (kind, weight) in the.Strategy.Ratings)
        {
            sum += weight * kind switch
            {
                RatingKind.GeoDistance => facilities.Sum(Distance),
                RatingKind.StockBalance => facilities.Sum(Taken),
                RatingKind.NumberOfDeliveries => Math.Max(0, facilities.Count - 1),
                _ => facilities.Sum(f => _offers.Rating(kind, f, Allowed, Available)),
            };
        }

        return sum;
    }

    private long Units(int[] facilities)
    {
        var items = the.Demand.Lines.Where(l => l.Quantity > Quantity.Zero)
            .Select((l, i) => (Key: l.Bundle == 0 ? $"line {i}" : $"bundle {l.Bundle}", Line: l))
            .GroupBy(l => l.Key, l => l.Line).ToList();
        var whole = items.Where(i => !the.Strategy.SplitLines || i.First().Bundle != 0).Select(i => i.ToArray()).ToArray();
        var loose = items.SelectMany(i => i).Where(l => the.Strategy.SplitLines && l.Bundle == 0).ToArray();
        var left = facilities.SelectMany(f => the.Demand.Lines.Select(l => (f, l.Article)).Distinct())
            .ToDictionary(k => k, k => Available(k.f, k.Article));
        return Most(0);

        long Most(int item)
        {
            if (item == whole.Length)
            {
                return loose.GroupBy(l => l.Article)
                    .Sum(a => Math.Min(a.Sum(l => l.Quantity.Thousandths), facilities.Sum(f => left[(f, a.Key)])));
            }

            var max = Most(item + 1);
            foreach (var facility in facilities)
            {
                Array.ForEach(whole[item], l => left[(facility, l.Article)] -= l.Quantity.Thousandths);
                if (whole[item].All(l => left[(facility, l.Article)] >= 0))
                {
                    max = Math.Max(max, whole[item].Sum(l => l.Quantity.Thousandths) + Most(item + 1));
                }

                Array.ForEach(whole[item], l => left[(facility, l.Article)] += l.Quantity.Thousandths);
            }

            return max;
        }
    }

    private double Distance(int facility)
    {
        if (the.Demand.Destination?.Location is not { } to)
        {
            return 0;
        }

        var farthest = Allowed.Max(f => From(f) ?? 0);
        return From(facility) is not { } distance ? 1 : farthest == 0 ? 0 : distance / farthest;

        double? From(int f) => the.Facilities[f].PostalLocation.Location is { } point ? Haversine(point, to) : null;
    }

    private double Taken(int facility) => the.Demand.Lines
        .Where(l => l.Quantity > Quantity.Zero).GroupBy(l => l.Article)
        .Select(a => (Wanted: (double)a.Sum(l => l.Quantity.Thousandths), Available: Available(facility, a.Key)))
        .Select(a => a.Available == 0 ? 1 : Math.Min(1, a.Wanted / a.Available)).DefaultIfEmpty(0).Average();

    private static double Haversine(GeoPoint a, GeoPoint b)
    {
        var h = Half(a.Latitude - b.Latitude) + (Cosine(a.Latitude) * Cosine(b.Latitude) * Half(a.Longitude - b.Longitude));
        return 2 * 6371 * Math.Asin(Math.Sqrt(h));

        static double Half(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);
        static double Cosine(double degrees) => Math.Cos(double.DegreesToRadians(degrees));
    }

    private bool Collects(int facility) => the.Demand.CollectAt is not { } only || only == the.Facilities[facility].Id;

    private bool Passes(FenceKind fence, int f) => fence switch
    {
        FenceKind.FacilityOnline => the.Facilities[f].Status == FacilityStatus.Online,
        FenceKind.Stock => the.Demand.Lines.Any(l => l.Quantity > Quantity.Zero && Available(f, l.Article) > 0),
        FenceKind.Country => the.Demand.Destination is null || the.Demand.Destination.Country == the.Facilities[f].PostalLocation.Country,
        FenceKind.Preselected => the.Demand.Preselected.IsEmpty || the.Demand.Preselected.Contains(the.Facilities[f].Id),
        FenceKind.Blocked => !the.Demand.ExcludedFacilities.Contains(the.Facilities[f].Id),
        FenceKind.CompleteStock => the.Demand.Lines.GroupBy(l => l.Article)
            .All(a => Available(f, a.Key) >= a.Sum(l => l.Quantity.Thousandths)),
        _ => _offers.Passes(fence, f),
    };
}
