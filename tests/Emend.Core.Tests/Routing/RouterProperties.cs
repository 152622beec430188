using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Properties of all routes. A failure prints the seed to replay it.</summary>
public sealed class RouterProperties
{
    private const int Cases = 1_500;

    private static readonly Gen<RoutingCase> Small = RoutingCase.Any(facilities: 6, lines: 4);
    private static readonly Gen<RoutingCase> Large = RoutingCase.Any(facilities: 40, lines: 8);

    [Fact]
    public void A_route_is_as_good_as_the_brute_force_result() => Hold(Small, IsBest);

    [Fact]
    public void Indivisible_lines_match_brute_force_for_more_than_twelve_candidates() => Hold(
        from the in RoutingCase.Any(facilities: 15, lines: 4)
        where !the.Strategy.SplitLines && the.Route().Log is { Candidates: > 12, Exact: true }
        select the,
        IsBest,
        count: 200);

    [Fact]
    public void Assignments_never_exceed_stock_or_use_excluded_facilities() => Hold(Large, the =>
    {
        var (route, reference) = (the.Route(), new BruteForceRouter(the));
        return route.Assignments.GroupBy(a => (a.Facility, Article: ArticleOf(the, a.Line))).All(units =>
            IndexOf(the, units.Key.Facility) is var facility
            && reference.Allowed.Contains(facility)
            && units.Sum(a => a.Quantity.Thousandths) <= reference.Available(facility, units.Key.Article));
    });

    [Fact]
    public void Every_unit_is_routed_or_unroutable() => Hold(Large, the =>
    {
        var route = the.Route();
        return the.Demand.Lines.All(line => line.Quantity.Thousandths == CountRouted(route, line.Line) + Open(route, line.Line))
            && route.Assignments.All(a => a.Quantity > Quantity.Zero)
            && route.Unroutable.All(u => u.Quantity > Quantity.Zero)
            && (the.Strategy.AllowPartialRouting || route.Assignments.IsEmpty || route.Unroutable.IsEmpty);
    });

    [Fact]
    public void Splitting_follows_the_strategy_and_bundles_stay_together() => Hold(Large, the =>
    {
        var route = the.Route();
        var deliveries = route.Assignments.Select(a => a.Facility).Distinct().Count();
        var allowed = the.Strategy.Split switch
        {
            SplitRule.Forbidden => deliveries <= 1,
            SplitRule.Limited => deliveries <= the.Strategy.MaxDeliveries,
            _ => true,
        };
        var whole = the.Demand.Lines.Where(l => l.Bundle != 0 || !the.Strategy.SplitLines).All(l => Open(route, l.Line) == 0
            ? route.Assignments.Count(a => a.Line == l.Line) <= 1
            : route.Assignments.All(a => a.Line != l.Line));
        var together = the.Demand.Lines.Where(l => l.Bundle != 0 && l.Quantity > Quantity.Zero).GroupBy(l => l.Bundle)
            .All(bundle => bundle.Select(l => route.Assignments.FirstOrDefault(a => a.Line == l.Line).Facility).Distinct().Count() == 1);
        return allowed && whole && together;
    });

    [Fact]
    public void More_stock_never_routes_fewer_units() => Hold(
        from the in Small
        from article in Gen.Choose(0, 3)
        from facility in Gen.Choose(0, 5)
        from more in Gen.Choose(1, 4)
        select (Less: the, More: WithMore(the, article, facility, more)),
        pair => Units(pair.More.Route()) >= Units(pair.Less.Route()));

    [Fact]
    public void Routing_a_routed_order_again_never_yields_fewer_units() => Hold(Large, the =>
    {
        var first = the.Route();
        return Units(Reserved(the, first).Route()) >= Units(first);
    });

    [Fact]
    public void Routing_a_routed_order_again_changes_nothing() => Hold(Small, the =>
    {
        var first = the.Route();
        return first.Assignments.SequenceEqual(Reserved(the, first).Route().Assignments);
    });

    [Fact]
    public void Routing_does_not_depend_on_the_network_order() => Hold(Large, the =>
    {
        var turned = the with
        {
            Facilities = [.. the.Facilities.Reverse()],
            Stock = new(the.Stock.Rows.ToImmutableDictionary(r => r.Key, r => r.Value.Reverse().ToArray())),
            Workload = the.Workload.Reversed(),
        };
        var (one, other) = (the.Route(), turned.Route());
        return one.Assignments.SequenceEqual(other.Assignments) && one.Unroutable.SequenceEqual(other.Unroutable)
            && one.Log.Reason == other.Log.Reason
            && one.Log.Best.Select(b => b.Facility).SequenceEqual(other.Log.Best.Select(b => b.Facility));
    });

    [Fact]
    public void An_inexact_route_stays_within_its_gap() => Hold(
        Crowded().Where(the => !the.Route().Log.Exact),
        the =>
        {
            var (route, best) = (the.Route(), new BruteForceRouter(the).Best());
            var routeScore = ScoreOf(the, route);
            return best.Units - routeScore.Units <= route.Log.Gap.Units.Thousandths
                && (best.Units > routeScore.Units || routeScore.Deliveries - best.Deliveries <= route.Log.Gap.Deliveries);
        },
        count: 20);

