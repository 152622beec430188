using System.Collections.Immutable;
using System.Text;
using Emend.Core.Orders;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Several orders that want the same few articles of the same few facilities.</summary>
internal sealed record JointCase(ImmutableArray<Competitor> Orders, RoutingCase World)
{
    public JointField Field => new(
        new Network(World.Facilities), World.Stock, World.Strategy, World.Strategy.UsesWork ? World.Work : null);

    public JointPlan Plan() => JointPlan.Of(Orders, Field);

    /// <summary>So many orders at most, of any kind; the strategy of the world, with all its fences and ratings.</summary>
    public static Gen<JointCase> Any(int orders, int facilities) =>
        from world in RoutingCase.Any(facilities, lines: 1)
        from count in Gen.Choose(1, orders)
        from others in RoutingCase.Any(facilities, lines: 3).ArrayOf(count)
        from since in Gen.Choose(0, 5).ArrayOf(count)
        select new JointCase(
            [.. others.Select((o, i) => new Competitor(o.Demand with { Blocked = [], Preselected = [] }, Since(since[i])))],
            world with { Stock = WithoutDebts(world.Stock) });

    /// <summary>Few enough, and with a strategy plain enough, for brute force.</summary>
    public static Gen<JointCase> Tiny() =>
        from the in Any(orders: 5, facilities: 3)
        from split in Gen.Elements(SplitRule.Forbidden, SplitRule.Allowed)
        from part in Gen.Elements(true, false)
        select the with
        {
            Orders = [.. the.Orders.Select(o => o with { Demand = Plain(o.Demand) })],
            World = the.World with
            {
                Strategy = RoutingStrategy.Default with { Fences = [FenceKind.Stock], Split = split, RouteInPart = part },
            },
        };

    /// <summary>One after the other, the longest waiting first: each takes what it finds.</summary>
    public JointScore OneByOne() => Routed(Orders.OrderBy(o => o.Since), (order, stock, work) => Router.Route(
        order.Demand, Field.Network, stock, World.Strategy, World.Strategy.UsesWork ? work : null));

    /// <summary>Each on what is meant for it alone.</summary>
    public JointScore Kept(JointPlan plan, IEnumerable<int> sequence) => Routed(
        sequence.Select(i => Orders[i]),
        (order, stock, _) => Router.Route(
            order.Demand, Field.Network, Only(stock, plan.Allotments[Orders.IndexOf(order)]), World.Strategy));

    private JointScore Routed(IEnumerable<Competitor> sequence, Func<Competitor, TableStock, TableWork, Route> find)
    {
        var (stock, work, score) = (World.Stock, World.Work, JointScore.Nothing);
        foreach (var order in sequence)
        {
            var route = find(order, stock, work);
            foreach (var (facility, line, quantity) in route.Assignments)
            {
                stock = With(stock, facility, order.Demand.Lines.First(l => l.Line == line).Article, -quantity.Thousandths);
            }

            work = work.With(route.Assignments.Select(a => (Field.Network.IndexOf(a.Facility), a.Quantity.Thousandths)));
            score += new JointScore(route.Unplaced.IsEmpty ? 1 : 0, route.Assignments.Sum(a => a.Quantity.Thousandths));
        }

        return score;
    }

    private TableStock Only(TableStock stock, Allotment allotment)
    {
        var none = new TableStock(stock.Rows.ToImmutableDictionary(r => r.Key, r => new long[r.Value.Length]));
        return allotment.Units.Aggregate(none, (some, u) => With(some, u.Facility, u.Article, u.Quantity.Thousandths));
    }

    private TableStock With(TableStock stock, FacilityId facility, ArticleId article, long more)
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
                Quantity = Quantity.Of(1 + (l.Quantity.Thousandths / Quantity.Scale % 3)),
                Bundle = 0,
            }),
        ],
    };

    private static ArticleId Few(ArticleId article) => new($"A{(article.Value[1] - '0') % 2}");

    private static TableStock WithoutDebts(TableStock stock) =>
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
internal sealed class JointBruteForce(JointCase the)
{
    private readonly Dictionary<(int Facility, ArticleId Article), long> _left = (
        from row in the.World.Stock.Rows
        from facility in Enumerable.Range(0, the.World.Facilities.Length)
        select ((facility, row.Key), facility < row.Value.Length ? row.Value[facility] : 0)).ToDictionary();

    private JointScore _best = JointScore.Nothing;

    public JointScore Best()
    {
        Order(0, JointScore.Nothing);
        return _best;
    }

    private void Order(int order, JointScore score)
    {
        if (order == the.Orders.Length)
        {
            _best = score.IsBetterThan(_best) ? score : _best;
        }
        else if (score.Whole + the.Orders.Length - order >= _best.Whole)
        {
            Line(order, 0, -1, (score, 0, true));
        }
    }

    private void Line(int order, int line, int only, (JointScore Score, long Units, bool Whole) so)
    {
        var lines = the.Orders[order].Demand.Lines;
        if (line == lines.Length)
        {
            if (so.Whole || so.Units == 0 || the.World.Strategy.RouteInPart)
            {
                Order(order + 1, so.Score + new JointScore(so.Whole ? 1 : 0, so.Units));
            }

            return;
        }

        var wanted = lines[line].Quantity.Thousandths;
        if (wanted == 0)
        {
            Line(order, line + 1, only, so);
            return;
        }

        var alone = the.World.Strategy.Split is SplitRule.Forbidden;
        for (var facility = 0; facility < the.World.Facilities.Length; facility++)
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
