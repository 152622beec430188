namespace Emend.Server.Maintenance;

/// <summary>Runs the retention service every ten minutes.</summary>
internal sealed class RetentionWorker(
    RetentionService retentionService, TimeProvider clock, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested && await retentionService.RunOnce(stoppingToken) is > 0 and var done)
                {
                    log.LogInformation("Anonymized or deleted {Count} orders after their retention.", done);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is unavailable; the next run retries
            {
                log.LogWarning(failure, "Could not apply retention to due orders.");
            }
        }
    }
}
