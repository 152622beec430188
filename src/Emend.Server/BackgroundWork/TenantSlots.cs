using Emend.Core.Orders;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Limits the calls of other systems that a node makes at the same time. A call can take long, so one tenant never takes all slots.
/// </summary>
/// <param name="perNode">The slots of the node.</param>
/// <param name="perTenant">The slots that one tenant takes at most.</param>
internal sealed class TenantSlots(int perNode, int perTenant)
{
    private readonly Dictionary<TenantId, int> _taken = [];
    private int _total;

    /// <summary>Takes a slot. False if the node or the tenant has none left.</summary>
    public bool TryTake(TenantId tenant)
    {
        lock (_taken)
        {
            var taken = _taken.GetValueOrDefault(tenant);
            if (_total == perNode || taken == perTenant)
            {
                return false;
            }

            _taken[tenant] = taken + 1;
            _total++;
            return true;
        }
    }

    /// <summary>Gives a slot back.</summary>
    public void Release(TenantId tenant)
    {
        lock (_taken)
        {
            if (--_taken[tenant] == 0)
            {
                _taken.Remove(tenant);
            }

            _total--;
        }
    }
}
