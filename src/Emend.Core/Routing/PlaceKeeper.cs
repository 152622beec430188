using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// Routes a demand so that no unit loses a facility that can still supply it. If the best route leaves such units unroutable, they keep
/// their facility, and only the other units are routed.
/// </summary>
internal sealed class PlaceKeeper(
    RoutingDemand demand, Network network, IStockView stock, RoutingStrategy strategy, IWorkloadView? work)
{
    private readonly IndexedDemand _indexedDemand = new(demand.Lines, strategy.SplitLines);

    /// <summary>Returns the best route, or the route in which units keep their facility if the best route would lose them.</summary>
    public Route Keep(Route best)
    {
        if (!demand.Places.Any(p => best.Unroutable.Any(u => u.Line == p.Line)))
        {
            return best;
        }

        using var table = new StockTable(_indexedDemand, network, stock, demand.OwnReservations);
        var context = RoutingContext.From(demand, network, _indexedDemand, table, work);
        var places = FindPlaces(table, FindPassing(context, f => !IsStock(f) && !IsCapacity(f)));
        var (route, kept) = (best, ImmutableArray<Assignment>.Empty);
        while (FindLosers(route, places) is { Count: > 0 } losers)
        {
            // The second time, all units keep their facility, so that the number of routes is limited.
            kept = kept.IsEmpty ? [.. places.Where(p => losers.Contains(p.Line))] : places;
            route = RouteRest(kept);
        }

        if (kept.IsEmpty)
        {
            return best;
        }

        var withCapacity = FindPassing(context, IsCapacity);
        return route with
        {
            ExceedsCapacity = kept.Any(k => !withCapacity.Contains(network.IndexOf(k.Facility))),
            Log = route.Log with { Reason = $"units keep their facility, because the best route has none for them; {route.Log.Reason}" },
        };
    }

    private HashSet<int> FindPassing(RoutingContext context, Func<FenceKind, bool> selects)
    {
        var passed = new int[Math.Max(1, context.Network.Facilities.Length)];
        var (count, _) = Fences.Apply(context, [.. strategy.Fences.Where(selects)], passed);
        return [.. passed.AsSpan(0, count)];
    }

    /// <summary>Finds the units that can stay at their facility. Lines of a bundle stay together or not at all.</summary>
    private ImmutableArray<Assignment> FindPlaces(StockTable table, HashSet<int> facilities)
    {
        var taken = new Dictionary<(FacilityId, ArticleId), long>();
        var places = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var item in demand.Lines.Where(l => l.Quantity > Quantity.Zero).GroupBy(l => (l.Bundle, l.Bundle == 0 ? l.Line : default)))
        {
            var (found, takenByItem) = (new List<Assignment>(), new Dictionary<(FacilityId, ArticleId), long>(taken));
            var complete = true;
            foreach (var line in item)
            {
                complete &= FindPlaces(line, table, facilities, takenByItem, found);
            }

            if (complete || item.Key.Bundle == 0)
            {
                places.AddRange(found);
                taken = takenByItem;
            }
        }

        return places.ToImmutable();
    }

    /// <summary>Finds the units of a line that can stay. Returns whether all units of its places can.</summary>
    private bool FindPlaces(
        DemandLine line, StockTable table, HashSet<int> facilities, Dictionary<(FacilityId, ArticleId), long> taken, List<Assignment> found)
    {
        var (open, complete) = (line.Quantity.Thousandths, true);
        foreach (var place in demand.Places.Where(p => p.Line == line.Line))
        {
            var (key, index) = ((place.Facility, line.Article), network.IndexOf(place.Facility));
            var wanted = Math.Min(open, place.Quantity.Thousandths);
            var free = facilities.Contains(index)
                ? table[_indexedDemand.IndexOf(line.Article), index] - taken.GetValueOrDefault(key)
                : 0;
            var units = Math.Clamp(free, 0, wanted);
            complete &= units == wanted;
            if (units > 0)
            {
                found.Add(place with { Quantity = new(units) });
                taken[key] = taken.GetValueOrDefault(key) + units;
                open -= units;
            }
        }

        return complete;
    }

    private HashSet<LineId> FindLosers(Route route, ImmutableArray<Assignment> places)
    {
        var losers = places.Select(p => p.Line).Where(line => Sum(route.Assignments, line) < Sum(places, line)).ToHashSet();
        var bundles = demand.Lines.Where(l => l.Bundle != 0 && losers.Contains(l.Line)).Select(l => l.Bundle).ToHashSet();
        losers.UnionWith(demand.Lines.Where(l => bundles.Contains(l.Bundle)).Select(l => l.Line));
        return losers;
    }

    // Stock of kept units is not available to the other units.
    private Route RouteRest(ImmutableArray<Assignment> kept)
    {
        var articles = demand.Lines.ToDictionary(l => l.Line, l => l.Article);
        var restDemand = demand with
        {
            Lines = [.. demand.Lines.Select(l => l with { Quantity = l.Quantity - Sum(kept, l.Line) })],
            OwnReservations =
            [
                .. demand.OwnReservations,
                .. kept.Select(k => new OwnReservation(k.Facility, articles[k.Line], Quantity.Zero - k.Quantity)),
            ],
        };
        var rest = Router.FindBest(restDemand, network, stock, strategy, work);
        return rest with
        {
            Assignments =
            [
                .. from line in demand.Lines
                   from place in kept.Concat(rest.Assignments).Where(a => a.Line == line.Line).GroupBy(a => a.Facility)
                   select new Assignment(place.Key, line.Line, new(place.Sum(a => a.Quantity.Thousandths))),
            ],
        };
    }

    private static bool IsStock(FenceKind fence) => fence is FenceKind.Stock or FenceKind.CompleteStock;

    private static bool IsCapacity(FenceKind fence) => fence is FenceKind.PickingTimeCapacity or FenceKind.SameDay;

    private static Quantity Sum(IEnumerable<Assignment> assignments, LineId line) =>
        new(assignments.Where(a => a.Line == line).Sum(a => a.Quantity.Thousandths));
}
