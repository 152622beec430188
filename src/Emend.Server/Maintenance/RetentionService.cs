using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Application.Retention;

namespace Emend.Server.Maintenance;

/// <summary>
/// Anonymizes due orders and later deletes them, with one OrderService command per order. Every node runs the service. If two nodes process
/// the same order, the second has nothing to do.
/// </summary>
internal sealed class RetentionService(
    IRetentionStore retentionStore, IReferenceDataReader referenceDataReader, OrderService orderService, EventReader events,
    TimeProvider clock)
{
    private const int BatchSize = 100;
    private const int JobBatchSize = 50;

    /// <summary>Processes all due orders. Returns the number of anonymized or deleted orders.</summary>
    public async Task<int> RunOnce(CancellationToken ct)
    {
        var done = 0;
        foreach (var tenant in await retentionStore.ListTenants(ct))
        {
            var settings = await referenceDataReader.ReadSettings(tenant, ct);
            var now = clock.GetUtcNow();
            done += await ProcessStage(tenant, RetentionStage.Anonymize, now - settings.Retention, new OrderCommand.Anonymize(), ct);
            done += await ProcessStage(tenant, RetentionStage.Delete, now - settings.DeletionAfter, new OrderCommand.Delete(), ct);
            var before = now - (
                settings.Retention < MaintenanceOptions.BulkJobRetention ? settings.Retention : MaintenanceOptions.BulkJobRetention);
            while (await retentionStore.IsActive(tenant, ct)
                && await retentionStore.DeleteBulkJobs(tenant, before, JobBatchSize, ct) == JobBatchSize)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        events.ClearCache();
        return done;
    }

    // Continues while a batch makes progress. Rejected orders stay due and must not be retried forever.
    private async Task<int> ProcessStage(
        TenantId tenant, RetentionStage stage, DateTimeOffset before, OrderCommand command, CancellationToken ct)
    {
        for (var all = 0; ;)
        {
            var due = (await retentionStore.ListDue(tenant, stage, before, clock.GetUtcNow(), BatchSize, ct)).ToArray();
            Random.Shared.Shuffle(due);
            var progress = 0;
            foreach (var order in due)
            {
                if (!await retentionStore.IsActive(tenant, ct))
                {
                    return all;
                }

                if (await Process(tenant, order, command, ct) is { } outcome)
                {
                    (all, progress) = (all + (outcome ? 1 : 0), progress + 1);
                }
            }

            if (progress == 0)
            {
                return all;
            }
        }
    }

    /// <summary>True if the order was processed; false if it is no longer due; null if it is still due.</summary>
    private async Task<bool?> Process(TenantId tenant, RetentionCandidate order, OrderCommand command, CancellationToken ct)
    {
        switch (await orderService.Execute(SystemActor.CreateRequest(tenant, order.Order, command), ct))
        {
            case OrderCommandResult.Decided { Decision: Decision.Accepted }:
                return true;
            case OrderCommandResult.Decided { Before: { HasEnded: true } }:
                return null;
            default:
                await retentionStore.Exclude(tenant, order, ct);
                return false;
        }
    }
}
