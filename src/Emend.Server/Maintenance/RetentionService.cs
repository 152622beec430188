using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Events;

namespace Emend.Server.Maintenance;

/// <summary>
/// Forgets the persons in orders whose time has come, and then the orders: one order, one transaction, through the Desk like everything
/// else. Every node does it; where two meet at an order, one of them finds that nothing is left to do.
/// </summary>
internal sealed class RetentionService(IRetentionStore retentionStore, IReferenceDataReader referenceDataReader, OrderService orderService, EventReader events, TimeProvider clock)
{
    private const int Batch = 100;
    private const int JobsAtOnce = 50;

    /// <summary>Does all that is due; answers how many orders were anonymised or deleted.</summary>
    public async Task<int> RunOnce(CancellationToken ct)
    {
        var done = 0;
        foreach (var tenant in await retentionStore.Tenants(ct))
        {
            var settings = await referenceDataReader.Settings(tenant, ct);
            var now = clock.GetUtcNow();
            done += await All(tenant, RetentionStage.Anonymize, now - settings.Retention, new OrderCommand.Anonymize(), ct);
            done += await All(tenant, RetentionStage.Delete, now - settings.DeletionAfter, new OrderCommand.Delete(), ct);
            var before = now - (settings.Retention < MaintenanceOptions.BulkJobRetention ? settings.Retention : MaintenanceOptions.BulkJobRetention);
            while (await retentionStore.ForgetJobs(tenant, before, JobsAtOnce, ct) == JobsAtOnce)
                ct.ThrowIfCancellationRequested();
        }

        events.Forget();
        return done;
    }

    // As long as a batch brings something: what is refused stays due, and must not be asked for over and over.
    private async Task<int> All(TenantId tenant, RetentionStage stage, DateTimeOffset before, OrderCommand command, CancellationToken ct)
    {
        for (var all = 0; ;)
        {
            var due = (await retentionStore.Due(tenant, stage, before, clock.GetUtcNow(), Batch, ct)).ToArray();
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
    private async Task<bool?> Try(TenantId tenant, RetentionCandidate order, OrderCommand command, CancellationToken ct)
    {
        switch (await orderService.Execute(SystemActor.CreateRequest(tenant, order.Order, command), ct))
        {
            case OrderCommandResult.Decided { Decision: Decision.Accepted }:
                return true;
            case OrderCommandResult.Decided { Before: { HasEnded: true } }:
                return null;
            default:
                await retentionStore.TakeOut(tenant, order, ct);
                return false;
        }
    }
}
