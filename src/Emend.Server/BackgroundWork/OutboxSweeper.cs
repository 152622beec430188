using Emend.Server.Application.Outbox;
using Emend.Server.Application.Retention;

namespace Emend.Server.BackgroundWork;

/// <summary>Repairs what nodes of a version without outbox left. Every node runs it; concurrent runs do not conflict.</summary>
internal sealed class OutboxSweeper(
    IOutboxStore outbox, IRetentionStore tenants, BackgroundWorkOptions options, TimeProvider clock, ILogger<OutboxSweeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Enabled && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                foreach (var tenant in await tenants.ListTenants(stoppingToken))
                {
                    await outbox.Sweep(tenant, clock.GetUtcNow(), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is unavailable; the next run repeats it
            {
                log.LogWarning(failure, "Could not sweep the outbox.");
            }
        }
    }
}
