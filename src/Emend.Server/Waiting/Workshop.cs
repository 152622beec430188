using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>Does one piece of work and says when it is due again, if it is.</summary>
internal sealed class Workshop(IWorkQueue queue, Attempts attempts, Labels labels, WaitingOptions options, TimeProvider clock)
{
    // What failed may fail for a reason that passes.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private readonly Arrivals arrivals = new(queue, attempts);
    private readonly Shortages shortages = new(queue, attempts);

    public async Task Do(Claim claim, CancellationToken ct)
    {
        var lease = new Lease(queue, claim, options.Lease, clock);
        var again = claim.Kind switch
        {
            WorkKind.Route => await Route(claim, ct),
            WorkKind.Release => await Once(claim, new OrderCommand.Release(), ct),
            WorkKind.Label => await labels.Ask(claim, ct),
            WorkKind.Expire => await Once(claim, new OrderCommand.ExpirePromise(), ct),
            WorkKind.Arrival => await arrivals.Serve(lease, ct) ? null : Shortest,
            _ => await shortages.Settle(lease, ct) ? null : (TimeSpan?)options.RetryAtMost,
        };
        await (again is { } after ? queue.Again(claim, clock.GetUtcNow() + after, ct) : queue.Done(claim, ct));
    }

    /// <summary>It could not be done.</summary>
    public Task Failed(Claim claim) => queue.Again(claim, clock.GetUtcNow() + AfterFailure, CancellationToken.None);

    // Left alone for as long as it has waited already, within bounds: soon at first, since stock may have come while it was written.
    private async Task<TimeSpan?> Route(Claim claim, CancellationToken ct)
    {
        // Its turn comes; tried alone it would overtake those who wait longer.
        if (await queue.IsInLine(claim.Tenant, claim.Order, ct))
        {
            return Shortest;
        }

        if (await attempts.Try(claim.Tenant, claim.Order, new OrderCommand.RouteWaiting(Asked: false), ct) is Attempt.Refused)
        {
            return null;
        }

        var waited = clock.GetUtcNow() - claim.Since;
        return waited < Shortest ? Shortest : waited < options.RetryAtMost ? waited : options.RetryAtMost;
    }

    private async Task<TimeSpan?> Once(Claim claim, OrderCommand command, CancellationToken ct) =>
        await attempts.Try(claim.Tenant, claim.Order, command, ct) is Attempt.Refused ? options.RetryAtMost : null;
}
