using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Routes unroutable units after the arrival of stock of an article. Tries one order after the other, the longest waiting first, until no
/// stock is left. Only one node processes an article at a time, so the order is kept.
/// </summary>
internal sealed class StockArrivalHandler(IWorkQueue queue, SystemCommandRunner systemCommandRunner)
{
    private const int PageSize = 100;

    /// <summary>Processes the arrival. Returns null, because the arrival is complete.</summary>
    public async Task<TimeSpan?> Process(WorkItemClaim claim, CancellationToken ct)
    {
        var (tenant, article) = (claim.Tenant, new ArticleId(claim.Article));
        UnroutableOrder? last = null;
        var checkStock = true;
        while (true)
        {
            var page = await queue.ListUnroutableOrders(tenant, article, last, PageSize, ct);
            foreach (var unroutableOrder in page)
            {
                var attemptResult = await systemCommandRunner.Run(
                    claim, unroutableOrder.Order, new OrderCommand.RerouteUnroutable(IsUserRequested: false), ct);
                // The available stock changes only when an order takes some. It is checked once after each such order.
                if (attemptResult is not AttemptResult.Changed && checkStock && !await queue.HasFreeStock(tenant, article, ct))
                {
                    return null;
                }

                checkStock = attemptResult is AttemptResult.Changed;
                last = unroutableOrder;
            }

            if (page.Count < PageSize)
            {
                return null;
            }
        }
    }
}
