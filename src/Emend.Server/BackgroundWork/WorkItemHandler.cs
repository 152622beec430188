using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>Does one piece of work and says when it is due again, if it is.</summary>
internal sealed class WorkItemHandler(IWorkQueue queue, SystemCommandRunner systemCommandRunner, LabelRequestHandler labelRequestHandler, BackgroundWorkOptions options, TimeProvider clock)
{
    // What failed may fail for a reason that passes.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(2);
    private readonly StockArrivalHandler stockArrivalHandler = new(queue, systemCommandRunner);
    private readonly StockShortageHandler stockShortageHandler = new(queue, systemCommandRunner);

    public async Task Do(WorkItemClaim workItemClaim, CancellationToken ct)
    {
        var workItemLease = new WorkItemLease(queue, workItemClaim, options.LeaseDuration, clock);
        var again = workItemClaim.Kind switch
        {
            WorkItemKind.Route => await Route(workItemClaim, ct),
            WorkItemKind.Release => await Once(workItemClaim, new OrderCommand.Release(), ct),
            WorkItemKind.Label => await labelRequestHandler.Ask(workItemClaim, ct),
            WorkItemKind.Expire => await Once(workItemClaim, new OrderCommand.ExpirePromise(), ct),
            WorkItemKind.Arrival => await stockArrivalHandler.Serve(workItemLease, ct) ? null : Min,
            _ => await stockShortageHandler.Settle(workItemLease, ct) ? null : (TimeSpan?)options.MaxRetryDelay,
        };
        await (again is { } after ? queue.Reschedule(workItemClaim, clock.GetUtcNow() + after, ct) : queue.Complete(workItemClaim, ct));
    }

    /// <summary>It could not be done.</summary>
    public Task Failed(WorkItemClaim workItemClaim) => queue.Reschedule(workItemClaim, clock.GetUtcNow() + AfterFailure, CancellationToken.None);

    // Left alone for as long as it has waited already, within bounds: soon at first, since stock may have come while it was written.
    private async Task<TimeSpan?> Route(WorkItemClaim workItemClaim, CancellationToken ct)
    {
        // Its turn comes; tried alone it would overtake those who wait longer.
        if (await queue.IsInLine(workItemClaim.Tenant, workItemClaim.Order, ct))
        {
            return Min;
        }

        if (await systemCommandRunner.Run(workItemClaim.Tenant, workItemClaim.Order, new OrderCommand.RerouteUnroutable(IsUserRequested: false), ct) is AttemptResult.Refused)
        {
            return null;
        }

        var waited = clock.GetUtcNow() - workItemClaim.Since;
        return waited < Min ? Min : waited < options.MaxRetryDelay ? waited : options.MaxRetryDelay;
    }

    private async Task<TimeSpan?> Once(WorkItemClaim workItemClaim, OrderCommand command, CancellationToken ct) =>
        await systemCommandRunner.Run(workItemClaim.Tenant, workItemClaim.Order, command, ct) is AttemptResult.Refused ? options.MaxRetryDelay : null;
}
