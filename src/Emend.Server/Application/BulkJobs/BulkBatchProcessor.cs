using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application.BulkJobs;

/// <summary>
/// What a node does with the orders of a job that it has taken. Where they want what the others want, it decides first who shall get what;
/// then each is decided and written by itself.
/// </summary>
internal sealed class BulkBatchProcessor(IBulkJobStore store, BulkItemProcessor bulkItemProcessor, BatchAllocationService joint, BulkJobOptions options, TimeProvider clock)
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(2);

    /// <summary>How much of a job it takes. What is decided on jointly is one node's: two would count on the same stock.</summary>
    public BulkClaimOptions Taking(BulkJob job) =>
        bulkItemProcessor.Read(job).Jointly ? new(options.JointBatch, Alone: true) : new(options.Batch, Alone: false);

    public async Task Work(BulkJobBatch batch, CancellationToken stop)
    {
        var finished = false;
        try
        {
            var asked = bulkItemProcessor.Read(batch.Job);
            finished = asked.Jointly ? await Jointly(batch, asked, stop) : await Some(batch, asked, batch.Items, stop);
        }
        finally
        {
            if (!finished)
                await store.Release(batch, CancellationToken.None);
        }
    }

    // First whoever something is meant for: what they do not take after all is there for the others.
    private async Task<bool> Jointly(BulkJobBatch batch, BulkCommand asked, CancellationToken stop)
    {
        var renewed = clock.GetTimestamp();
        var plan = await Plan(batch.Job, asked, batch.Items, stop);
        var planned = plan.All ? batch.Items : [.. batch.Items.Where(i => plan.Meant.ContainsKey(i.Of.Order))];
        var turns = planned.OrderBy(i => plan.Meant.GetValueOrDefault(i.Of.Order) is { Sum: > 0 } ? 0 : 1).Chunk(options.Batch);
        foreach (var bulkJobItems in turns)
        {
            if (clock.GetElapsedTime(renewed) * 3 > options.LeaseDuration)
            {
                await store.Renew(batch, clock.GetUtcNow() + options.LeaseDuration, stop);
                renewed = clock.GetTimestamp();
            }

            if (await store.Find(batch.Job.Tenant, batch.Job.Id, stop) is not { State: BulkJobState.Running })
                return false;
            await Some(batch, asked with { Meant = order => Meant(plan, order, batch.Job.Asked.DryRun) }, bulkJobItems, stop);
        }

        return plan.All;
    }

    private Task<BatchAllocationPlan> Plan(BulkJob job, BulkCommand asked, ImmutableArray<BulkJobItem> items, CancellationToken ct) => joint.Plan(
        new BatchAllocationRequest(job.Asked.RequestedBy, job.Asked.Face, asked.Own, asked.Policy),
        [.. items.Select(i => (i.Of.Order, (OrderCommand.RerouteUnroutable)asked.Command(i.Of.Revision)))],
        ct);

    // Whom nothing is meant for looks at what there is then. A dry run takes nothing, so that everything would still be there.
    private static StockAllocation? Meant(BatchAllocationPlan plan, OrderId order, bool dry) =>
        plan.Meant.GetValueOrDefault(order) is not { } meant || (meant.Sum == 0 && !dry) ? null : meant;

    private async Task<bool> Some(BulkJobBatch batch, BulkCommand asked, IReadOnlyCollection<BulkJobItem> items, CancellationToken stop)
    {
        var results = new ConcurrentBag<(long, BulkJobItemResult)>();
        try
        {
            await Parallel.ForEachAsync(
                items,
                new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = stop },
                async (item, ct) => results.Add((item.Position, await bulkItemProcessor.Do(batch.Job, asked, item, ct))));
            return true;
        }
        finally
        {
            // Also what was done before the node stops: else it would be decided again.
            var now = clock.GetUtcNow();
            await store.Finish(batch, [.. results], now, now + BeforeAgain, CancellationToken.None);
        }
    }
}
