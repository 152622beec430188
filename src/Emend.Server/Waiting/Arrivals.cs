using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>
/// Stock of an article has come: the orders that wait for it are tried one after the other, the longest waiting first, until none of
/// it is left. One node goes through the orders of an article at a time, so that nobody overtakes.
/// </summary>
internal sealed class Arrivals(IWorkQueue queue, Attempts attempts)
{
    private const int Page = 100;

    /// <summary>False where the claim was lost on the way.</summary>
    public async Task<bool> Serve(Lease lease, CancellationToken ct)
    {
        var (tenant, article) = (lease.Claim.Tenant, new ArticleId(lease.Claim.Article));
        WaitingOrder? last = null;
        var toLook = true;
        while (true)
        {
            var page = await queue.Waiting(tenant, article, last, Page, ct);
            foreach (var waiting in page)
            {
                if (!await lease.Holds(ct))
                {
                    return false;
                }

                var attempt = await attempts.Try(tenant, waiting.Order, new OrderCommand.RouteWaiting(Asked: false), ct);
                // What was left stays left until somebody takes some: that is asked once after each who did.
                if (attempt is not Attempt.Changed && toLook && !await queue.AnyFree(tenant, article, ct))
                {
                    return true;
                }

                toLook = attempt is Attempt.Changed;
                last = waiting;
            }

            if (page.Count < Page)
            {
                return true;
            }
        }
    }
}
