using Emend.Server.Application.Tenants;

namespace Emend.Server.Maintenance;

/// <summary>
/// Deletes the rows of tenants that the operator removes. Every node runs a worker; an interrupted removal continues on any node.
/// </summary>
internal sealed class TenantRemovalWorker(
    TenantService tenants, TimeProvider clock, ILogger<TenantRemovalWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await tenants.DeleteRemoved(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is unavailable; the next run retries
            {
                log.LogWarning(failure, "Could not delete the data of removed tenants.");
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
