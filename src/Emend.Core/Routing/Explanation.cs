using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Writes the decision log.</summary>
internal sealed class Explanation(Wanted wanted, Network network, Candidates candidates, Found found)
{
    private const int MostListed = 20;

    /// <summary>Of a route.</summary>
    public RoutingLog Of(Placement placement)
    {
        var route = placement.Units > 0 ? placement.Facilities : [];
        return Log(route, found.Gap, Because(placement.Units, route));
    }

    /// <summary>Of an order that waits whole, because only this much of it finds a place.</summary>
    public RoutingLog OfWaiting(Placement possible)
    {
        var most = Amount(possible.Units + found.Gap.Units.Thousandths);
        var gap = found.Gap with { Units = found.Gap.Units.Thousandths > 0 ? new Quantity(wanted.Total) : Quantity.Zero, Deliveries = 0 };
        return Log([], gap, candidates.Count == 0
            ? Because(0, [])
            : $"the order waits whole: at most {most} of {Amount(wanted.Total)} units find a place");
    }

    private RoutingLog Log(int[] route, RoutingGap gap, string because) => new(
        network.Facilities.Length,
        candidates.Fences,
        candidates.Count,
        Best(route),
        route.Length == 0 ? 0 : Ratings.InPoints(candidates.Ratings.OfRoute(route)),
        because,
        found.Exact,
        found.Exact ? default : gap);

    private string Because(long units, int[] route)
    {
        if (wanted.Total == 0)
        {
            return "there is nothing to route";
        }

        if (candidates.Count == 0)
        {
            return "no facility passes the fences";
        }

        if (units == 0)
        {
            return "no facility has a whole line, or all lines of a bundle";
        }

        var what = units == wanted.Total ? "everything" : $"{Amount(units)} of {Amount(wanted.Total)} units";
        var penalty = Ratings.InPoints(candidates.Ratings.OfRoute(route));
        if (route.Length == 1)
        {
            var rivals = candidates.BestAlone(units).Count;
            return rivals == 1
                ? $"{Id(route[0])} alone can supply {what}"
                : $"{Id(route[0])} has the lowest penalty, {penalty}, of {rivals} facilities that could supply {what} alone";
        }

        return found.Exact
            ? $"{what} needs {route.Length} deliveries at least, and no other {route.Length} facilities have a penalty below {penalty}"
            : $"{what} in {route.Length} deliveries with a penalty of {penalty} is the best that was found; there may be better";
    }

    private ImmutableArray<RatedCandidate> Best(int[] route)
    {
        Span<int> best = stackalloc int[MostListed];
        var count = 0;
        foreach (var facility in candidates.All)
        {
            if (count == MostListed && Compare(facility, best[count - 1]) > 0)
            {
                continue;
            }

            count = Math.Min(count + 1, MostListed);
            var at = count - 1;
            for (; at > 0 && Compare(facility, best[at - 1]) < 0; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = facility;
        }

        PutIn(best[..count], route);
        var listed = ImmutableArray.CreateBuilder<RatedCandidate>(count);
        foreach (var facility in best[..count])
        {
            listed.Add(new(
                network.Facilities[facility].Id,
                route.AsSpan().Contains(facility),
                new Quantity(candidates.Alone(facility)),
                Ratings.InPoints(candidates.Penalty(facility)),
                candidates.Ratings.Shares(facility)));
        }

        return listed.MoveToImmutable();
    }

    /// <summary>Whoever was chosen is told, however good others are alone.</summary>
    private static void PutIn(Span<int> best, int[] route)
    {
        var last = best.Length - 1;
        foreach (var facility in route)
        {
            for (; last >= 0 && !best.Contains(facility); last--)
            {
                best[last] = route.AsSpan().Contains(best[last]) ? best[last] : facility;
            }
        }
    }

    private int Compare(int one, int other) => candidates.Alone(one) != candidates.Alone(other)
        ? candidates.Alone(other).CompareTo(candidates.Alone(one))
        : candidates.Compare(one, other);

    private string Id(int facility) => network.Facilities[facility].Id.Value;

    private static string Amount(long thousandths) => new Quantity(thousandths).ToString();
}
