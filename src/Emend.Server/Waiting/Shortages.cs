using System.Collections.Immutable;
using Emend.Core.Deciding;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>A facility has less of an article than orders hold there: those whom it hurts least give up what is lacking.</summary>
internal sealed class Shortages(IWorkQueue queue, Attempts attempts)
{
    private const int Rounds = 50;
    private const int MostHolders = 100;

    /// <summary>Whether nothing is lacking any more. Else what is left is being worked on, or the claim was lost.</summary>
    public async Task<bool> Settle(Lease lease, CancellationToken ct)
    {
        var (tenant, facility, article) = (lease.Claim.Tenant, lease.Claim.Facility, new ArticleId(lease.Claim.Article));
        var command = new OrderCommand.RerouteShort(facility, article);
        for (var round = 0; round < Rounds && await lease.Holds(ct); round++)
        {
            var lacking = await queue.Lacking(tenant, facility, article, ct);
            if (lacking <= Quantity.Zero)
            {
                return true;
            }

            if (!await Move(tenant, await Holdings(lease, command, ct), lacking, command, ct))
            {
                return false;
            }
        }

        return false;
    }

    // One after the other: what the first takes elsewhere the next may have counted on, and then the choice is made again.
    private async Task<bool> Move(
        TenantId tenant, ImmutableArray<Holding> holdings, Quantity lacking, OrderCommand.RerouteShort command, CancellationToken ct)
    {
        var moved = false;
        foreach (var order in LeastHurt.Of(holdings, lacking))
        {
            if (moved && holdings.First(h => h.Order == order).FindsPlace && !await attempts.FindsPlace(tenant, order, command, ct))
            {
                break;
            }

            moved |= await attempts.Try(tenant, order, command, ct) is Attempt.Changed;
        }

        return moved;
    }

    private async Task<ImmutableArray<Holding>> Holdings(Lease lease, OrderCommand.RerouteShort command, CancellationToken ct)
    {
        var tenant = lease.Claim.Tenant;
        var holdings = ImmutableArray.CreateBuilder<Holding>();
        foreach (var order in await queue.Holders(tenant, command.Facility, command.Article, MostHolders, ct))
        {
            if (LeastHurt.Of(order, command.Facility, command.Article, findsPlace: false) is { } holding && await lease.Holds(ct))
            {
                holdings.Add(holding with { FindsPlace = await attempts.FindsPlace(tenant, order.Id, command, ct) });
            }
        }

        return holdings.DrainToImmutable();
    }
}
