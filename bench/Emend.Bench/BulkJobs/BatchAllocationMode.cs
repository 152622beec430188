using System.Diagnostics;
using Emend.Bench.Data;
using Emend.Bench.Micro;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.BulkJobs;

/// <summary>Measures the batch allocation of many orders in this process: its duration, and how many orders it routes completely.</summary>
internal static class BatchAllocationMode
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static void Run(Arguments arguments)
    {
        var (orders, maxStock, rounds) = (
            arguments.GetNumber("orders", 10_000), arguments.GetNumber("stock", 8), arguments.GetNumber("turns", 3));
        var network = new Network([.. Enumerable.Range(0, DataSet.Facilities).Select(DataSet.GetFacility)]);
        var context = new BatchRoutingContext(network, CreateStock(maxStock), RoutingStrategy.Default, null);
        var competing = Enumerable.Range(0, orders).Select(n => new CompetingOrder(CreateDemand(n), Noon.AddSeconds(n))).ToList();
        for (var round = 0; round < rounds; round++)
        {
            var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            var plan = BatchAllocator.Allocate(competing, context);
            Console.WriteLine(
                $"{orders:N0} orders planned in {Stopwatch.GetElapsedTime(started).TotalSeconds:N2} s "
                + $"({(GC.GetTotalAllocatedBytes() - allocated) / 1e6:N0} MB allocated): "
                + $"batch {plan.Score.CompleteOrders:N0} complete orders, {plan.Score.Units / Quantity.Scale:N0} units; "
                + $"one by one {plan.SequentialScore.CompleteOrders:N0} complete orders, "
                + $"{plan.SequentialScore.Units / Quantity.Scale:N0} units");
        }
    }

    // Each facility of the group stocks 0 to maxStock - 1 units of every article.
    private static InMemoryStock CreateStock(int maxStock)
    {
        var random = new Random(7);
        return new(Enumerable.Range(0, DataSet.Articles).ToDictionary(
            DataSet.GetArticleId,
            article => Enumerable.Range(0, DataSet.Facilities)
                .Select(f => f % DataSet.Groups == article % DataSet.Groups ? random.Next(maxStock) * Quantity.Scale : 0).ToArray()));
    }

    private static RoutingDemand CreateDemand(int number)
    {
        var (latitude, longitude) = DataSet.GetLocation(number, 3);
        return new(
            [
                .. DataSet.GetLines(number).Select((l, i) =>
                    new DemandLine(new($"{number}-{i}"), DataSet.GetArticleId(l.Article), Quantity.From(l.Quantity), 0)),
            ],
            new PostalLocation("DE", "10000", new GeoPoint(latitude, longitude)), [], [], [], null);
    }
}
