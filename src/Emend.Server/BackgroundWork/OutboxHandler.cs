using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Sends the effects in the outbox of one order, in sequence, after the transactions that wrote them. The response of the other system
/// becomes a command of the order, and the transaction of that command removes the effect. A failed effect is repeated with the same key
/// and blocks the later effects of its order until it is dead-lettered.
/// </summary>
internal sealed class OutboxHandler(
    IOrderStore orders, IOutboxStore outbox, EffectSender sender, SystemCommandRunner systemCommandRunner, TimeProvider clock)
{
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(1);

    // An effect can wait for the whole time: behind another effect, while the tenant is suspended, or while no node runs.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);
    private const int MinAttempts = 5;

    // A node of the next version must get the effect that this version does not know.
    private static readonly TimeSpan UnknownKindDelay = TimeSpan.FromSeconds(10);

    private static readonly Meter Meter = new("Emend.Outbox");
    private static readonly Counter<long> Effects = Meter.CreateCounter<long>("emend.outbox.effects");

    // A slow system must block neither other work items nor other tenants.
    private readonly TenantSlots _slots = new(perNode: 3, perTenant: 2);

    /// <summary>Delay of the next attempt; null if no effect of the order is waiting.</summary>
    public async Task<TimeSpan?> Process(WorkItemClaim claim, CancellationToken ct)
    {
        if (!_slots.TryTake(claim.Tenant))
        {
            return MinRetryDelay;
        }

        try
        {
            while (true)
            {
                var order = (await orders.Load(claim.Tenant, new OrderKey.ById(claim.Order), null, ct)).Order;
                var entries = await outbox.ReadOrder(claim.Tenant, claim.Order, ct);
                if (await AppendMissing(claim, order, entries, ct))
                {
                    continue;
                }

                if (entries.FirstOrDefault(e => e.State is OutboxState.Waiting) is not { } head)
                {
                    return null;
                }

                if (await Process(claim, order, head, ct) is { } delay)
                {
                    return delay;
                }
            }
        }
        finally
        {
            _slots.Release(claim.Tenant);
        }
    }

    // A node of a version without outbox wrote the request to the order only.
    private async Task<bool> AppendMissing(WorkItemClaim claim, Order? order, IReadOnlyList<OutboxEntry> entries, CancellationToken ct)
    {
        ImmutableArray<ExternalEffect> missing =
            order is null ? [] : [.. ExternalEffect.GetPending(order).Where(effect => entries.All(e => e.Id != effect.Id))];
        if (missing.IsEmpty)
        {
            return false;
        }

        if (!await outbox.Append(claim, missing, ct))
        {
            // The worker logs it and repeats the work item later.
            throw new InvalidOperationException($"The outbox of order {claim.Order} rejects a missing effect: another row has its key.");
        }

        return true;
    }

    /// <summary>Delay of the next attempt; null if the effect has ended.</summary>
    private async Task<TimeSpan?> Process(WorkItemClaim claim, Order? order, OutboxEntry head, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (head.DueAt > now)
        {
            return head.DueAt - now;
        }

        if (order is not null && head.Effect is null)
        {
            return UnknownKindDelay;
        }

        if (order is null || !head.Effect!.IsAwaitedBy(order))
        {
            await Settle(claim, new(head, null, now), "obsolete", ct);
            return null;
        }

        var response = await sender.Send(claim.Tenant, order, head, ct);
        if (response is EffectResponse.Answered answered)
        {
            response = await Record(claim, head, answered.Command, ct);
        }

        return response is EffectResponse.NotReached failed ? await Fail(claim, head, failed.Error, ct) : null;
    }

    /// <summary>
    /// Records the response in the order and ends the effect, in one transaction. Returns a failure if the order rejects the response.
    /// </summary>
    private async Task<EffectResponse?> Record(WorkItemClaim claim, OutboxEntry head, OrderCommand command, CancellationToken ct)
    {
        var completed = new OutboxSettlement(head, null, clock.GetUtcNow());
        switch (await Run(claim, completed, command, ct))
        {
            case AttemptResult.Changed:
                Count("completed");
                return null;
            case AttemptResult.NoChange:
                await Settle(claim, completed, "completed", ct);
                return null;
            default:
                // Another command may have made the effect obsolete in the meantime. Otherwise the response must not be lost.
                var order = (await orders.Load(claim.Tenant, new OrderKey.ById(claim.Order), null, ct)).Order;
                if (order is not null && head.Effect!.IsAwaitedBy(order))
                {
                    return new EffectResponse.NotReached("responseRejected");
                }

                await Settle(claim, completed, "obsolete", ct);
                return null;
        }
    }

    /// <summary>Delay of the next attempt; null if the effect is dead-lettered.</summary>
    private async Task<TimeSpan?> Fail(WorkItemClaim claim, OutboxEntry head, string error, CancellationToken ct)
    {
        var failure = new OutboxSettlement(head, error, clock.GetUtcNow());
        var elapsed = failure.Now - head.Since;
        if (elapsed < GiveUpAfter || head.Attempts + 1 < MinAttempts)
        {
            var delay = GetRetryDelay(head.Attempts);
            await outbox.RecordFailure(claim, failure, failure.Now + delay, ct);
            Count("failed");
            return delay;
        }

        if (EffectSender.GiveUp(head.Effect!) is not { } command
            || await Run(claim, failure, command, ct) is not AttemptResult.Changed)
        {
            await outbox.Settle(claim, failure, ct);
        }

        Count("dead_lettered");
        return null;
    }

    // Doubles from the second failure on.
    private static TimeSpan GetRetryDelay(int earlierFailures)
    {
        var delay = MinRetryDelay * Math.Pow(2, Math.Clamp(earlierFailures - 1, 0, 10));
        return delay < MaxRetryDelay ? delay : MaxRetryDelay;
    }

    private Task<AttemptResult> Run(WorkItemClaim claim, OutboxSettlement settlement, OrderCommand command, CancellationToken ct) =>
        systemCommandRunner.Run(claim.Tenant, new OrderWriteClaim.OfOutboxEffect(claim, settlement), claim.Order, command, ct);

    private async Task Settle(WorkItemClaim claim, OutboxSettlement settlement, string result, CancellationToken ct)
    {
        await outbox.Settle(claim, settlement, ct);
        Count(result);
    }

    private static void Count(string result) => Effects.Add(1, new KeyValuePair<string, object?>("result", result));
}
