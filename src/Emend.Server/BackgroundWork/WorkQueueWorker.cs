using System.Collections.Immutable;
using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Does on this node what is due: retries, releases, arrivals and shortages. Every node runs one; what one of them takes the others
/// leave alone, and if it dies they take it when its time is up.
/// </summary>
internal sealed class WorkQueueWorker(IWorkQueue queue, WorkItemHandler workItemHandler, BackgroundWorkOptions options, TimeProvider clock, ILogger<WorkQueueWorker> log)
    : BackgroundService
{
    private const int IdleAtMost = 5;
    private readonly string node = Guid.NewGuid().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            return;
        }

        var underWay = new List<Task>();
        try
        {
            await Work(underWay, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }

        await Task.WhenAll(underWay);
        await Release();
    }

    private async Task Work(List<Task> underWay, CancellationToken stop)
    {
        Task? bell = null;
        var idle = 1;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            underWay.RemoveAll(task => task.IsCompleted);
            var workItemClaims = await Claim(options.MaxConcurrency - underWay.Count, stop);
            underWay.AddRange(workItemClaims.Select(workItemClaim => Task.Run(() => Do(workItemClaim, stop), CancellationToken.None)));
            idle = workItemClaims.IsEmpty && underWay.Count == 0 ? Math.Min(idle + 1, IdleAtMost) : 1;
            if (workItemClaims.IsEmpty || underWay.Count == options.MaxConcurrency)
            {
                // A bell that rings while all hands are busy is heard when one is free.
                bell = bell is null or { IsCompleted: true } ? queue.Wait(options.PollInterval * idle, stop) : bell;
                await Task.WhenAny([.. underWay, bell]);
            }
        }
    }

    private async Task<ImmutableArray<WorkItemClaim>> Claim(int max, CancellationToken stop)
    {
        try
        {
            var now = clock.GetUtcNow();
            return max == 0 ? [] : await queue.Claim(node, max, now, now + options.LeaseDuration, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested) // the database is away; it comes back
        {
            log.LogWarning(failure, "What is due could not be asked for.");
            return [];
        }
    }

    private async Task Do(WorkItemClaim workItemClaim, CancellationToken stop)
    {
        try
        {
            await workItemHandler.Do(workItemClaim, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Given back when all have ended.
        }
        catch (Exception failure) // one piece of work must not end all
        {
            log.LogError(failure, "{Kind} of {Subject} {Article} failed.", workItemClaim.Kind, workItemClaim.Subject, workItemClaim.Article);
            await Postpone(workItemClaim);
        }
    }

    private async Task Postpone(WorkItemClaim workItemClaim)
    {
        try
        {
            await workItemHandler.Failed(workItemClaim);
        }
        catch (Exception failure) // then its time runs out
        {
            log.LogWarning(failure, "It could not be put off either.");
        }
    }

    private async Task Release()
    {
        try
        {
            await queue.Release(node, CancellationToken.None);
        }
        catch (Exception failure) // then its time runs out
        {
            log.LogWarning(failure, "What was taken could not be given back.");
        }
    }
}
