using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Application.BulkJobs;

/// <summary>
/// Processes a claimed batch of a bulk job. If the orders compete for stock, it first allocates the stock among them. Then it executes
/// the command of each order separately.
/// </summary>
internal sealed class BulkBatchProcessor(
    IBulkJobStore store, BulkItemProcessor itemProcessor, BatchAllocationService allocator, BulkJobOptions options, TimeProvider clock)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The batch size of a job. Only one node processes jobs with joint allocation, because two nodes would plan with the same stock.
    /// </summary>
    public BulkClaimOptions GetClaimOptions(BulkJob job) =>
        job.Definition.Command.IsAllocatedJointly
            ? new(options.JointBatchSize, IsExclusive: true)
            : new(options.BatchSize, IsExclusive: false);

    /// <summary>Processes a batch and renews its claim. Stops if the claim is lost, or if the job is paused or canceled.</summary>
    /// <exception cref="ClaimLostException">The claim is lost or revoked.</exception>
    public async Task Process(BulkJobBatch batch, CancellationToken stoppingToken)
    {
        var finished = false;
        try
        {
            await LeaseRenewal.Run(
                ct => store.Renew(batch, clock.GetUtcNow() + options.LeaseDuration, ct),
                options.LeaseDuration,
                clock,
                async ct => finished = await ProcessClaimed(batch, ct),
                stoppingToken);
        }
        finally
        {
            if (!finished)
            {
                await store.Release(batch, CancellationToken.None);
            }
        }
    }

    private async Task<bool> ProcessClaimed(BulkJobBatch batch, CancellationToken ct)
    {
        var command = batch.Job.Definition.Command;
        return command.IsAllocatedJointly
            ? await ProcessJointly(batch, command, ct)
            : await ProcessItems(batch, command, batch.Items, ct);
    }

    // Orders with an allocation come first. The others can use the stock that those orders leave.
    private async Task<bool> ProcessJointly(BulkJobBatch batch, BulkCommand command, CancellationToken ct)
    {
        var plan = await PlanAllocation(batch.Job, command, batch.Items, ct);
        var planned = plan.IsComplete ? batch.Items : [.. batch.Items.Where(i => plan.Allocations.ContainsKey(i.Target.Order))];
        var turns = planned.ToLookup(i => plan.Allocations.GetValueOrDefault(i.Target.Order) is { TotalThousandths: > 0 });
        foreach (var items in turns[true].Chunk(options.BatchSize).Concat(turns[false].Chunk(options.BatchSize)))
        {
            if (await store.Find(batch.Job.Tenant, batch.Job.Id, ct) is not { State: BulkJobState.Running })
            {
                return false;
            }

            await ProcessItems(
                batch,
                command with { Allocation = order => FindAllocation(plan, order, batch.Job.Definition.DryRun) },
                items,
                ct);
        }

        return plan.IsComplete;
    }

    private Task<BatchAllocationPlan> PlanAllocation(
        BulkJob job, BulkCommand command, ImmutableArray<BulkJobItem> items, CancellationToken ct) => allocator.Plan(
        new BatchAllocationRequest(job.Definition.RequestedBy, job.Definition.Api, command.Policy),
        [.. items.Select(i => (i.Target.Order, (OrderCommand.RerouteUnroutable)command.CreateFor(i.Target)))],
        ct);

    // An order without an allocation uses the remaining stock. In a dry run nothing is reserved, so such an order must get nothing.
    private static StockAllocation? FindAllocation(BatchAllocationPlan plan, OrderId order, bool dry) =>
        plan.Allocations.GetValueOrDefault(order) is not { } meant || (meant.TotalThousandths == 0 && !dry) ? null : meant;

    private async Task<bool> ProcessItems(
        BulkJobBatch batch, BulkCommand command, IReadOnlyCollection<BulkJobItem> items, CancellationToken ct)
    {
        var results = new ConcurrentBag<(long, BulkJobItemResult)>();
        try
        {
            await Parallel.ForEachAsync(
                items,
                new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = ct },
                async (item, token) => results.Add((item.Position, await itemProcessor.Process(batch, command, item, token))));
            return true;
        }
        finally
        {
            // Store results even if the node stops. Otherwise the orders would be processed again.
            var now = clock.GetUtcNow();
            await store.Finish(batch, [.. results], now, now + RetryDelay, CancellationToken.None);
        }
    }
}
