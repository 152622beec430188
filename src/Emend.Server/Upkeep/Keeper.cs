using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Events;

namespace Emend.Server.Upkeep;

/// <summary>
/// Forgets the persons in orders whose time has come, and then the orders: one order, one transaction, through the Desk like everything
/// else. Every node does it; where two meet at an order, one of them finds that nothing is left to do.
/// </summary>
internal sealed class Keeper(IKeepingStore kept, IWorldSource world, OrderDesk desk, EventReader events, TimeProvider clock)
{
    private const int Batch = 100;
    private const int JobsAtOnce = 50;

    /// <summary>Does all that is due; answers how many orders were anonymised or deleted.</summary>
    public async Task<int> Round(CancellationToken ct)
    {
        var done = 0;
        foreach (var tenant in await kept.Tenants(ct))
        {
            var settings = await world.Settings(tenant, ct);
            var now = clock.GetUtcNow();
            done += await All(tenant, KeepingStage.Anonymize, now - settings.Retention, new OrderCommand.Anonymize(), ct);
            done += await All(tenant, KeepingStage.Delete, now - settings.DeletionAfter, new OrderCommand.Delete(), ct);
            var before = now - (settings.Retention < UpkeepOptions.Jobs ? settings.Retention : UpkeepOptions.Jobs);
            while (await kept.ForgetJobs(tenant, before, JobsAtOnce, ct) == JobsAtOnce)
                ct.ThrowIfCancellationRequested();
        }

        events.Forget();
        return done;
    }

    // As long as a batch brings something: what is refused stays due, and must not be asked for over and over.
    private async Task<int> All(TenantId tenant, KeepingStage stage, DateTimeOffset before, OrderCommand command, CancellationToken ct)
    {
        for (var all = 0; ;)
        {
            var due = (await kept.Due(tenant, stage, before, clock.GetUtcNow(), Batch, ct)).ToArray();
            Random.Shared.Shuffle(due);
            var moved = 0;
            foreach (var order in due)
                if (await Try(tenant, order, command, ct) is { } outcome)
                    (all, moved) = (all + (outcome ? 1 : 0), moved + 1);
            if (moved == 0)
                return all;
        }
    }

    /// <summary>Whether it was done; null where the order stays as due as it was.</summary>
    private async Task<bool?> Try(TenantId tenant, KeptOrder order, OrderCommand command, CancellationToken ct)
    {
        switch (await desk.Submit(House.Asks(tenant, order.Order, command), ct))
        {
            case Outcome.Decided { Decision: Decision.Accepted }:
                return true;
            case Outcome.Decided { Before: { HasEnded: true } }:
                return null;
            default:
                await kept.TakeOut(tenant, order, ct);
                return false;
        }
    }
}
