using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>How much work waits at each facility, without what the order itself brought there.</summary>
internal sealed class Workload
{
    private readonly IWorkloadView? _work;
    private readonly Dictionary<int, long> _own = [];

    public Workload(IWorkloadView? work, ImmutableArray<OwnReservation> own, Network network)
    {
        _work = work;
        foreach (var (facility, _, quantity) in work is null || own.IsDefault ? [] : own)
        {
            if (quantity.Thousandths > 0 && network.IndexOf(facility) is >= 0 and var index)
            {
                _own[index] = _own.GetValueOrDefault(index) + quantity.Thousandths;
            }
        }
    }

    public int Orders(int facility) =>
        _work is { Orders: var all } && facility < all.Length ? Math.Max(0, all[facility] - (_own.ContainsKey(facility) ? 1 : 0)) : 0;

    public long Units(int facility) =>
        _work is { Units: var all } && facility < all.Length ? Math.Max(0, all[facility] - _own.GetValueOrDefault(facility)) : 0;
}
