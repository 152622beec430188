using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application.ReferenceData;

/// <summary>
/// Snapshot of the workload of each facility, an input of routing. May be up to one minute old. A rejection is decided again with fresh
/// data.
/// </summary>
internal sealed class WorkloadCache(Network network, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);
    private Entry? _entry;

    /// <summary>The cached workload, or null if it is not cached or too old.</summary>
    public IWorkloadView? GetView() => _entry is { } entry && clock.GetElapsedTime(entry.ReadAt) < MaxAge ? entry.View : null;

    public IWorkloadView Put(IReadOnlyList<FacilityWorkload> work)
    {
        var view = WorkloadView.From(network, work);
        _entry = new Entry(view, clock.GetTimestamp());
        return view;
    }

    /// <summary>Applies an order write of this node.</summary>
    public void Apply(Order? before, Order after)
    {
        if (_entry is not { View: var view })
        {
            return;
        }

        foreach (var (facility, units) in GetReservedUnits(before))
        {
            view.Add(network.IndexOf(facility), -1, -units);
        }

        foreach (var (facility, units) in GetReservedUnits(after))
        {
            view.Add(network.IndexOf(facility), 1, units);
        }
    }

    private static IEnumerable<(FacilityId Facility, long Units)> GetReservedUnits(Order? order) =>
        from plan in order?.Plans ?? []
        where plan.Facility is not null
        group plan by plan.Facility!.Value into there
        let units = there.Sum(p => p.Lines.Sum(l => l.Reserved.Thousandths))
        where units > 0
        select (there.Key, units);

    private sealed record Entry(WorkloadView View, long ReadAt);
}

/// <summary>The workload of all facilities, in network order.</summary>
internal sealed class WorkloadView(int[] orders, long[] units) : IWorkloadView
{
    public ReadOnlySpan<int> Orders => orders;

    public ReadOnlySpan<long> Units => units;

    public static WorkloadView From(Network network, IReadOnlyList<FacilityWorkload> work)
    {
        var (orders, units) = (new int[network.Facilities.Length], new long[network.Facilities.Length]);
        foreach (var (facility, waiting, amount) in work)
        {
            if (network.IndexOf(facility) is >= 0 and var at)
            {
                (orders[at], units[at]) = ((int)waiting, amount.Thousandths);
            }
        }

        return new(orders, units);
    }

    public void Add(int facility, int more, long amount)
    {
        if (facility < 0)
        {
            return;
        }

        Interlocked.Add(ref orders[facility], more);
        Interlocked.Add(ref units[facility], amount);
    }
}
