using System.Collections.Immutable;
using System.Text;
using Emend.Core.Orders;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Several orders that want the same few articles of the same few facilities.</summary>
internal sealed record BatchAllocationCase(ImmutableArray<CompetingOrder> Orders, RoutingCase World)
{
    public BatchRoutingContext Field => new(
        new Network(World.Facilities), World.Stock, World.Strategy, World.Strategy.UsesWork ? World.Work : null);

    public BatchAllocator Plan() => BatchAllocator.From(Orders, Field);

    /// <summary>So many orders at most, of any kind; the strategy of the world, with all its fences and ratings.</summary>
    public static Gen<BatchAllocationCase> Any(int orders, int facilities) =>
        from world in RoutingCase.Any(facilities, lines: 1)
        from count in Gen.Choose(1, orders)
        from others in RoutingCase.Any(facilities, lines: 3).ArrayOf(count)
        from since in Gen.Choose(0, 5).ArrayOf(count)
        select new BatchAllocationCase(
            [.. others.Select((o, i) => new CompetingOrder(o.Demand with { Blocked = [], Preselected = [] }, Since(since[i])))],
            world with { Stock = WithoutDebts(world.Stock) });

    /// <summary>Few enough, and with a strategy plain enough, for brute force.</summary>
    public static Gen<BatchAllocationCase> Tiny() =>
        from the in Any(orders: 5, facilities: 3)
        from split in Gen.Elements(SplitRule.Forbidden, SplitRule.Allowed)
        from part in Gen.Elements(true, false)
        select the with
        {
            Orders = [.. the.Orders.Select(o => o with { Demand = Plain(o.Demand) })],
            World = the.World with
            {
                Strategy = RoutingStrategy.Default with { Fences = [FenceKind.Stock], Split = split, AllowPartialRouting = part },
            },
        };

    /// <summary>One after the other, the longest waiting first: each takes what it finds.</summary>
    public BatchAllocationScore OneByOne() => Routed(Orders.OrderBy(o => o.Since), (order, stock, work) => Router.Route(
        order.Demand, Field.Network, stock, World.Strategy, World.Strategy.UsesWork ? work : null));

    /// <summary>Each on what is meant for it alone.</summary>
    public BatchAllocationScore Kept(BatchAllocator plan, IEnumerable<int> sequence) => Routed(
        sequence.Select(i => Orders[i]),
        (order, stock, _) => Router.Route(
            order.Demand, Field.Network, Only(stock, plan.Allotments[Orders.IndexOf(order)]), World.Strategy));

    private BatchAllocationScore Routed(IEnumerable<CompetingOrder> sequence, Func<CompetingOrder, InMemoryStock, InMemoryWorkload, Route> find)
    {
        var (stock, work, score) = (World.Stock, World.Work, BatchAllocationScore.Nothing);
        foreach (var order in sequence)
        {
            var route = find(order, stock, work);
            foreach (var (facility, line, quantity) in route.Assignments)
            {
                stock = With(stock, facility, order.Demand.Lines.First(l => l.Line == line).Article, -quantity.Thousandths);
            }

            work = work.With(route.Assignments.Select(a => (Field.Network.IndexOf(a.Facility), a.Quantity.Thousandths)));
            score += new BatchAllocationScore(route.Unplaced.IsEmpty ? 1 : 0, route.Assignments.Sum(a => a.Quantity.Thousandths));
        }

        return score;
    }

    private InMemoryStock Only(InMemoryStock stock, StockAllocation stockAllocation)
    {
        var none = new InMemoryStock(stock.Rows.ToImmutableDictionary(r => r.Key, r => new long[r.Value.Length]));
        return stockAllocation.Units.Aggregate(none, (inMemoryStock, u) => With(inMemoryStock, u.Facility, u.Article, u.Quantity.Thousandths));
    }

    private InMemoryStock With(InMemoryStock stock, FacilityId facility, ArticleId article, long more)
    {
        long[] row = [.. stock.Rows[article]];
        row[Field.Network.IndexOf(facility)] += more;
        return new(stock.Rows.SetItem(article, row));
    }

    // Two articles, one to three of each: everybody is in everybody's way.
    private static RoutingDemand Plain(RoutingDemand demand) => demand with
    {
        Collect = null,
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

    private static InMemoryStock WithoutDebts(InMemoryStock stock) =>
        new(stock.Rows.ToImmutableDictionary(r => r.Key, r => Array.ConvertAll(r.Value, n => Math.Max(0, n))));

    private static DateTimeOffset Since(int hours) => RoutingCase.Now.AddHours(-hours);

    public override string ToString()
    {
        var text = new StringBuilder(World.ToString());
        foreach (var order in Orders)
        {
            text.AppendLine().Append($"{order.Since:HH:mm} collect {order.Demand.Collect}: ").AppendJoin(", ", order.Demand.Lines);
        }

        return text.ToString();
    }
}

/// <summary>The best of every way in which lines of orders can be placed whole, in facilities without fences.</summary>
internal sealed class BruteForceAllocator(BatchAllocationCase batchAllocationCase)
{
    private readonly Dictionary<(int Facility, ArticleId Article), long> _left = (
        from row in batchAllocationCase.World.Stock.Rows
        from facility in Enumerable.Range(0, batchAllocationCase.World.Facilities.Length)
        select ((facility, row.Key), facility < row.Value.Length ? row.Value[facility] : 0)).ToDictionary();

    private BatchAllocationScore _best = BatchAllocationScore.Nothing;

    public BatchAllocationScore Best()
    {
        Order(0, BatchAllocationScore.Nothing);
        return _best;
    }

    private void Order(int order, BatchAllocationScore score)
    {
        if (order == batchAllocationCase.Orders.Length)
        {
            _best = score.IsBetterThan(_best) ? score : _best;
        }
        else if (score.Whole + batchAllocationCase.Orders.Length - order >= _best.Whole)
        {
            Line(order, 0, -1, (score, 0, true));
        }
    }

    private void Line(int order, int line, int only, (BatchAllocationScore Score, long Units, bool Whole) so)
    {
        var lines = batchAllocationCase.Orders[order].Demand.Lines;
        if (line == lines.Length)
        {
            if (so.Whole || so.Units == 0 || batchAllocationCase.World.Strategy.AllowPartialRouting)
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

        var alone = batchAllocationCase.World.Strategy.Split is SplitRule.Forbidden;
        for (var facility = 0; facility < batchAllocationCase.World.Facilities.Length; facility++)
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
