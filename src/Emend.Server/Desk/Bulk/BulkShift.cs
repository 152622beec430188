using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Desk.Bulk;

/// <summary>
/// What a node does with the orders of a job that it has taken. Where they want what the others want, it decides first who shall get what;
/// then each is decided and written by itself.
/// </summary>
internal sealed class BulkShift(IBulkStore store, BulkStep step, JointDesk joint, BulkOptions options, TimeProvider clock)
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(2);

    /// <summary>How much of a job it takes. What is decided on jointly is one node's: two would count on the same stock.</summary>
    public BulkTaking Taking(BulkJob job) =>
        step.Read(job).Jointly ? new(options.JointBatch, Alone: true) : new(options.Batch, Alone: false);

    public async Task Work(BulkBatch batch, CancellationToken stop)
    {
        var finished = false;
        try
        {
            var asked = step.Read(batch.Job);
            finished = asked.Jointly ? await Jointly(batch, asked, stop) : await Some(batch, asked, batch.Items, stop);
        }
        finally
        {
            if (!finished)
                await store.GiveBack(batch, CancellationToken.None);
        }
    }

    // First whoever something is meant for: what they do not take after all is there for the others.
    private async Task<bool> Jointly(BulkBatch batch, BulkCommand asked, CancellationToken stop)
    {
        var renewed = clock.GetTimestamp();
        var plan = await Plan(batch.Job, asked, batch.Items, stop);
        var planned = plan.All ? batch.Items : [.. batch.Items.Where(i => plan.Meant.ContainsKey(i.Of.Order))];
        var turns = planned.OrderBy(i => plan.Meant.GetValueOrDefault(i.Of.Order) is { Sum: > 0 } ? 0 : 1).Chunk(options.Batch);
        foreach (var some in turns)
        {
            if (clock.GetElapsedTime(renewed) * 3 > options.Lease)
            {
                await store.Renew(batch, clock.GetUtcNow() + options.Lease, stop);
                renewed = clock.GetTimestamp();
            }

            if (await store.Find(batch.Job.Tenant, batch.Job.Id, stop) is not { State: BulkState.Running })
                return false;
            await Some(batch, asked with { Meant = order => Meant(plan, order, batch.Job.Asked.DryRun) }, some, stop);
        }

        return plan.All;
    }

    private Task<JointMeaning> Plan(BulkJob job, BulkCommand asked, ImmutableArray<BulkItem> items, CancellationToken ct) => joint.Plan(
        new JointAsked(job.Asked.By, job.Asked.Face, asked.Own, asked.Policy),
        [.. items.Select(i => (i.Of.Order, (OrderCommand.RouteWaiting)asked.Command(i.Of.Revision)))],
        ct);

    // Whom nothing is meant for looks at what there is then. A dry run takes nothing, so that everything would still be there.
    private static Allotment? Meant(JointMeaning plan, OrderId order, bool dry) =>
        plan.Meant.GetValueOrDefault(order) is not { } meant || (meant.Sum == 0 && !dry) ? null : meant;

    private async Task<bool> Some(BulkBatch batch, BulkCommand asked, IReadOnlyCollection<BulkItem> items, CancellationToken stop)
    {
        var results = new ConcurrentBag<(long, BulkResult)>();
        try
        {
            await Parallel.ForEachAsync(
                items,
                new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = stop },
                async (item, ct) => results.Add((item.Position, await step.Do(batch.Job, asked, item, ct))));
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
