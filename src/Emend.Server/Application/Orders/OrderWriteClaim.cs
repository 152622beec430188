using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Application.Orders;

/// <summary>
/// The claim under which background work changes an order. The transaction of the order verifies the claim. A node that was stopped for
/// longer than its lease therefore writes nothing after another node has taken over.
/// </summary>
internal abstract record OrderWriteClaim
{
    private OrderWriteClaim()
    {
    }

    /// <summary>A claimed work item.</summary>
    public sealed record OfWorkItem(WorkItemClaim Claim) : OrderWriteClaim;

    /// <summary>
    /// An effect of a claimed outbox. The transaction that records the response of the other system also ends the effect.
    /// </summary>
    public sealed record OfOutboxEffect(WorkItemClaim Claim, OutboxSettlement Settlement) : OrderWriteClaim;

    /// <summary>A claimed order of a bulk job.</summary>
    /// <param name="Job">The bulk job.</param>
    /// <param name="Position">The position of the order in the job.</param>
    /// <param name="ClaimedBy">The name of the claim.</param>
    public sealed record OfBulkItem(string Job, long Position, string ClaimedBy) : OrderWriteClaim;
}
