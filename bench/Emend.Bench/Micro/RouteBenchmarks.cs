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
    private TableStock _stock = null!;

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
        _stock = TableStock.Sparse(lines, facilities, Share);
        _demand = new RoutingDemand(
            [.. Enumerable.Range(0, lines).Select(i => new DemandLine(new LineId($"line-{i}"), DataSet.ArticleId(i), Quantity.Of(2), 0))],
            new Place("DE", "50667", new GeoPoint(50.94, 6.95)), [], [], [], null);
    }

    [Benchmark]
    public Route Route() => Router.Route(_demand, _network, _stock, RoutingStrategy.Default);
}
