using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Writes the decision log.</summary>
internal sealed class RoutingLogBuilder(IndexedDemand demand, Network network, CandidateFacilities candidateFacilities, FacilitySelection found)
{
    private const int MaxListed = 20;

    /// <summary>Of a route.</summary>
    public RoutingLog Of(RouteBuilder placement)
    {
        var route = placement.Units > 0 ? placement.Facilities : [];
        return Log(route, found.Gap, Because(placement.Units, route));
    }

    /// <summary>Of an order that waits whole, because only this much of it finds a place.</summary>
    public RoutingLog OfWaiting(RouteBuilder possible)
    {
        var most = Amount(possible.Units + found.Gap.Units.Thousandths);
        var gap = found.Gap with { Units = found.Gap.Units.Thousandths > 0 ? new Quantity(demand.Total) : Quantity.Zero, Deliveries = 0 };
        return Log([], gap, candidateFacilities.Count == 0
            ? Because(0, [])
            : $"the order waits whole: at most {most} of {Amount(demand.Total)} units find a place");
    }

    private RoutingLog Log(int[] route, OptimalityGap gap, string because) => new(
        network.Facilities.Length,
        candidateFacilities.Fences,
        candidateFacilities.Count,
        Best(route),
        route.Length == 0 ? 0 : Ratings.InPoints(candidateFacilities.Ratings.OfRoute(route)),
        because,
        found.Exact,
        found.Exact ? default : gap);

    private string Because(long units, int[] route)
    {
        if (demand.Total == 0)
        {
            return "there is nothing to route";
        }

        if (candidateFacilities.Count == 0)
        {
            return "no facility passes the fences";
        }

        if (units == 0)
        {
            return "no facility has a whole line, or all lines of a bundle";
        }

        var what = units == demand.Total ? "everything" : $"{Amount(units)} of {Amount(demand.Total)} units";
        var penalty = Ratings.InPoints(candidateFacilities.Ratings.OfRoute(route));
        if (route.Length == 1)
        {
            var rivals = candidateFacilities.BestAlone(units).Count;
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
        Span<int> best = stackalloc int[MaxListed];
        var count = 0;
        foreach (var facility in candidateFacilities.All)
        {
            if (count == MaxListed && Compare(facility, best[count - 1]) > 0)
            {
                continue;
            }

            count = Math.Min(count + 1, MaxListed);
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
                new Quantity(candidateFacilities.Alone(facility)),
                Ratings.InPoints(candidateFacilities.Penalty(facility)),
                candidateFacilities.Ratings.Shares(facility)));
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

    private int Compare(int one, int other) => candidateFacilities.Alone(one) != candidateFacilities.Alone(other)
        ? candidateFacilities.Alone(other).CompareTo(candidateFacilities.Alone(one))
        : candidateFacilities.Compare(one, other);

    private string Id(int facility) => network.Facilities[facility].Id.Value;

    private static string Amount(long thousandths) => new Quantity(thousandths).ToString();
}
