using System.Diagnostics;
using Emend.Bench.Data;
using Emend.Bench.Micro;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.BulkJobs;

/// <summary>Plans who of many orders gets what, in this process: how long that takes, and what it is good for.</summary>
internal static class BatchAllocationMode
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static void Run(Arguments arguments)
    {
        var (orders, shelf, turns) = (
            arguments.Number("orders", 10_000), arguments.Number("stock", 8), arguments.Number("turns", 3));
        var network = new Network([.. Enumerable.Range(0, DataSet.Facilities).Select(DataSet.Facility)]);
        var field = new BatchRoutingContext(network, Shelves(shelf), RoutingStrategy.Default, null);
        var rivals = Enumerable.Range(0, orders).Select(n => new CompetingOrder(Demand(n), Noon.AddSeconds(n))).ToList();
        for (var turn = 0; turn < turns; turn++)
        {
            var (begun, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            var plan = BatchAllocator.From(rivals, field);
            Console.WriteLine(
                $"{orders:N0} orders planned in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N2} s "
                + $"({(GC.GetTotalAllocatedBytes() - allocated) / 1e6:N0} MB allocated): "
                + $"{plan.Score.Whole:N0} whole, {plan.Score.Units / Quantity.Scale:N0} units; "
                + $"one by one {plan.OneByOne.Whole:N0} whole, {plan.OneByOne.Units / Quantity.Scale:N0} units");
        }
    }

    // Zero to one less of every article in the facilities of its group.
    private static InMemoryStock Shelves(int shelf)
    {
        var random = new Random(7);
        return new(Enumerable.Range(0, DataSet.Articles).ToDictionary(
            DataSet.ArticleId,
            article => Enumerable.Range(0, DataSet.Facilities)
                .Select(f => f % DataSet.Groups == article % DataSet.Groups ? random.Next(shelf) * Quantity.Scale : 0).ToArray()));
    }

    private static RoutingDemand Demand(int number)
    {
        var (latitude, longitude) = DataSet.Point(number, 3);
        return new(
            [
                .. DataSet.Lines(number).Select((l, i) =>
                    new DemandLine(new($"{number}-{i}"), DataSet.ArticleId(l.Article), Quantity.From(l.Quantity), 0)),
            ],
            new PostalLocation("DE", "10000", new GeoPoint(latitude, longitude)), [], [], [], null);
    }
}
