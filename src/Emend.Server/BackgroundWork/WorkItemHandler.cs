using Emend.Core.Commands;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>Processes one work item, then completes or reschedules it.</summary>
internal sealed class WorkItemHandler(
    IWorkQueue queue, SystemCommandRunner systemCommandRunner, OutboxHandler outboxHandler, BackgroundWorkOptions options,
    TimeProvider clock)
{
    // The cause of a failure may be temporary.
    private static readonly TimeSpan FailureRetryDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromSeconds(2);
    private readonly StockArrivalHandler _stockArrivalHandler = new(queue, systemCommandRunner, clock);
    private readonly StockShortageHandler _stockShortageHandler = new(queue, systemCommandRunner);

    public async Task Process(WorkItemClaim claim, CancellationToken ct)
    {
        var retryAfter = claim.Kind switch
        {
            WorkItemKind.Route => await Route(claim, ct),
            WorkItemKind.Release => await RunOnce(claim, new OrderCommand.Release(), ct),
            WorkItemKind.Outbox => await outboxHandler.Process(claim, ct),
            WorkItemKind.Expire => await RunOnce(claim, new OrderCommand.ExpirePromise(), ct),
            WorkItemKind.Arrival => await ProcessArrival(claim, ct),
            _ => await _stockShortageHandler.Process(claim, ct) ? null : (TimeSpan?)options.MaxRetryDelay,
        };
        await (retryAfter is { } delay ? queue.Reschedule(claim, clock.GetUtcNow() + delay, ct) : queue.Complete(claim, ct));
    }

    /// <summary>Reschedules a work item after a failure.</summary>
    public Task RescheduleAfterFailure(WorkItemClaim claim) =>
        queue.Reschedule(claim, clock.GetUtcNow() + FailureRetryDelay, CancellationToken.None);

    // The retry delay equals the waiting time so far, within limits. The first retry is soon, because stock may have arrived during the
    // write.
    private async Task<TimeSpan?> Route(WorkItemClaim claim, CancellationToken ct)
    {
        // The arrival handler will process this order in its turn. A separate attempt would overtake older orders.
        if (await queue.IsServedByArrival(claim.Tenant, claim.Order, ct))
        {
            return MinRetryDelay;
        }

        var command = new OrderCommand.RerouteUnroutable(IsUserRequested: false);
        if (await systemCommandRunner.Run(claim, claim.Order, command, ct) is AttemptResult.Rejected)
        {
            return null;
        }

        var elapsed = clock.GetUtcNow() - claim.Since;
        return elapsed < MinRetryDelay ? MinRetryDelay : elapsed < options.MaxRetryDelay ? elapsed : options.MaxRetryDelay;
    }

    private async Task<TimeSpan?> ProcessArrival(WorkItemClaim claim, CancellationToken ct)
    {
        await _stockArrivalHandler.Process(claim, ct);
        return null;
    }

    private async Task<TimeSpan?> RunOnce(WorkItemClaim claim, OrderCommand command, CancellationToken ct) =>
        await systemCommandRunner.Run(claim, claim.Order, command, ct) is AttemptResult.Rejected ? options.MaxRetryDelay : null;
}
