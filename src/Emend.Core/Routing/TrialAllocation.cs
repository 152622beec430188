using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Tentative stock and workload of a batch allocation.</summary>
internal sealed class TrialAllocation : IStockView, IWorkloadView
{
    private readonly BatchRoutingContext _context;
    private readonly Dictionary<ArticleId, long[]> _available = [];
    private readonly int[] _orders;
    private readonly long[] _units;

    public TrialAllocation(BatchRoutingContext context, ImmutableArray<IndexedOrder> indexedOrders)
    {
        _context = context;
        foreach (var line in indexedOrders.SelectMany(r => r.Order.Demand.Lines))
        {
            if (!_available.ContainsKey(line.Article))
            {
                _available[line.Article] = CopyRow(context.Stock.Available(line.Article), context.Network.Facilities.Length);
            }
        }

        _orders = CopyRow(context.Workload is null ? [] : context.Workload.Orders, context.Network.Facilities.Length);
        _units = CopyRow(context.Workload is null ? [] : context.Workload.Units, context.Network.Facilities.Length);
    }

    public bool IsInfinite => false;

    public ReadOnlySpan<int> Orders => _orders;

    public ReadOnlySpan<long> Units => _units;

    /// <summary>Whether the strategy allows partial routing.</summary>
    public bool AllowsPartialRouting => _context.Strategy.AllowPartialRouting;

    public ReadOnlySpan<long> Available(ArticleId article) => _available.GetValueOrDefault(article);

    /// <summary>Returns the total available quantity of an article at all facilities.</summary>
    public long GetTotalAvailable(ArticleId article) => _available[article].Sum(amount => Math.Max(0, amount));

    /// <summary>Routes the order on the remaining stock.</summary>
    public Route Route(RoutingDemand demand) =>
        Router.Route(demand, _context.Network, this, _context.Strategy, _context.Workload is null ? null : this);

    /// <summary>Takes the stock of a route; -1 returns it.</summary>
    public void Take(Route route, RoutingDemand demand, int times = 1)
    {
        foreach (var (facility, line, quantity) in route.Assignments)
        {
            var at = _context.Network.IndexOf(facility);
            _available[GetArticle(demand, line)][at] -= quantity.Thousandths * times;
            _units[at] += quantity.Thousandths * times;
        }

        foreach (var facility in route.Assignments.Select(a => a.Facility).Distinct())
        {
            _orders[_context.Network.IndexOf(facility)] += times;
        }
    }

    private static ArticleId GetArticle(RoutingDemand demand, LineId line)
    {
        foreach (var demandLine in demand.Lines)
        {
            if (demandLine.Line == line)
            {
                return demandLine.Article;
            }
        }

        throw new ArgumentException($"The demand has no line {line.Value}.", nameof(line));
    }

    private static T[] CopyRow<T>(ReadOnlySpan<T> known, int facilities)
    {
        var row = new T[facilities];
        known[..Math.Min(known.Length, facilities)].CopyTo(row);
        return row;
    }
}
