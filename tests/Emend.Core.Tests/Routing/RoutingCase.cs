using System.Collections.Immutable;
using System.Text;
using Emend.Core.Orders;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>In-memory stock: one row of pieces per article, in network order.</summary>
internal sealed record InMemoryStock(ImmutableDictionary<ArticleId, long[]> Rows, bool IsInfinite = false) : IStockView
{
    public ReadOnlySpan<long> Available(ArticleId article) => Rows.TryGetValue(article, out var row) ? row : [];

    public static InMemoryStock From(params (string Article, long[] Pieces)[] rows) =>
        new(rows.ToImmutableDictionary(r => new ArticleId(r.Article), r => Array.ConvertAll(r.Pieces, p => p * Quantity.Scale)));
}

/// <summary>In-memory workload, in network order.</summary>
internal sealed record InMemoryWorkload(int[] OrderRow, long[] UnitRow) : IWorkloadView
{
    public static readonly InMemoryWorkload None = new([], []);

    public ReadOnlySpan<int> Orders => OrderRow;

    public ReadOnlySpan<long> Units => UnitRow;

    /// <summary>Returns the workload with one more order with these units.</summary>
    public InMemoryWorkload With(IEnumerable<(int Facility, long Units)> more)
    {
        var (orders, units) = ((int[])OrderRow.Clone(), (long[])UnitRow.Clone());
        foreach (var facility in more.GroupBy(m => m.Facility))
        {
            orders[facility.Key]++;
            units[facility.Key] += facility.Sum(m => m.Units);
        }

        return new(orders, units);
    }

    public InMemoryWorkload Reversed() => new([.. OrderRow.AsEnumerable().Reverse()], [.. UnitRow.AsEnumerable().Reverse()]);
}

/// <summary>A random routing case.</summary>
internal sealed record RoutingCase(RoutingDemand Demand, ImmutableArray<Facility> Facilities, InMemoryStock Stock, RoutingStrategy Strategy)
{
    private static readonly string[] Countries = ["NL", "DE"];

    public InMemoryWorkload Workload { get; init; } = InMemoryWorkload.None;

    public Route Route() => Router.Route(Demand, new Network(Facilities), Stock, Strategy, Workload);

    /// <summary>Small enough for brute force, with few articles and little stock, so that lines compete.</summary>
    public static Gen<RoutingCase> Any(int facilities, int lines) =>
        from network in Facility().ArrayOf(facilities)
        from count in Gen.Choose(0, facilities)
        from demand in Line().ArrayOf(lines)
        from lineCount in Gen.Choose(1, lines)
        from rows in Gen.Frequency((12, Gen.Choose(0, 5)), (1, Gen.Constant(-2))).ArrayOf(count).ArrayOf(4)
        from known in Gen.Choose(2, 4)
        from somewhere in Locations()
        from presence in Gen.Choose(0, 4)
        from named in Named(count)
        from wish in Preferences()
        from orders in Gen.Choose(0, 4).ArrayOf(count)
        from strategy in Strategies()
        select new RoutingCase(
            new RoutingDemand(
                [.. demand.Take(lineCount).Select((l, i) => l with { Line = new($"L{i}") })],
                presence == 0 ? null : somewhere,
                named.Preselected,
                named.Blocked,
                [],
                named.Collect)
            {
                Now = Now,
                PreferredTime = wish.Hours > 0 ? Now.AddHours(wish.Hours) : null,
                ShippingPreferences = wish.Wish,
            },
            [.. network.Take(count).Select((f, i) => f with { Id = Id(i) })],
            new InMemoryStock(Enumerable.Range(0, known).ToImmutableDictionary(
                a => new ArticleId($"A{a}"), a => Array.ConvertAll(rows[a], n => n * Quantity.Scale))),
            strategy)
        {
            Workload = new(orders, Array.ConvertAll(orders, n => n * Quantity.Scale)),
        };

    public static readonly DateTimeOffset Now = new(2026, 6, 3, 10, 30, 0, TimeSpan.Zero);

    /// <summary>Ids whose order differs from the network order.</summary>
    private static FacilityId Id(int number) => new($"F{(number * 5) % 7}{number}");

    private static Gen<Facility> Facility() =>
        from status in Gen.Frequency((6, Gen.Constant(FacilityStatus.Online)), (1, Gen.Constant(FacilityStatus.Offline)))
        from kind in Gen.Elements(FacilityKind.Store, FacilityKind.Warehouse)
        from place in Locations()
        from terms in RandomCapabilities.Any
        from carriers in RandomCapabilities.Carriers
        select new Facility(default, status, kind, place) { Capabilities = terms, Carriers = carriers };

