using System.Collections.Immutable;
using System.Text;
using Emend.Core.Orders;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Several orders that compete for few articles at few facilities.</summary>
internal sealed record BatchAllocationCase(ImmutableArray<CompetingOrder> Orders, RoutingCase Case)
{
    public BatchRoutingContext Context => new(
        new Network(Case.Facilities), Case.Stock, Case.Strategy, Case.Strategy.UsesWorkload ? Case.Workload : null);

    public BatchAllocator Allocate() => BatchAllocator.Allocate(Orders, Context);

    /// <summary>Random orders up to a maximum number, with a random strategy.</summary>
    public static Gen<BatchAllocationCase> Any(int orders, int facilities) =>
        from routingCase in RoutingCase.Any(facilities, lines: 1)
        from count in Gen.Choose(1, orders)
        from others in RoutingCase.Any(facilities, lines: 3).ArrayOf(count)
        from since in Gen.Choose(0, 5).ArrayOf(count)
        select new BatchAllocationCase(
            [.. others.Select((o, i) =>
                new CompetingOrder(o.Demand with { ExcludedFacilities = [], Preselected = [] }, GetUnroutableSince(since[i])))],
            routingCase with { Stock = WithoutNegatives(routingCase.Stock) });

    /// <summary>Few orders with a simple strategy, suitable for brute force.</summary>
    public static Gen<BatchAllocationCase> Tiny() =>
        from the in Any(orders: 5, facilities: 3)
        from split in Gen.Elements(SplitRule.Forbidden, SplitRule.Allowed)
        from part in Gen.Elements(true, false)
        select the with
        {
            Orders = [.. the.Orders.Select(o => o with { Demand = Plain(o.Demand) })],
            Case = the.Case with
            {
                Strategy = RoutingStrategy.Default with { Fences = [FenceKind.Stock], Split = split, AllowPartialRouting = part },
            },
        };

    /// <summary>Sequential routing, longest waiting first.</summary>
    public BatchAllocationScore ScoreOfSequence() => Routed(Orders.OrderBy(o => o.UnroutableSince), (order, stock, work) => Router.Route(
        order.Demand, Context.Network, stock, Case.Strategy, Case.Strategy.UsesWorkload ? work : null));

    /// <summary>Routing of each order on its allocation.</summary>
    public BatchAllocationScore ScoreOfAllocations(BatchAllocator plan, IEnumerable<int> sequence) => Routed(
        sequence.Select(i => Orders[i]),
        (order, stock, _) => Router.Route(
            order.Demand, Context.Network, OnlyAllocated(stock, plan.Allocations[Orders.IndexOf(order)]), Case.Strategy));

    private BatchAllocationScore Routed(
        IEnumerable<CompetingOrder> sequence, Func<CompetingOrder, InMemoryStock, InMemoryWorkload, Route> find)
    {
        var (stock, work, score) = (Case.Stock, Case.Workload, BatchAllocationScore.Zero);
        foreach (var order in sequence)
        {
            var route = find(order, stock, work);
            foreach (var (facility, line, quantity) in route.Assignments)
            {
                stock = With(stock, facility, order.Demand.Lines.First(l => l.Line == line).Article, -quantity.Thousandths);
            }

            work = work.With(route.Assignments.Select(a => (Context.Network.IndexOf(a.Facility), a.Quantity.Thousandths)));
            score += new BatchAllocationScore(route.Unroutable.IsEmpty ? 1 : 0, route.Assignments.Sum(a => a.Quantity.Thousandths));
        }

        return score;
    }

    private InMemoryStock OnlyAllocated(InMemoryStock stock, StockAllocation allocation)
    {
        var none = new InMemoryStock(stock.Rows.ToImmutableDictionary(r => r.Key, r => new long[r.Value.Length]));
        return allocation.Units.Aggregate(none, (inMemoryStock, u) => With(inMemoryStock, u.Facility, u.Article, u.Quantity.Thousandths));
    }

    private InMemoryStock With(InMemoryStock stock, FacilityId facility, ArticleId article, long more)
    {
        long[] row = [.. stock.Rows[article]];
        row[Context.Network.IndexOf(facility)] += more;
        return new(stock.Rows.SetItem(article, row));
    }

    // Two articles with quantities of one to three: all orders compete.
    private static RoutingDemand Plain(RoutingDemand demand) => demand with
    {
        CollectAt = null,
        Lines =
        [
            .. demand.Lines.DistinctBy(l => Few(l.Article)).Select(l => l with
            {
                Article = Few(l.Article),
                Quantity = Quantity.From(1 + (l.Quantity.Thousandths / Quantity.Scale % 3)),
                Bundle = 0,
            }),
        ],
    };

    private static ArticleId Few(ArticleId article) => new($"A{(article.Value[1] - '0') % 2}");

    private static InMemoryStock WithoutNegatives(InMemoryStock stock) =>
        new(stock.Rows.ToImmutableDictionary(r => r.Key, r => Array.ConvertAll(r.Value, n => Math.Max(0, n))));

    private static DateTimeOffset GetUnroutableSince(int hours) => RoutingCase.Now.AddHours(-hours);

    public override string ToString()
    {
        var text = new StringBuilder(Case.ToString());
        foreach (var order in Orders)
        {
            text.AppendLine().Append($"{order.UnroutableSince:HH:mm} collect {order.Demand.CollectAt}: ")
                .AppendJoin(", ", order.Demand.Lines);
        }

        return text.ToString();
    }
}

/// <summary>Finds the best allocation of indivisible lines without fences by brute force.</summary>
internal sealed class BruteForceAllocator(BatchAllocationCase example)
{
    private readonly Dictionary<(int Facility, ArticleId Article), long> _left = (
        from row in example.Case.Stock.Rows
        from facility in Enumerable.Range(0, example.Case.Facilities.Length)
        select ((facility, row.Key), facility < row.Value.Length ? row.Value[facility] : 0)).ToDictionary();

    private BatchAllocationScore _best = BatchAllocationScore.Zero;

    public BatchAllocationScore Best()
    {
        Order(0, BatchAllocationScore.Zero);
        return _best;
    }

    private void Order(int order, BatchAllocationScore score)
    {
        if (order == example.Orders.Length)
        {
            _best = score.IsBetterThan(_best) ? score : _best;
        }
        else if (score.CompleteOrders + example.Orders.Length - order >= _best.CompleteOrders)
        {
            Line(order, 0, -1, (score, 0, true));
        }
    }

    private void Line(int order, int line, int only, (BatchAllocationScore Score, long Units, bool Whole) so)
    {
        var lines = example.Orders[order].Demand.Lines;
        if (line == lines.Length)
        {
            if (so.Whole || so.Units == 0 || example.Case.Strategy.AllowPartialRouting)
            {
                Order(order + 1, so.Score + new BatchAllocationScore(so.Whole ? 1 : 0, so.Units));
            }

            return;
        }

        var wanted = lines[line].Quantity.Thousandths;
        if (wanted == 0)
        {
            Line(order, line + 1, only, so);
            return;
        }

        var alone = example.Case.Strategy.Split is SplitRule.Forbidden;
        for (var facility = 0; facility < example.Case.Facilities.Length; facility++)
        {
            var key = (facility, lines[line].Article);
            if (_left.GetValueOrDefault(key) >= wanted && (!alone || only < 0 || only == facility))
            {
                _left[key] -= wanted;
                Line(order, line + 1, facility, (so.Score, so.Units + wanted, so.Whole));
                _left[key] += wanted;
            }
        }

        Line(order, line + 1, only, (so.Score, so.Units, false));
    }
}
