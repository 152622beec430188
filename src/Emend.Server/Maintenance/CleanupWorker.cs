using Emend.Server.Application.Orders;
using Emend.Server.Application.Tenants;

namespace Emend.Server.Maintenance;

/// <summary>Deletes expired idempotency keys. Every node runs a worker; concurrent runs do not conflict.</summary>
internal sealed class CleanupWorker(
    IActiveTenants tenants, IIdempotencyKeyStore keys, MaintenanceOptions options, TimeProvider clock,
    ILogger<CleanupWorker> log) : BackgroundService
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Deletes all expired keys. Returns the number of deleted idempotency keys.</summary>
    public async Task<int> RunOnce(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.IdempotencyKeyRetention;
        var removed = 0;
        foreach (var tenant in await tenants.ListActive(ct))
        {
            for (var batch = BatchSize; batch == BatchSize; removed += batch)
            {
                batch = await keys.DeleteBefore(tenant, before, BatchSize, ct);
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (await RunOnce(stoppingToken) is > 0 and var removed)
                {
                    log.LogInformation("Deleted {Count} idempotency keys older than {Age}.", removed, options.IdempotencyKeyRetention);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is unavailable; the next run retries
            {
                log.LogWarning(failure, "Could not delete expired data.");
            }
        }
    }
}
