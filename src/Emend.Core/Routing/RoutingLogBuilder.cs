using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Builds the routing log.</summary>
internal sealed class RoutingLogBuilder(IndexedDemand demand, Network network, CandidateFacilities candidates, FacilitySelection found)
{
    private const int MaxListed = 20;

    /// <summary>Builds the log of a route.</summary>
    public RoutingLog Build(RouteBuilder placement)
    {
        var route = placement.Units > 0 ? placement.Facilities : [];
        return CreateLog(route, found.Gap, Explain(placement.Units, route));
    }

    /// <summary>Builds the log of an order that is unroutable as a whole, because only a part could be routed.</summary>
    public RoutingLog BuildUnroutable(RouteBuilder possible)
    {
        var most = Format(possible.Units + found.Gap.Units.Thousandths);
        var gap = found.Gap with { Units = found.Gap.Units.Thousandths > 0 ? new Quantity(demand.Total) : Quantity.Zero, Deliveries = 0 };
        return CreateLog([], gap, candidates.Count == 0
            ? Explain(0, [])
            : $"the whole order is unroutable: at most {most} of {Format(demand.Total)} units can be routed");
    }

    private RoutingLog CreateLog(int[] route, OptimalityGap gap, string reason) => new(
        network.Facilities.Length,
        candidates.Fences,
        candidates.Count,
        FindBestCandidates(route),
        route.Length == 0 ? 0 : Ratings.ToPoints(candidates.Ratings.GetRoutePenalty(route)),
        reason,
        found.IsExact,
        found.IsExact ? default : gap);

    private string Explain(long units, int[] route)
    {
        if (demand.Total == 0)
        {
            return "no units to route";
        }

        if (candidates.Count == 0)
        {
            return "no facility passes the fences";
        }

        if (units == 0)
        {
            return "no facility can supply a whole line or bundle";
        }

        var what = units == demand.Total ? "everything" : $"{Format(units)} of {Format(demand.Total)} units";
        var penalty = Ratings.ToPoints(candidates.Ratings.GetRoutePenalty(route));
        if (route.Length == 1)
        {
            var rivals = candidates.FindBestAlone(units).Count;
            return rivals == 1
                ? $"{GetId(route[0])} alone can supply {what}"
                : $"{GetId(route[0])} has the lowest penalty, {penalty}, of {rivals} facilities that can supply {what} alone";
        }

        return found.IsExact
            ? $"{what} needs at least {route.Length} deliveries, and no other {route.Length} facilities have a penalty below {penalty}"
            : $"the best route found supplies {what} in {route.Length} deliveries with a penalty of {penalty}; a better route may exist";
    }

    private ImmutableArray<RatedCandidate> FindBestCandidates(int[] route)
    {
        Span<int> best = stackalloc int[MaxListed];
        var count = 0;
        foreach (var facility in candidates.All)
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

        IncludeRoute(best[..count], route);
        var listed = ImmutableArray.CreateBuilder<RatedCandidate>(count);
        foreach (var facility in best[..count])
        {
            listed.Add(new(
                network.Facilities[facility].Id,
                route.AsSpan().Contains(facility),
                new Quantity(candidates.GetUnitsAlone(facility)),
                Ratings.ToPoints(candidates.GetPenalty(facility)),
                candidates.Ratings.GetContributions(facility)));
        }

        return listed.MoveToImmutable();
    }

    /// <summary>Includes the facilities of the route in the list, even if other facilities are better alone.</summary>
    private static void IncludeRoute(Span<int> best, int[] route)
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

    private int Compare(int one, int other) => candidates.GetUnitsAlone(one) != candidates.GetUnitsAlone(other)
        ? candidates.GetUnitsAlone(other).CompareTo(candidates.GetUnitsAlone(one))
        : candidates.Compare(one, other);

    private string GetId(int facility) => network.Facilities[facility].Id.Value;

    private static string Format(long thousandths) => new Quantity(thousandths).ToString();
}
