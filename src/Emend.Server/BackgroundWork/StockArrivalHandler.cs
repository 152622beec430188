using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Stock of an article has come: the orders that wait for it are tried one after the other, the longest waiting first, until none of
/// it is left. One node goes through the orders of an article at a time, so that nobody overtakes.
/// </summary>
internal sealed class StockArrivalHandler(IWorkQueue queue, SystemCommandRunner systemCommandRunner)
{
    private const int Page = 100;

    /// <summary>False where the claim was lost on the way.</summary>
    public async Task<bool> Serve(WorkItemLease workItemLease, CancellationToken ct)
    {
        var (tenant, article) = (workItemLease.WorkItemClaim.Tenant, new ArticleId(workItemLease.WorkItemClaim.Article));
        UnroutableOrder? last = null;
        var toLook = true;
        while (true)
        {
            var page = await queue.Waiting(tenant, article, last, Page, ct);
            foreach (var unroutableOrder in page)
            {
                if (!await workItemLease.Holds(ct))
                {
                    return false;
                }

                var attemptResult = await systemCommandRunner.Run(tenant, unroutableOrder.Order, new OrderCommand.RerouteUnroutable(IsUserRequested: false), ct);
                // What was left stays left until somebody takes some: that is asked once after each who did.
                if (attemptResult is not AttemptResult.Changed && toLook && !await queue.AnyFree(tenant, article, ct))
                {
                    return true;
                }

                toLook = attemptResult is AttemptResult.Changed;
                last = unroutableOrder;
            }

            if (page.Count < Page)
            {
                return true;
            }
        }
    }
}
