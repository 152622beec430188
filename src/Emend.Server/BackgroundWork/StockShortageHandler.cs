using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Decisions;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>Resolves a shortage of an article in a facility. Reroutes as few orders as possible.</summary>
internal sealed class StockShortageHandler(IWorkQueue queue, SystemCommandRunner systemCommandRunner)
{
    private const int MaxRounds = 50;
    private const int MaxOrders = 100;

    /// <summary>True if the shortage is resolved. False if reservations remain in started work.</summary>
    public async Task<bool> Process(WorkItemClaim claim, CancellationToken ct)
    {
        var (tenant, facility, article) = (claim.Tenant, claim.Facility, new ArticleId(claim.Article));
        var command = new OrderCommand.RerouteShortage(facility, article);
        for (var round = 0; round < MaxRounds; round++)
        {
            var shortage = await queue.FindShortage(tenant, facility, article, ct);
            if (shortage <= Quantity.Zero)
            {
                return true;
            }

            if (!await Reroute(claim, await FindCandidates(tenant, command, ct), shortage, command, ct))
            {
                return false;
            }
        }

        return false;
    }

    // Reroutes one order after the other. An order may take stock that the next order needs; then the selection starts again.
    private async Task<bool> Reroute(
        WorkItemClaim claim, ImmutableArray<ShortageCandidate> shortageCandidates, Quantity shortage,
        OrderCommand.RerouteShortage command, CancellationToken ct)
    {
        var rerouted = false;
        foreach (var order in ShortageAllocation.SelectOrders(shortageCandidates, shortage))
        {
            if (rerouted && shortageCandidates.First(c => c.Order == order).CanReroute
                && !await systemCommandRunner.CanBeRouted(claim.Tenant, order, command, ct))
            {
                break;
            }

            rerouted |= await systemCommandRunner.Run(claim, order, command, ct) is AttemptResult.Changed;
        }

        return rerouted;
    }

    private async Task<ImmutableArray<ShortageCandidate>> FindCandidates(
        TenantId tenant, OrderCommand.RerouteShortage command, CancellationToken ct)
    {
        var candidates = ImmutableArray.CreateBuilder<ShortageCandidate>();
        foreach (var order in await queue.FindReservingOrders(tenant, command.Facility, command.Article, MaxOrders, ct))
        {
            if (ShortageAllocation.CreateCandidate(order, command.Facility, command.Article, canReroute: false) is { } candidate)
            {
                candidates.Add(candidate with { CanReroute = await systemCommandRunner.CanBeRouted(tenant, order.Id, command, ct) });
            }
        }

        return candidates.DrainToImmutable();
    }
}
