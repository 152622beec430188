using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>How good a route is: more units, then fewer deliveries, then less penalty.</summary>
internal readonly record struct Score(long Units, int Deliveries, double Penalty)
{
    public bool BetterThan(Score other) =>
        (Units, -Deliveries, -Penalty).CompareTo((other.Units, -other.Deliveries, -other.Penalty)) > 0;
}

/// <summary>Routing by trying everything, written from the definition and slow.</summary>
internal sealed class BruteForce(RoutingCase the)
{
    public ImmutableArray<int> Allowed { get; } =
        [.. Enumerable.Range(0, the.Facilities.Length)
            .Where(f => the.Strategy.Fences.All(fence => Passes(the, fence, f)) && Collects(the, f))];

    public long Available(int facility, ArticleId article)
    {
        var known = the.Stock.Rows.TryGetValue(article, out var row) ? row[facility] : 0;
        var own = the.Demand.Own.Where(o => o.Facility == the.Facilities[facility].Id && o.Article == article);
        return Math.Max(0, known + own.Sum(o => o.Quantity.Thousandths));
    }

    /// <summary>The best there is.</summary>
    public Score Best()
    {
        var best = new Score(0, 0, 0);
        var limit = the.Strategy.Split switch
        {
            SplitRule.Forbidden => 1,
            SplitRule.Limited => the.Strategy.MaxDeliveries,
            _ => int.MaxValue,
        };
        for (var set = 1; set < 1 << Allowed.Length; set++)
        {
            var facilities = Allowed.Where((_, i) => (set & (1 << i)) != 0).ToArray();
            if (facilities.Length <= limit)
            {
                var score = new Score(Units(facilities), facilities.Length, Penalty(facilities));
                best = score.Units > 0 && score.BetterThan(best) ? score : best;
            }
        }

        return the.Strategy.RouteInPart || best.Units == the.Demand.Lines.Sum(l => l.Quantity.Thousandths) ? best : new Score(0, 0, 0);
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
                _ => Math.Max(0, facilities.Count - 1),
            };
        }

        return sum;
    }

    private long Units(int[] facilities)
    {
        var items = the.Demand.Lines.Where(l => l.Quantity > Quantity.Zero)
            .Select((l, i) => (Key: l.Bundle == 0 ? $"line {i}" : $"bundle {l.Bundle}", Line: l)).GroupBy(l => l.Key, l => l.Line).ToList();
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

            var most = Most(item + 1);
            foreach (var facility in facilities)
            {
                Array.ForEach(whole[item], l => left[(facility, l.Article)] -= l.Quantity.Thousandths);
                if (whole[item].All(l => left[(facility, l.Article)] >= 0))
                {
                    most = Math.Max(most, whole[item].Sum(l => l.Quantity.Thousandths) + Most(item + 1));
                }

                Array.ForEach(whole[item], l => left[(facility, l.Article)] += l.Quantity.Thousandths);
            }

            return most;
        }
    }

    private double Distance(int facility)
    {
        if (the.Demand.Destination?.Location is not { } to)
        {
            return 0;
        }

        var farthest = Allowed.Where(f => the.Facilities[f].Place.Location is not null).Select(f => Haversine(Of(f), to))
            .DefaultIfEmpty(0).Max();
        return the.Facilities[facility].Place.Location is null ? 1 : farthest == 0 ? 0 : Haversine(Of(facility), to) / farthest;

        GeoPoint Of(int f) => the.Facilities[f].Place.Location!.Value;
    }

    private double Taken(int facility) => the.Demand.Lines.Where(l => l.Quantity > Quantity.Zero).GroupBy(l => l.Article)
        .Select(a => (Wanted: (double)a.Sum(l => l.Quantity.Thousandths), Available: Available(facility, a.Key)))
        .Select(a => a.Available == 0 ? 1 : Math.Min(1, a.Wanted / a.Available)).DefaultIfEmpty(0).Average();

    private static double Haversine(GeoPoint a, GeoPoint b)
    {
        var (latitude, longitude) = (double.DegreesToRadians(a.Latitude - b.Latitude), double.DegreesToRadians(a.Longitude - b.Longitude));
        var h = Math.Pow(Math.Sin(latitude / 2), 2)
            + (Math.Cos(double.DegreesToRadians(a.Latitude)) * Math.Cos(double.DegreesToRadians(b.Latitude))
                * Math.Pow(Math.Sin(longitude / 2), 2));
        return 2 * 6371 * Math.Asin(Math.Sqrt(h));
    }

    private static bool Collects(RoutingCase the, int facility) =>
        the.Demand.Collect is not { } only || only == the.Facilities[facility].Id;

    private static bool Passes(RoutingCase the, FenceKind fence, int f) => fence switch
    {
        FenceKind.FacilityOnline => the.Facilities[f].Status == FacilityStatus.Online,
        FenceKind.Stock => the.Demand.Lines.Any(l => l.Quantity > Quantity.Zero && new Reach(the).Has(f, l.Article)),
        FenceKind.Country => the.Demand.Destination is null || the.Demand.Destination.Country == the.Facilities[f].Place.Country,
        FenceKind.Preselected => the.Demand.Preselected.IsEmpty || the.Demand.Preselected.Contains(the.Facilities[f].Id),
        _ => !the.Demand.Blocked.Contains(the.Facilities[f].Id),
    };

    private sealed record Reach(RoutingCase The)
    {
        public bool Has(int facility, ArticleId article) =>
            (The.Stock.Rows.TryGetValue(article, out var row) ? row[facility] : 0)
            + The.Demand.Own.Where(o => o.Facility == The.Facilities[facility].Id && o.Article == article)
                .Sum(o => o.Quantity.Thousandths) > 0;
    }
}
