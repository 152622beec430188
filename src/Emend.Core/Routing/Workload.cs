using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>Workload of each facility, without the reservations of the order itself.</summary>
internal sealed class Workload
{
    private readonly IWorkloadView? _view;
    private readonly Dictionary<int, long> _own = [];

    public Workload(IWorkloadView? work, ImmutableArray<OwnReservation> own, Network network)
    {
        _view = work;
        foreach (var (facility, _, quantity) in work is null || own.IsDefault ? [] : own)
        {
            if (quantity.Thousandths > 0 && network.IndexOf(facility) is >= 0 and var index)
            {
                _own[index] = _own.GetValueOrDefault(index) + quantity.Thousandths;
            }
        }
    }

    public int GetOrders(int facility) =>
        _view is { Orders: var all } && facility < all.Length ? Math.Max(0, all[facility] - (_own.ContainsKey(facility) ? 1 : 0)) : 0;

    public long GetUnits(int facility) =>
        _view is { Units: var all } && facility < all.Length ? Math.Max(0, all[facility] - _own.GetValueOrDefault(facility)) : 0;
}