    [Fact]
    public void Fence_counts_add_up() => Hold(Large, the =>
    {
        var log = the.Route().Log;
        return log.Considered == the.Facilities.Length
            && (the.Demand.CollectAt is not null || log.Fences.Sum(f => f.Excluded) + log.Candidates == log.Considered)
            && log.Fences.Select(f => f.Fence).SequenceEqual(the.Strategy.Fences)
            && log.Best.Length == Math.Min(20, log.Candidates);
    });

    /// <summary>More than twelve useful candidates, so that the search can be inexact, but few enough for brute force.</summary>
    private static Gen<RoutingCase> Crowded() =>
        from the in RoutingCase.Any(facilities: 13, lines: 3)
        where the.Facilities.Length == 13
        select the with
        {
            Demand = the.Demand with
            {
                CollectAt = null,
                Preselected = [],
                Lines = [.. the.Demand.Lines.Select(l => l with { Bundle = 0, Quantity = l.Quantity + l.Quantity + l.Quantity })],
            },
            Strategy = the.Strategy with { SplitLines = true, Split = SplitRule.Allowed, Fences = [FenceKind.Stock] },
        };

    private static RoutingCase WithMore(RoutingCase the, int article, int facility, int more)
    {
        var id = new ArticleId($"A{article}");
        if (!the.Stock.Rows.TryGetValue(id, out var row) || facility >= row.Length)
        {
            return the;
        }

        row = [.. row];
        row[facility] += Quantity.From(more).Thousandths;
        return the with { Stock = new(the.Stock.Rows.SetItem(id, row)) };
    }

    /// <summary>Reserves the route: removes it from the stock and adds it to the own reservations.</summary>
    private static RoutingCase Reserved(RoutingCase the, Route route)
    {
        var rows = the.Stock.Rows.ToDictionary(r => r.Key, r => r.Value.ToArray());
        foreach (var assignment in route.Assignments)
        {
            rows[ArticleOf(the, assignment.Line)][IndexOf(the, assignment.Facility)] -= assignment.Quantity.Thousandths;
        }

        return the with
        {
            Stock = new(rows.ToImmutableDictionary()),
            Workload = the.Workload.With(route.Assignments.Select(a => (IndexOf(the, a.Facility), a.Quantity.Thousandths))),
            Demand = the.Demand with
            {
                OwnReservations = [.. route.Assignments.Select(a => new OwnReservation(a.Facility, ArticleOf(the, a.Line), a.Quantity))],
            },
        };
    }

    [Fact]
    public void For_up_to_twelve_candidates_routes_are_nearly_always_optimal()
    {
        var logs = Gen.Sample(RoutingCase.Any(facilities: 12, lines: 8), 2_000).Select(the => the.Route().Log).ToList();
        Assert.InRange(logs.Count(log => log is { Exact: true, Gap: { Units.Thousandths: 0, Deliveries: 0 } }), 1_900, 2_000);
    }

    [Fact]
    public void The_route_is_in_the_list_of_best_candidates() => Hold(Large, the =>
    {
        var route = the.Route();
        var chosen = route.Log.Best.Where(b => b.Chosen).Select(b => b.Facility);
        return route.Assignments.Select(a => a.Facility).Distinct().ToHashSet().SetEquals(chosen)
            || route.Assignments.DistinctBy(a => a.Facility).Count() > 20;
    });

    private static bool IsBest(RoutingCase the)
    {
        var route = the.Route();
        var best = new BruteForceRouter(the).Best();
        var routeScore = ScoreOf(the, route);
        return route.Log.Exact
            && (routeScore.Units, routeScore.Deliveries) == (best.Units, best.Deliveries)
            && Math.Abs(routeScore.Penalty - best.Penalty) < 0.001
            && Math.Abs((double)route.Log.Penalty - routeScore.Penalty) < 0.001;
    }

    private static RouteScore ScoreOf(RoutingCase the, Route route)
    {
        var used = route.Assignments.Select(a => IndexOf(the, a.Facility)).Distinct().ToArray();
        return new(Units(route), used.Length, new BruteForceRouter(the).Penalty(used));
    }

    private static ArticleId ArticleOf(RoutingCase the, LineId line) => the.Demand.Lines.Single(l => l.Line == line).Article;

    private static int IndexOf(RoutingCase the, FacilityId id) => new Network(the.Facilities).IndexOf(id);

    private static long Units(Route route) => route.Assignments.Sum(a => a.Quantity.Thousandths);

    private static long CountRouted(Route route, LineId line) =>
        route.Assignments.Where(a => a.Line == line).Sum(a => a.Quantity.Thousandths);

    private static long Open(Route route, LineId line) => route.Unroutable.Where(u => u.Line == line).Sum(u => u.Quantity.Thousandths);

    private static void Hold<T>(Gen<T> cases, Func<T, bool> property, int count = Cases) =>
        Check.One(PropertyConfig.Create(count), Prop.ForAll(cases.ToArbitrary(), property));
}
