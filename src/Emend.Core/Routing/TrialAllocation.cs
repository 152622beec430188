using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Stock and work of which orders take on trial, and give back.</summary>
internal sealed class TrialAllocation : IStockView, IWorkloadView
{
    private readonly BatchRoutingContext _field;
    private readonly Dictionary<ArticleId, long[]> _left = [];
    private readonly int[] _orders;
    private readonly long[] _units;

    public TrialAllocation(BatchRoutingContext field, ImmutableArray<IndexedOrder> indexedOrders)
    {
        _field = field;
        foreach (var line in indexedOrders.SelectMany(r => r.Order.Demand.Lines))
        {
            if (!_left.ContainsKey(line.Article))
            {
                _left[line.Article] = Row(field.Stock.Available(line.Article), field.Network.Facilities.Length);
            }
        }

        _orders = Row(field.Work is null ? [] : field.Work.Orders, field.Network.Facilities.Length);
        _units = Row(field.Work is null ? [] : field.Work.Units, field.Network.Facilities.Length);
    }

    public bool IsInfinite => false;

    public ReadOnlySpan<int> Orders => _orders;

    public ReadOnlySpan<long> Units => _units;

    /// <summary>Whether what waits is routed in part.</summary>
    public bool InPart => _field.Strategy.AllowPartialRouting;

    public ReadOnlySpan<long> Available(ArticleId article) => _left.GetValueOrDefault(article);

    /// <summary>All there is of an article, wherever.</summary>
    public long Free(ArticleId article) => _left[article].Sum(amount => Math.Max(0, amount));

    /// <summary>Where the order's units would go now.</summary>
    public Route Route(RoutingDemand demand) =>
        Router.Route(demand, _field.Network, this, _field.Strategy, _field.Work is null ? null : this);

    /// <summary>Takes what a route takes; -1 gives it back.</summary>
    public void Take(Route route, RoutingDemand demand, int times = 1)
    {
        foreach (var (facility, line, quantity) in route.Assignments)
        {
            var at = _field.Network.IndexOf(facility);
            _left[ArticleOf(demand, line)][at] -= quantity.Thousandths * times;
            _units[at] += quantity.Thousandths * times;
        }

        foreach (var facility in route.Assignments.Select(a => a.Facility).Distinct())
        {
            _orders[_field.Network.IndexOf(facility)] += times;
        }
    }

    private static ArticleId ArticleOf(RoutingDemand demand, LineId line)
    {
        foreach (var wanted in demand.Lines)
        {
            if (wanted.Line == line)
            {
                return wanted.Article;
            }
        }

        throw new ArgumentException($"The order does not want line {line.Value}.", nameof(line));
    }

    private static T[] Row<T>(ReadOnlySpan<T> known, int facilities)
    {
        var row = new T[facilities];
        known[..Math.Min(known.Length, facilities)].CopyTo(row);
        return row;
    }
}
