using System.Collections.Immutable;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Processes due work items on this node: retries, releases, stock arrivals, and shortages. Every node runs a worker. If a node dies, other
/// nodes take over its work items after the leases expire.
/// </summary>
internal sealed class WorkQueueWorker(
    IWorkQueue queue, WorkItemHandler workItemHandler, BackgroundWorkOptions options, TimeProvider clock, ILogger<WorkQueueWorker> log)
    : BackgroundService
{
    private const int MaxIdleFactor = 5;
    private readonly string _node = Guid.NewGuid().ToString("N");
    private long _claims;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            return;
        }

        var running = new List<Task>();
        try
        {
            await ProcessAll(running, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }

        await Task.WhenAll(running);
    }

    private async Task ProcessAll(List<Task> running, CancellationToken stoppingToken)
    {
        Task? signal = null;
        var idle = 1;
        while (true)
        {
            stoppingToken.ThrowIfCancellationRequested();
            running.RemoveAll(task => task.IsCompleted);
            var workItemClaims = await Claim(options.MaxConcurrency - running.Count, stoppingToken);
            running.AddRange(workItemClaims.Select(claim => Task.Run(() => Process(claim, stoppingToken), CancellationToken.None)));
            idle = workItemClaims.IsEmpty && running.Count == 0 ? Math.Min(idle + 1, MaxIdleFactor) : 1;
            if (workItemClaims.IsEmpty || running.Count == options.MaxConcurrency)
            {
                // A signal while all slots are busy takes effect when a slot is free.
                signal = signal is null or { IsCompleted: true } ? queue.Wait(options.PollInterval * idle, stoppingToken) : signal;
                await Task.WhenAny([.. running, signal]);
            }
        }
    }

    private async Task<ImmutableArray<WorkItemClaim>> Claim(int max, CancellationToken stoppingToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            return max == 0 ? [] : await queue.Claim($"{_node}/{++_claims}", max, now, now + options.LeaseDuration, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the database is unavailable; retry later
        {
            log.LogWarning(failure, "Could not read due work items.");
            return [];
        }
    }

    private async Task Process(WorkItemClaim claim, CancellationToken stoppingToken)
    {
        try
        {
            await LeaseRenewal.Run(
                ct => queue.Renew(claim, clock.GetUtcNow() + options.LeaseDuration, ct),
                options.LeaseDuration,
                clock,
                ct => workItemHandler.Process(claim, ct),
                stoppingToken);
        }
        catch (ClaimLostException)
        {
            log.LogInformation(
                "Another node has taken over work item {Kind} {Subject} {Article}, or its tenant is suspended.",
                claim.Kind, claim.Subject, claim.Article);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Release(claim); // the node stops
        }
        catch (Exception failure) // a failed work item must not stop the worker
        {
            log.LogError(failure, "Work item {Kind} {Subject} {Article} failed.", claim.Kind, claim.Subject, claim.Article);
            await Reschedule(claim);
        }
    }

    private async Task Reschedule(WorkItemClaim claim)
    {
        try
        {
            await workItemHandler.RescheduleAfterFailure(claim);
        }
        catch (Exception failure) // the lease expires
        {
            log.LogWarning(failure, "Could not reschedule the work item.");
        }
    }

    private async Task Release(WorkItemClaim claim)
    {
        try
        {
            await queue.Release(claim, CancellationToken.None);
        }
        catch (Exception failure) // the lease expires
        {
            log.LogWarning(failure, "Could not release a claimed work item.");
        }
    }
}
