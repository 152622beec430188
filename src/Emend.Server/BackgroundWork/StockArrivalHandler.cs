using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Routes unroutable units after the arrival of stock of an article. Tries one order after the other, the longest waiting first, until no
/// stock is left. Only one node processes an article at a time, so the order is kept. An order that begins to wait during the pass has its
/// own attempts: otherwise new orders could prolong the pass without end, and an order that it passed would wait for it.
/// </summary>
internal sealed class StockArrivalHandler(IWorkQueue queue, SystemCommandRunner systemCommandRunner, TimeProvider clock)
{
    private const int PageSize = 100;

    // As many failures in a row have a common cause, such as an unavailable database.
    private const int MaxFailures = 3;

    /// <summary>Gives each waiting order its turn.</summary>
    public async Task Process(WorkItemClaim claim, CancellationToken ct)
    {
        var article = new ArticleId(claim.Article);
        var begin = clock.GetUtcNow();
        UnroutableOrder? last = null;
        var (checkStock, failures) = (true, 0);
        while (true)
        {
            var page = await queue.ListUnroutableOrders(claim.Tenant, article, last, PageSize, ct);
            foreach (var unroutableOrder in page)
            {
                if (unroutableOrder.Since > begin)
                {
                    return;
                }

                var isChanged = false;
                try
                {
                    isChanged = await TryRoute(claim, unroutableOrder.Order, ct);
                    failures = 0;
                }
                catch (Exception failure) when (
                    failure is not (ClaimLostException or OperationCanceledException) && ++failures < MaxFailures)
                {
                    // The order must not keep others from their turn. The failure is logged at the order's own retry.
                }

                // The available stock changes only when an order takes some. It is checked once after each such order.
                if (!isChanged && checkStock && !await queue.HasFreeStock(claim.Tenant, article, ct))
                {
                    return;
                }

                checkStock = isChanged;
                last = unroutableOrder;
            }

            if (page.Count < PageSize)
            {
                return;
            }
        }
    }

    private async Task<bool> TryRoute(WorkItemClaim claim, OrderId order, CancellationToken ct)
    {
        var command = new OrderCommand.RerouteUnroutable(IsUserRequested: false);
        return await systemCommandRunner.Run(claim, order, command, ct) is AttemptResult.Changed;
    }
}
