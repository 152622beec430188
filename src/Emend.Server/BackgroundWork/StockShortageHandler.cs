using System.Collections.Immutable;
using Emend.Core.Decisions;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>A facility has less of an article than orders hold there: those whom it hurts least give up what is lacking.</summary>
internal sealed class StockShortageHandler(IWorkQueue queue, SystemCommandRunner systemCommandRunner)
{
    private const int Rounds = 50;
    private const int MaxHolders = 100;

    /// <summary>Whether nothing is lacking any more. Else what is left is being worked on, or the claim was lost.</summary>
    public async Task<bool> Settle(WorkItemLease workItemLease, CancellationToken ct)
    {
        var (tenant, facility, article) = (workItemLease.WorkItemClaim.Tenant, workItemLease.WorkItemClaim.Facility, new ArticleId(workItemLease.WorkItemClaim.Article));
        var command = new OrderCommand.RerouteShortage(facility, article);
        for (var round = 0; round < Rounds && await workItemLease.Holds(ct); round++)
        {
            var lacking = await queue.FindShortage(tenant, facility, article, ct);
            if (lacking <= Quantity.Zero)
            {
                return true;
            }

            if (!await Move(tenant, await Holdings(workItemLease, command, ct), lacking, command, ct))
            {
                return false;
            }
        }

        return false;
    }

    // One after the other: what the first takes elsewhere the next may have counted on, and then the choice is made again.
    private async Task<bool> Move(
        TenantId tenant, ImmutableArray<ShortageCandidate> shortageCandidates, Quantity lacking, OrderCommand.RerouteShortage command, CancellationToken ct)
    {
        var moved = false;
        foreach (var order in ShortageAllocation.Of(shortageCandidates, lacking))
        {
            if (moved && shortageCandidates.First(h => h.Order == order).FindsPlace && !await systemCommandRunner.CanBeRouted(tenant, order, command, ct))
            {
                break;
            }

            moved |= await systemCommandRunner.Run(tenant, order, command, ct) is AttemptResult.Changed;
        }

        return moved;
    }

    private async Task<ImmutableArray<ShortageCandidate>> Holdings(WorkItemLease workItemLease, OrderCommand.RerouteShortage command, CancellationToken ct)
    {
        var tenant = workItemLease.WorkItemClaim.Tenant;
        var holdings = ImmutableArray.CreateBuilder<ShortageCandidate>();
        foreach (var order in await queue.FindReservingOrders(tenant, command.Facility, command.Article, MaxHolders, ct))
        {
            if (ShortageAllocation.Of(order, command.Facility, command.Article, findsPlace: false) is { } shortageCandidate && await workItemLease.Holds(ct))
            {
                holdings.Add(shortageCandidate with { FindsPlace = await systemCommandRunner.CanBeRouted(tenant, order.Id, command, ct) });
            }
        }

        return holdings.DrainToImmutable();
    }
}
