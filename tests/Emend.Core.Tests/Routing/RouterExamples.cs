using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>Routes that can be checked by hand.</summary>
public sealed class RouterExamples
{
    private static readonly PostalLocation Amsterdam = new("NL", "1012", new GeoPoint(52.37, 4.89));
    private static readonly PostalLocation Utrecht = new("NL", "3511", new GeoPoint(52.09, 5.12));
    private static readonly PostalLocation Rotterdam = new("NL", "3011", new GeoPoint(51.92, 4.48));
    private static readonly PostalLocation Cologne = new("DE", "50667", new GeoPoint(50.94, 6.96));

    private static readonly Network Three = NetworkOf(("RTM", Rotterdam), ("UTR", Utrecht), ("CGN", Cologne));

    [Fact]
    public void The_nearest_facility_with_full_stock_wins()
    {
        var route = Router.Route(Demand(("SHIRT", 2)), Three, InMemoryStock.From(("SHIRT", [9, 9, 9])), RoutingStrategy.Default);
        Assert.Equal(["UTR: 2 of L0"], Describe(route));
        Assert.Equal("UTR has the lowest penalty, 65.24064, of 2 facilities that can supply everything alone", route.Log.Reason);
        Assert.True(route.Log.Exact);
    }

    [Fact]
    public void One_distant_delivery_beats_two_near_ones()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 0, 9]), ("JEANS", [0, 9, 9]));
        var everywhere = RoutingStrategy.Default with { Fences = [FenceKind.FacilityOnline] };
        Assert.Equal(
            ["CGN: 1 of L0", "CGN: 1 of L1"], Describe(Router.Route(Demand(("SHIRT", 1), ("JEANS", 1)), Three, stock, everywhere)));
    }

    [Fact]
    public void An_order_is_split_if_no_facility_has_full_stock()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 0, 0]), ("JEANS", [0, 9, 0]));
        var route = Router.Route(Demand(("SHIRT", 1), ("JEANS", 1)), Three, stock, RoutingStrategy.Default);
        Assert.Equal(["RTM: 1 of L0", "UTR: 1 of L1"], Describe(route));
        Assert.StartsWith("everything needs at least 2 deliveries", route.Log.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_splitting_the_larger_part_is_routed_and_the_rest_is_unroutable()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 0, 0]), ("JEANS", [0, 9, 0]));
        var one = RoutingStrategy.Default with { Split = SplitRule.Forbidden };
        Assert.Equal(["UTR: 3 of L1", "nowhere: 2 of L0"], Describe(Router.Route(Demand(("SHIRT", 2), ("JEANS", 3)), Three, stock, one)));
    }

    [Fact]
    public void Without_partial_routing_the_whole_order_is_unroutable()
    {
        var whole = RoutingStrategy.Default with { AllowPartialRouting = false };
        var route = Router.Route(Demand(("SHIRT", 2), ("JEANS", 3)), Three, InMemoryStock.From(("SHIRT", [9, 0, 0])), whole);
        Assert.Equal(["nowhere: 2 of L0", "nowhere: 3 of L1"], Describe(route));
        Assert.Equal("the whole order is unroutable: at most 2 of 5 units can be routed", route.Log.Reason);
    }

    [Fact]
    public void Lines_of_the_same_article_share_stock_and_can_need_two_facilities()
    {
        var route = Router.Route(
            Demand(("SHIRT", 3), ("SHIRT", 3)), Three, InMemoryStock.From(("SHIRT", [3, 5, 0])), RoutingStrategy.Default);
        Assert.Equal(["RTM: 3 of L1", "UTR: 3 of L0"], Describe(route).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_facilities_supply_a_line_only_if_lines_can_be_split()
    {
        var stock = InMemoryStock.From(("SHIRT", [2, 2, 0]));
        Assert.Equal(["nowhere: 5 of L0"], Describe(Router.Route(Demand(("SHIRT", 5)), Three, stock, RoutingStrategy.Default)));

        var split = RoutingStrategy.Default with { SplitLines = true };
        Assert.Equal(
            ["UTR: 2 of L0", "RTM: 2 of L0", "nowhere: 1 of L0"], Describe(Router.Route(Demand(("SHIRT", 5)), Three, stock, split)));
    }

    [Fact]
    public void One_facility_supplies_a_bundle_or_none()
    {
        var demand = Demand(("SHIRT", 1), ("JEANS", 1), ("SOCKS", 1));
        demand = demand with { Lines = [demand.Lines[0] with { Bundle = 1 }, demand.Lines[1] with { Bundle = 1 }, demand.Lines[2]] };
        var apart = InMemoryStock.From(("SHIRT", [9, 0, 0]), ("JEANS", [0, 9, 0]), ("SOCKS", [9, 0, 0]));
        var route = Router.Route(demand, Three, apart, RoutingStrategy.Default);
        Assert.Equal(["RTM: 1 of L2", "nowhere: 1 of L0", "nowhere: 1 of L1"], Describe(route));
    }

    [Fact]
    public void Own_reservations_count_as_available()
    {
        var demand = Demand(("SHIRT", 3)) with { OwnReservations = [new(new("RTM"), new("SHIRT"), Quantity.From(2))] };
        Assert.Equal(
            ["RTM: 3 of L0"], Describe(Router.Route(demand, Three, InMemoryStock.From(("SHIRT", [1, 0, 0])), RoutingStrategy.Default)));
    }

    [Fact]
    public void Infinite_stock_is_available_at_every_facility_that_passes_the_fences()
    {
        var demand = Demand(("SHIRT", 1_000_000_000)) with { ExcludedFacilities = [new("UTR")] };
        var route = Router.Route(demand, Three, InMemoryStock.From() with { IsInfinite = true }, RoutingStrategy.Default);
        Assert.Equal(["RTM: 1000000000 of L0"], Describe(route));
    }

    [Fact]
    public void A_collected_order_is_routed_to_its_collection_facility_only()
    {
        var stock = InMemoryStock.From(("SHIRT", [9, 9, 9]));
        var collect = Demand(("SHIRT", 1)) with { Destination = null, CollectAt = new("CGN") };
        Assert.Equal(["CGN: 1 of L0"], Describe(Router.Route(collect, Three, stock, RoutingStrategy.Default)));

        var blocked = Router.Route(collect with { ExcludedFacilities = [new("CGN")] }, Three, stock, RoutingStrategy.Default);
        Assert.Equal(["nowhere: 1 of L0"], Describe(blocked));
        Assert.Equal("no facility passes the fences", blocked.Log.Reason);
    }

    [Fact]
    public void The_routing_log_contains_fences_and_ratings()
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
    public void Ties_are_broken_by_id_and_not_by_network_order()
    {
        var twins = NetworkOf(("B", Utrecht), ("A", Utrecht));
        var route = Router.Route(Demand(("SHIRT", 1)), twins, InMemoryStock.From(("SHIRT", [5, 5])), RoutingStrategy.Default);
        Assert.Equal(["A: 1 of L0"], Describe(route));
    }

    [Fact]
    public void An_empty_demand_yields_an_empty_route()
    {
        var route = Router.Route(Demand(("SHIRT", 0)), Network.Empty, InMemoryStock.From(), RoutingStrategy.Default);
        Assert.Empty(Describe(route));
        Assert.Equal("no units to route", route.Log.Reason);
    }

    private static RoutingDemand Demand(params (string Article, long Pieces)[] lines) => new(
        [.. lines.Select((l, i) => new DemandLine(new($"L{i}"), new(l.Article), Quantity.From(l.Pieces), Bundle: 0))],
        Amsterdam, [], [], [], CollectAt: null);

    private static Network NetworkOf(params (string Id, PostalLocation Place)[] facilities) =>
        new([.. facilities.Select(f => new Facility(new(f.Id), FacilityStatus.Online, FacilityKind.Store, f.Place))]);

    private static IEnumerable<string> Describe(Route route) =>
        route.Assignments.Select(a => $"{a.Facility}: {a.Quantity} of {a.Line}")
            .Concat(route.Unroutable.Select(u => $"nowhere: {u.Quantity} of {u.Line}"));
}
