using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Routes the units that an amendment adds. They keep the limits of the strategy together with the units on which work has not started: the
/// number of facilities, and lines and bundles that one facility supplies as a whole. As in a reroute, started work does not count.
/// </summary>
internal sealed class AmendmentRouter
{
    private readonly RoutingDemand _demand;
    private readonly DecisionContext _context;
    private readonly RoutingStrategy _strategy;
    private readonly ImmutableArray<FacilityId> _working;
    private readonly HashSet<FacilityId> _counted = [];
    private readonly Dictionary<LineId, FacilityId> _facilities = [];
    private readonly Dictionary<int, FacilityId> _bundleFacilities = [];
    private readonly int _limit;

    /// <summary>Creates a router.</summary>
    /// <param name="demand">The added units.</param>
    /// <param name="working">The plans of the facilities that work on the order, and whether their work has started.</param>
    /// <param name="context">The decision context.</param>
    public AmendmentRouter(RoutingDemand demand, IEnumerable<(RoutingPlan Plan, bool IsStarted)> working, DecisionContext context)
    {
        (_demand, _context, _strategy) = (demand, context, context.Strategy);
        _limit = _strategy.GetDeliveryLimit(demand.IsSameDay);
        var facilities = ImmutableArray.CreateBuilder<FacilityId>();
        var bundles = demand.Lines.Where(l => l.Bundle != 0).ToDictionary(l => l.Line, l => l.Bundle);
        foreach (var (plan, isStarted) in working)
        {
            var facility = plan.Facility!.Value;
            if (!facilities.Contains(facility))
            {
                facilities.Add(facility);
            }

            if (isStarted)
            {
                continue;
            }

            _counted.Add(facility);
            foreach (var line in plan.Lines.Select(l => l.Line))
            {
                _facilities.TryAdd(line, facility);
                if (bundles.TryGetValue(line, out var bundle))
                {
                    _bundleFacilities.TryAdd(bundle, facility);
                }
            }
        }

        _working = facilities.ToImmutable();
    }

    /// <summary>Finds the route: among the facilities that work on the order if they can supply all units, else among all.</summary>
    public Route FindRoute()
    {
        var staying = GetDemanded(_demand).Where(l => FindFacility(l) is not null).ToLookup(l => FindFacility(l)!.Value);
        var route = staying.Count > 0 ? RouteStaying(staying) : RouteFree(_demand);
        return _strategy.AllowPartialRouting || route.Unroutable.IsEmpty
            ? route
            : route with { Assignments = [], Unroutable = [.. GetDemanded(_demand).Select(l => new UnroutableUnits(l.Line, l.Quantity))] };
    }

    // The facility that supplies the other units of the line or its bundle, if they must not be split.
    private FacilityId? FindFacility(DemandLine line) =>
        line.Bundle != 0 ? _bundleFacilities.TryGetValue(line.Bundle, out var ofBundle) ? ofBundle : null
        : !_strategy.SplitLines && _facilities.TryGetValue(line.Line, out var facility) ? facility
        : null;

    private Route RouteStaying(ILookup<FacilityId, DemandLine> staying)
    {
        var demand = _demand;
        Route? all = null;
        foreach (var lines in staying)
        {
            var route = IsAllowed(lines.Key) ? RouteAmong(demand with { Lines = [.. lines] }, [lines.Key]) : Refuse(lines);
            all = Join(all, route);
            demand = WithoutStock(demand, route);
        }

        var free = demand with { Lines = [.. demand.Lines.Where(l => FindFacility(l) is null)] };
        return GetDemanded(free).Any() ? Join(all, RouteFree(free)) : all!;
    }

    private Route RouteFree(RoutingDemand demand)
    {
        var allowed = _working.Where(IsAllowed).ToImmutableArray();
        var near = allowed.IsEmpty ? null : RouteAmong(demand, allowed);
        if (near is { Unroutable.IsEmpty: true })
        {
            return near;
        }

        var any = Route(demand, _strategy);
        if (any.Assignments.Select(a => a.Facility).Except(_working).Count() + _counted.Count <= _limit)
        {
            return any;
        }

        // The facilities that work on the order supply what they can; the rest goes to as many others as the limit leaves.
        var rest = near is null ? demand : WithoutStock(demand with { Lines = GetUnroutable(demand, near) }, near);
        var left = _limit - _counted.Count;
        return Join(near is null ? null : near with { Unroutable = [] }, left > 0
            ? Route(rest, _strategy with { Split = SplitRule.Limited, MaxDeliveries = left })
            : Refuse(GetDemanded(rest), any.Log));
    }

    private bool IsAllowed(FacilityId facility) => !_strategy.Fences.Contains(FenceKind.Preselected) || _demand.Preselected.IsEmpty
        || _demand.Preselected.Contains(facility);

    private Route RouteAmong(RoutingDemand demand, ImmutableArray<FacilityId> facilities) => Route(
        demand with { Preselected = facilities },
        _strategy with { Fences = [FenceKind.Preselected, .. _strategy.Fences], AllowPartialRouting = true });

    private Route Route(RoutingDemand demand, RoutingStrategy strategy) =>
        Router.Route(demand, _context.Network, _context.Stock, strategy, _context.Workload);

    private Route Refuse(IEnumerable<DemandLine> lines, RoutingLog? log = null)
    {
        ImmutableArray<DemandLine> refused = [.. lines];
        return new([], [.. refused.Select(l => new UnroutableUnits(l.Line, l.Quantity))],
            log ?? Route(_demand with { Lines = refused }, _strategy).Log);
    }

    private static IEnumerable<DemandLine> GetDemanded(RoutingDemand demand) => demand.Lines.Where(l => l.Quantity > Quantity.Zero);

    private static ImmutableArray<DemandLine> GetUnroutable(RoutingDemand demand, Route route)
    {
        var unroutable = route.Unroutable.ToDictionary(u => u.Line, u => u.Quantity);
        return [.. demand.Lines.Where(l => unroutable.ContainsKey(l.Line)).Select(l => l with { Quantity = unroutable[l.Line] })];
    }

    // What a part of the route uses is not available for the next part.
    private RoutingDemand WithoutStock(RoutingDemand demand, Route route)
    {
        var articles = _demand.Lines.ToDictionary(l => l.Line, l => l.Article);
        return demand with
        {
            OwnReservations =
            [
                .. demand.OwnReservations,
                .. route.Assignments.Select(a => new OwnReservation(a.Facility, articles[a.Line], Quantity.Zero - a.Quantity)),
            ],
        };
    }

    private static Route Join(Route? first, Route second) => first is null ? second : second with
    {
        Assignments = [.. first.Assignments, .. second.Assignments],
        Unroutable = [.. first.Unroutable, .. second.Unroutable],
        ExceedsCapacity = first.ExceedsCapacity | second.ExceedsCapacity,
    };
}
