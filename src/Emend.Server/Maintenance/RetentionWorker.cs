namespace Emend.Server.Maintenance;

/// <summary>Has the keeper go round, as long as the node runs.</summary>
internal sealed class RetentionWorker(RetentionService retentionService, TimeProvider clock, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested && await retentionService.RunOnce(stoppingToken) is > 0 and var done)
                    log.LogInformation("{Count} orders were anonymised or deleted, since their time had come.", done);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is away; the next round makes up for it
            {
                log.LogWarning(failure, "Orders whose time has come could not be forgotten.");
            }
        }
    }
}
