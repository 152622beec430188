using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>Routes one can check by hand.</summary>
public sealed class RouterExamples
{
    private static readonly PostalLocation Amsterdam = new("NL", "1012", new GeoPoint(52.37, 4.89));
    private static readonly PostalLocation Utrecht = new("NL", "3511", new GeoPoint(52.09, 5.12));
    private static readonly PostalLocation Rotterdam = new("NL", "3011", new GeoPoint(51.92, 4.48));
    private static readonly PostalLocation Cologne = new("DE", "50667", new GeoPoint(50.94, 6.96));

    private static readonly Network Three = NetworkOf(("RTM", Rotterdam), ("UTR", Utrecht), ("CGN", Cologne));

    [Fact]
    public void The_nearest_of_those_that_have_everything_wins()
    {
        var route = Router.Route(Demand(("SHIRT", 2)), Three, InMemoryStock.From(("SHIRT", [9, 9, 9])), RoutingStrategy.Default);
        Assert.Equal(["UTR: 2 of L0"], Told(route));
        Assert.Equal("UTR has the lowest penalty, 65.24064, of 2 facilities that could supply everything alone", route.Log.Reason);
        Assert.True(route.Log.Exact);
    }

    [Fact]
    public void One_delivery_from_afar_beats_two_from_near()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 0, 9]), ("JEANS", [0, 9, 9]));
        var everywhere = RoutingStrategy.Default with { Fences = [FenceKind.FacilityOnline] };
        Assert.Equal(["CGN: 1 of L0", "CGN: 1 of L1"], Told(Router.Route(Demand(("SHIRT", 1), ("JEANS", 1)), Three, stock, everywhere)));
    }

    [Fact]
    public void An_order_splits_where_no_facility_has_everything()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 0, 0]), ("JEANS", [0, 9, 0]));
        var route = Router.Route(Demand(("SHIRT", 1), ("JEANS", 1)), Three, stock, RoutingStrategy.Default);
        Assert.Equal(["RTM: 1 of L0", "UTR: 1 of L1"], Told(route));
        Assert.StartsWith("everything needs 2 deliveries at least", route.Log.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_splitting_is_forbidden_the_larger_part_goes_and_the_rest_waits()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 0, 0]), ("JEANS", [0, 9, 0]));
        var one = RoutingStrategy.Default with { Split = SplitRule.Forbidden };
        Assert.Equal(["UTR: 3 of L1", "nowhere: 2 of L0"], Told(Router.Route(Demand(("SHIRT", 2), ("JEANS", 3)), Three, stock, one)));
    }

    [Fact]
    public void An_order_that_is_not_routed_in_part_waits_whole()
    {
        var whole = RoutingStrategy.Default with { AllowPartialRouting = false };
        var route = Router.Route(Demand(("SHIRT", 2), ("JEANS", 3)), Three, InMemoryStock.From(("SHIRT", [9, 0, 0])), whole);
        Assert.Equal(["nowhere: 2 of L0", "nowhere: 3 of L1"], Told(route));
        Assert.Equal("the order waits whole: at most 2 of 5 units find a place", route.Log.Reason);
    }

    [Fact]
    public void Lines_of_the_same_article_share_its_stock_and_may_need_two_alike_facilities()
    {
        var route = Router.Route(Demand(("SHIRT", 3), ("SHIRT", 3)), Three, InMemoryStock.From(("SHIRT", [3, 5, 0])), RoutingStrategy.Default);
        Assert.Equal(["RTM: 3 of L1", "UTR: 3 of L0"], Told(route).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_line_comes_from_two_facilities_only_where_lines_may_be_split()
    {
        var stock = InMemoryStock.From(("SHIRT", [2, 2, 0]));
        Assert.Equal(["nowhere: 5 of L0"], Told(Router.Route(Demand(("SHIRT", 5)), Three, stock, RoutingStrategy.Default)));

        var split = RoutingStrategy.Default with { SplitLines = true };
        Assert.Equal(["UTR: 2 of L0", "RTM: 2 of L0", "nowhere: 1 of L0"], Told(Router.Route(Demand(("SHIRT", 5)), Three, stock, split)));
    }

    [Fact]
    public void A_bundle_goes_to_one_facility_or_nowhere()
    {
        var demand = Demand(("SHIRT", 1), ("JEANS", 1), ("SOCKS", 1));
        demand = demand with { Lines = [demand.Lines[0] with { Bundle = 1 }, demand.Lines[1] with { Bundle = 1 }, demand.Lines[2]] };
        var apart = InMemoryStock.From(("SHIRT", [9, 0, 0]), ("JEANS", [0, 9, 0]), ("SOCKS", [9, 0, 0]));
        var route = Router.Route(demand, Three, apart, RoutingStrategy.Default);
        Assert.Equal(["RTM: 1 of L2", "nowhere: 1 of L0", "nowhere: 1 of L1"], Told(route));
    }

    [Fact]
    public void What_the_order_holds_itself_counts_as_free()
    {
        var demand = Demand(("SHIRT", 3)) with { OwnReservations = [new(new("RTM"), new("SHIRT"), Quantity.From(2))] };
        Assert.Equal(["RTM: 3 of L0"], Told(Router.Route(demand, Three, InMemoryStock.From(("SHIRT", [1, 0, 0])), RoutingStrategy.Default)));
    }

    [Fact]
    public void Infinite_stock_is_everywhere_that_passes_the_other_fences()
    {
        var demand = Demand(("SHIRT", 1_000_000_000)) with { Blocked = [new("UTR")] };
        var route = Router.Route(demand, Three, InMemoryStock.From() with { IsInfinite = true }, RoutingStrategy.Default);
        Assert.Equal(["RTM: 1000000000 of L0"], Told(route));
    }

    [Fact]
    public void What_is_collected_comes_from_there_and_is_fenced_there()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 9, 9]));
        var collect = Demand(("SHIRT", 1)) with { Destination = null, Collect = new("CGN") };
        Assert.Equal(["CGN: 1 of L0"], Told(Router.Route(collect, Three, stock, RoutingStrategy.Default)));

        var blocked = Router.Route(collect with { Blocked = [new("CGN")] }, Three, stock, RoutingStrategy.Default);
        Assert.Equal(["nowhere: 1 of L0"], Told(blocked));
        Assert.Equal("no facility passes the fences", blocked.Log.Reason);
    }

    [Fact]
    public void The_decision_log_tells_what_each_fence_took_and_how_the_rest_was_rated()
    {
        var demand = Demand(("SHIRT", 1)) with { Preselected = [new("RTM"), new("UTR")] };
        var log = Router.Route(demand, Three, InMemoryStock.From(("SHIRT", [4, 2, 9])), RoutingStrategy.Default).Log;
        Assert.Equal(
            ["FacilityOnline took 0", "Stock took 0", "Country took 1", "Preselected took 0", "Blocked took 0"],
            log.Fences.Select(f => $"{f.Fence} took {f.Excluded}"));
        Assert.Equal(["UTR chosen", "RTM"], log.Best.Select(b => b.Chosen ? $"{b.Facility} chosen" : b.Facility.Value));
        Assert.Equal(["GeoDistance 100", "StockBalance 5"], log.Best[1].Ratings.Select(r => $"{r.Kind} {r.Penalty}"));
    }

    [Fact]
    public void Equals_are_decided_by_id_not_by_the_order_of_the_network()
    {
        var twins = NetworkOf(("B", Utrecht), ("A", Utrecht));
        var route = Router.Route(Demand(("SHIRT", 1)), twins, InMemoryStock.From(("SHIRT", [5, 5])), RoutingStrategy.Default);
        Assert.Equal(["A: 1 of L0"], Told(route));
    }

    [Fact]
    public void Nothing_to_route_makes_an_empty_route()
    {
        var route = Router.Route(Demand(("SHIRT", 0)), Network.Empty, InMemoryStock.From(), RoutingStrategy.Default);
        Assert.Empty(Told(route));
        Assert.Equal("there is nothing to route", route.Log.Reason);
    }

    private static RoutingDemand Demand(params (string Article, long Pieces)[] lines) => new(
        [.. lines.Select((l, i) => new DemandLine(new($"L{i}"), new(l.Article), Quantity.From(l.Pieces), Bundle: 0))],
        Amsterdam, [], [], [], Collect: null);

    private static Network NetworkOf(params (string Id, PostalLocation Place)[] facilities) =>
        new([.. facilities.Select(f => new Facility(new(f.Id), FacilityStatus.Online, FacilityKind.Store, f.Place))]);

    private static IEnumerable<string> Told(Route route) =>
        route.Assignments.Select(a => $"{a.Facility}: {a.Quantity} of {a.Line}")
            .Concat(route.Unplaced.Select(u => $"nowhere: {u.Quantity} of {u.Line}"));
}
