using BenchmarkDotNet.Attributes;
using Emend.Bench.Data;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Micro;

/// <summary>
/// Routing alone. <see cref="Share"/> says in how many facilities an article is: at 0.6 some facility has everything, at 0.05 the order
/// must be split.
/// </summary>
[MemoryDiagnoser]
public class RouteBenchmarks
{
    private Network _network = Network.Empty;
    private RoutingDemand _demand = null!;
    private InMemoryStock _stock = null!;
    private Network _offering = Network.Empty;
    private RoutingDemand _wishing = null!;
    private InMemoryWorkload _work = null!;

    [Params("5x1000", "10x200", "10x5000")]
    public string Size { get; set; } = "5x1000";

    [Params(0.6, 0.05)]
    public double Share { get; set; } = 0.6;

    [GlobalSetup]
    public void Prepare()
    {
        var sizes = Size.Split('x');
        var (lines, facilities) = (int.Parse(sizes[0]), int.Parse(sizes[1]));
        _network = new Network([.. Enumerable.Range(0, facilities).Select(DataSet.Facility)]);
        _stock = InMemoryStock.Sparse(lines, facilities, Share);
        _demand = new RoutingDemand(
            [.. Enumerable.Range(0, lines).Select(i => new DemandLine(new LineId($"line-{i}"), DataSet.ArticleId(i), Quantity.From(2), 0))],
            new PostalLocation("DE", "50667", new GeoPoint(50.94, 6.95)), [], [], [], null);
        _offering = new Network(
            [.. _network.Facilities.Select((f, i) => f with { Terms = AllFencesStrategy.Terms(i), Carriers = AllFencesStrategy.Carriers })]);
        _wishing = _demand with
        {
            At = new DateTimeOffset(2026, 11, 20, 8, 45, 0, TimeSpan.Zero),
            PreferredTime = new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero),
            ShippingPreferences = new ShippingPreferences(SameDay: false, ["DHL_V2"]),
        };
        _work = InMemoryWorkload.Some(facilities);
    }

    [Benchmark]
    public Route All_fences_and_ratings() => Router.Route(_wishing, _offering, _stock, AllFencesStrategy.Strategy, _work);

    [Benchmark]
    public Route Route() => Router.Route(_demand, _network, _stock, RoutingStrategy.Default);
}
