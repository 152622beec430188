using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;

namespace Emend.Server.Maintenance;

/// <summary>Removes what has had its time. Every node runs one; they share the work by chance and never spoil each other's.</summary>
internal sealed class CleanupWorker(
    IIdempotencyKeyStore keys, IBulkJobStore jobs, MaintenanceOptions options, TimeProvider clock, ILogger<CleanupWorker> log) : BackgroundService
{
    private const int Batch = 1_000;
    private const int JobsAtOnce = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Removes all that is due; answers how many keys that were.</summary>
    public async Task<int> Sweep(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.IdempotencyKeyRetention;
        var removed = 0;
        for (var batch = Batch; batch == Batch; removed += batch)
            batch = await keys.Forget(before, Batch, ct);
        before = clock.GetUtcNow() - MaintenanceOptions.BulkJobRetention;
        while (await jobs.Forget(before, JobsAtOnce, ct) == JobsAtOnce)
            log.LogDebug("There are more jobs that have had their time.");
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (await Sweep(stoppingToken) is > 0 and var removed)
                    log.LogInformation("{Count} idempotency keys older than {Age} were removed.", removed, options.IdempotencyKeyRetention);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is away; the next round makes up for it
            {
                log.LogWarning(failure, "What has had its time could not be removed.");
            }
        }
    }
}
