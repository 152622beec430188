namespace Emend.Server.Application.BulkJobs;

/// <summary>How a node works on jobs over many orders.</summary>
/// <param name="Enabled">Whether this node does; some node must.</param>
/// <param name="PollInterval">How often it looks for jobs that other nodes have made.</param>
/// <param name="LeaseDuration">For how long it takes orders; if it dies, another node takes them then.</param>
internal sealed record BulkJobOptions(bool Enabled, TimeSpan PollInterval, TimeSpan LeaseDuration)
{
    public static readonly BulkJobOptions Default = new(true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>At how many jobs, or parts of one, it is at once: a long one does not keep the others waiting.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>How many orders each of them changes at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>How many orders it takes at a time.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>How many it takes at a time of orders that are decided on jointly.</summary>
    public int JointBatch { get; init; } = 10_000;

    /// <summary>How often an order is tried at which something fails.</summary>
    public int Attempts { get; init; } = 5;
}

/// <summary>
/// Works on jobs over many orders, some orders at a time, several at once. Every node runs one; what one of them has taken the others leave
/// alone, and if it dies they take it when its time is up.
/// </summary>
internal sealed class BulkJobWorker(IBulkJobStore store, BulkBatchProcessor shift, BulkJobOptions options, TimeProvider clock, ILogger<BulkJobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Does the next orders of a job; false where there are none.</summary>
    public async Task<bool> Next(CancellationToken stop)
    {
        // A name of its own for each turn: two lanes may be at the same job.
        var (name, now) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow());
        if (await store.Claim(name, shift.Taking, now, now + options.LeaseDuration, stop) is not { } batch)
            return false;
        await shift.Work(batch, stop);
        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Enabled ? Task.WhenAll(Enumerable.Range(0, options.Lanes).Select(_ => Lane(stoppingToken))) : Task.CompletedTask;

    private async Task Lane(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await Next(stop))
                    await store.Wait(options.PollInterval, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is away; it comes back
            {
                log.LogWarning(failure, "A job over many orders could not be worked on.");
                await Task.Delay(AfterFailure, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
