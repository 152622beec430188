using BenchmarkDotNet.Attributes;
using Emend.Bench.Data;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Micro;

/// <summary>
/// Routing without a decision. <see cref="Share"/> is the share of facilities that stock an article: at 0.6 some facility stocks the whole
/// order, at 0.05 the order must be split.
/// </summary>
[MemoryDiagnoser]
public class RouteBenchmarks
{
    private Network _network = Network.Empty;
    private RoutingDemand _demand = null!;
    private InMemoryStock _stock = null!;
    private Network _networkWithCapabilities = Network.Empty;
    private RoutingDemand _demandWithPreferences = null!;
    private InMemoryWorkload _workload = null!;

    [Params("5x1000", "10x200", "10x5000")]
    public string Size { get; set; } = "5x1000";

    [Params(0.6, 0.05)]
    public double Share { get; set; } = 0.6;

    [GlobalSetup]
    public void Prepare()
    {
        var sizes = Size.Split('x');
        var (lines, facilities) = (int.Parse(sizes[0]), int.Parse(sizes[1]));
        _network = new Network([.. Enumerable.Range(0, facilities).Select(DataSet.GetFacility)]);
        _stock = InMemoryStock.CreateSparse(lines, facilities, Share);
        _demand = new RoutingDemand(
            [
                .. Enumerable.Range(0, lines).Select(i =>
                    new DemandLine(new LineId($"line-{i}"), DataSet.GetArticleId(i), Quantity.From(2), 0)),
            ],
            new PostalLocation("DE", "50667", new GeoPoint(50.94, 6.95)), [], [], [], null);
        _networkWithCapabilities = new Network(
            [
                .. _network.Facilities.Select((f, i) => f with
                {
                    Capabilities = AllFencesStrategy.CreateCapabilities(i),
                    Carriers = AllFencesStrategy.Carriers,
                }),
            ]);
        _demandWithPreferences = _demand with
        {
            Now = new DateTimeOffset(2026, 11, 20, 8, 45, 0, TimeSpan.Zero),
            PreferredTime = new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero),
            ShippingPreferences = new ShippingPreferences(SameDay: false, ["DHL_V2"]),
        };
        _workload = InMemoryWorkload.CreateRandom(facilities);
    }

    [Benchmark]
    public Route All_fences_and_ratings() =>
        Router.Route(_demandWithPreferences, _networkWithCapabilities, _stock, AllFencesStrategy.Strategy, _workload);

    [Benchmark]
    public Route Route() => Router.Route(_demand, _network, _stock, RoutingStrategy.Default);
}