    private static Gen<(int Hours, ShippingPreferences? Wish)> Preferences() =>
        from hours in Gen.Choose(-5, 40)
        from sameDay in Gen.Elements(true, false)
        from carrier in Gen.Elements("", "fast", "SLOW")
        from presence in Gen.Choose(0, 2)
        select (hours, presence == 0 ? null : new ShippingPreferences(sameDay, carrier.Length > 0 ? [carrier] : []));

    private static Gen<PostalLocation> Locations() =>
        from country in Gen.Frequency((5, Gen.Constant(Countries[0])), (1, Gen.Constant(Countries[1])))
        from latitude in Gen.Choose(-3, 3)
        from longitude in Gen.Choose(-3, 3)
        from presence in Gen.Choose(0, 6)
        from postcode in Gen.Elements("1000", "10", "1900", "5", "")
        select new PostalLocation(country, postcode, presence == 0 ? null : new GeoPoint(50 + latitude, 5 + longitude));

    private static Gen<DemandLine> Line() =>
        from article in Gen.Choose(0, 3)
        from quantity in Gen.Choose(0, 6)
        from bundle in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        select new DemandLine(default, new($"A{article}"), Quantity.From(quantity), bundle);

    private static Gen<ReferenceStrategies> Named(int count) =>
        from picked in Gen.Choose(0, 9).ArrayOf(3)
        from preselect in Gen.Choose(0, 5)
        from block in Gen.Choose(0, 3)
        from collect in Gen.Choose(0, 11)
        select new ReferenceStrategies(
            preselect == 0 ? [.. picked.Select(Id)] : ImmutableArray<FacilityId>.Empty,
            block == 0 ? [Id(picked[0])] : ImmutableArray<FacilityId>.Empty,
            collect == 0 ? Id(picked[1] % Math.Max(1, count)) : (FacilityId?)null);

    private static Gen<RoutingStrategy> Strategies() =>
        from fences in Gen.SubListOf(Enum.GetValues<FenceKind>().AsEnumerable())
        from all in Gen.Choose(0, 1)
        from distance in Gen.Elements(0, 100)
        from balance in Gen.Elements(0, 20, 100)
        from more in Gen.SubListOf(Enum.GetValues<RatingKind>().Where(r => r > RatingKind.StockBalance))
        from weights in Gen.Choose(1, 90).ArrayOf(Enum.GetValues<RatingKind>().Length)
        from split in Gen.Elements(SplitRule.Forbidden, SplitRule.Limited, SplitRule.Allowed)
        from most in Gen.Choose(1, 3)
        from lines in Gen.Elements(true, false)
        from sameDay in Gen.Elements(true, false)
        from part in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new RoutingStrategy(
            [.. all == 1 ? RoutingStrategy.Default.Fences.AsEnumerable() : fences],
            [
                new(RatingKind.GeoDistance, distance), new(RatingKind.StockBalance, balance), new(RatingKind.NumberOfDeliveries, 50),
                .. more.Select((kind, i) => new WeightedRating(kind, weights[i])),
            ],
            split,
            most,
            lines,
            part)
        {
            SplitSameDay = sameDay,
        };

    /// <summary>For the message of a failed property.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Strategy} fences {string.Join(' ', Strategy.Fences)} {string.Join(' ', Strategy.Ratings)}");
        text.AppendLine($"to {Demand.Destination} collect {Demand.CollectAt}");
        text.AppendLine(
            $"at {Demand.Now:O} for {Demand.PreferredTime:O} "
            + $"preferences {Demand.ShippingPreferences} {Demand.ShippingPreferences?.Carriers.FirstOrDefault()}");
        text.AppendLine($"workload {string.Join(' ', Workload.Orders.ToArray())}");
        text.AppendLine($"own reservations {string.Join(' ', Demand.OwnReservations)}");
        text.AppendLine($"only {string.Join(' ', Demand.Preselected)} not {string.Join(' ', Demand.ExcludedFacilities)}");
        text.AppendJoin('\n', Demand.Lines).AppendLine().AppendJoin('\n', Facilities).AppendLine();
        foreach (var (article, row) in Stock.Rows.OrderBy(r => r.Key.Value, StringComparer.Ordinal))
        {
            text.AppendLine($"{article}: {string.Join(' ', row)}");
        }

        return text.ToString();
    }

    private sealed record ReferenceStrategies(
        ImmutableArray<FacilityId> Preselected, ImmutableArray<FacilityId> Blocked, FacilityId? Collect);
}
