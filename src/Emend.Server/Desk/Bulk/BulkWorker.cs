using System.Collections.Concurrent;

namespace Emend.Server.Desk.Bulk;

/// <summary>How a node works on jobs over many orders.</summary>
/// <param name="On">Whether this node does; some node must.</param>
/// <param name="Poll">How often it looks for jobs that other nodes have made.</param>
/// <param name="Lease">For how long it takes orders; if it dies, another node takes them then.</param>
internal sealed record BulkOptions(bool On, TimeSpan Poll, TimeSpan Lease)
{
    public static readonly BulkOptions Default = new(true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>How many orders it changes at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>How many orders it takes at a time.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>How often an order is tried at which something fails.</summary>
    public int Attempts { get; init; } = 5;
}

/// <summary>
/// Works on jobs over many orders, some orders at a time, several at once. Every node runs one; what one of them has taken the others leave
/// alone, and if it dies they take it when its time is up.
/// </summary>
internal sealed class BulkWorker(
    IBulkStore store, BulkStep step, BulkOptions options, TimeProvider clock, ILogger<BulkWorker> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private readonly string node = Guid.NewGuid().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.On && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await Next(stoppingToken))
                    await store.Wait(options.Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The node stops.
            }
            catch (Exception failure) // the database is away; it comes back
            {
                log.LogWarning(failure, "A job over many orders could not be worked on.");
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does the next orders of a job; false where there are none.</summary>
    public async Task<bool> Next(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await store.Claim(node, options.Batch, now, now + options.Lease, stop) is not { } batch)
            return false;
        var results = new ConcurrentBag<(long, BulkResult)>();
        try
        {
            var asked = step.Read(batch.Job);
            await Parallel.ForEachAsync(
                batch.Items,
                new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = stop },
                async (item, ct) => results.Add((item.Position, await step.Do(batch.Job, asked, item, ct))));
        }
        finally
        {
            // Also what was done before the node stops: else it would be decided again.
            now = clock.GetUtcNow();
            await store.Finish(batch, [.. results], now, now + AfterFailure, CancellationToken.None);
            if (results.Count < batch.Items.Length)
                await store.GiveBack(batch, CancellationToken.None);
        }

        return true;
    }
}
