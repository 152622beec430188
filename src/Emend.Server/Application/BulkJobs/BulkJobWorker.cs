using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Application.BulkJobs;

/// <summary>Options of bulk job processing on a node.</summary>
/// <param name="Enabled">Whether this node processes bulk jobs. At least one node must.</param>
/// <param name="PollInterval">How often the node looks for jobs of other nodes.</param>
/// <param name="LeaseDuration">How long a claim is valid. After a crash of the node, other nodes claim its orders after this time.</param>
internal sealed record BulkJobOptions(bool Enabled, TimeSpan PollInterval, TimeSpan LeaseDuration)
{
    public static readonly BulkJobOptions Default = new(true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>The number of batches that the node processes concurrently, so that a long job does not block others.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>The number of orders that each lane processes concurrently.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>The maximum number of orders per claim.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The maximum number of orders per claim with joint allocation.</summary>
    public int JointBatchSize { get; init; } = 10_000;

    /// <summary>The maximum number of attempts per order with transient failures.</summary>
    public int MaxAttempts { get; init; } = 5;
}

/// <summary>
/// Processes bulk jobs in batches, several concurrently. Every node runs one worker. Nodes do not process batches that another node has
/// claimed until the claim expires.
/// </summary>
internal sealed class BulkJobWorker(
    IBulkJobStore store, BulkBatchProcessor processor, BulkJobOptions options, TimeProvider clock, ILogger<BulkJobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Processes the next batch. Returns false if there is none.</summary>
    public async Task<bool> ProcessNext(CancellationToken stoppingToken)
    {
        // Each claim has its own name, because two lanes can process the same job.
        var (name, now) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow());
        if (await store.Claim(name, processor.GetClaimOptions, now, now + options.LeaseDuration, stoppingToken) is not { } batch)
        {
            return false;
        }

        try
        {
            await processor.Process(batch, stoppingToken);
        }
        catch (ClaimLostException)
        {
            log.LogInformation("The claim on orders of bulk job {Job} was taken over or revoked.", batch.Job.Id);
        }

        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Enabled ? Task.WhenAll(Enumerable.Range(0, options.Lanes).Select(_ => RunLane(stoppingToken))) : Task.CompletedTask;

    private async Task RunLane(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await ProcessNext(stoppingToken))
                {
                    await store.Wait(options.PollInterval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // for example, the database is unavailable
            {
                log.LogWarning(failure, "Could not process a batch of a bulk job. Retrying.");
                await Task.Delay(RetryDelay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
