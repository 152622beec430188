using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.BulkJobs;
using Emend.Server.Storage.Outbox;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Verifies the claim of background work in the order's transaction. The statement locks the claimed row, so that no other node can claim
/// it before the transaction ends. For an effect of the outbox, a second statement ends the effect.
/// </summary>
internal static class ClaimStatement
{
    public static Statement[] Verify(TenantId tenant, OrderWriteClaim claim) => claim switch
    {
        OrderWriteClaim.OfWorkItem item => [WorkQueue.VerifyClaim(item.Claim)],
        OrderWriteClaim.OfOutboxEffect effect =>
            [WorkQueue.VerifyClaim(effect.Claim), OutboxStatements.Settle(tenant, effect.Settlement)],
        OrderWriteClaim.OfBulkItem item => [BulkItemClaims.VerifyClaim(tenant, item)],
        _ => throw new ArgumentOutOfRangeException(nameof(claim), claim, "Unknown claim."),
    };
}
