using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Quotes;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Identity;

namespace Emend.Server.Application.Orders;

/// <summary>A request of an API to <see cref="OrderService"/>: one command on one order.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="OrderKey">The order.</param>
/// <param name="Command">The command.</param>
/// <param name="Api">The API of the request. The policy of this API decides, unless the request names one.</param>
/// <param name="Idempotency">The idempotency key; null if the client sent none.</param>
internal sealed record OrderCommandRequest(
    Caller Caller, OrderKey OrderKey, OrderCommand Command, string Api, IdempotencyKey? Idempotency = null)
{
    /// <summary>The name of the policy that the caller requests; null uses the policy of the API or the tenant.</summary>
    public string? RequestedPolicy { get; init; }

    /// <summary>The quote of a preview that the result must match; null if the client sent no quote token.</summary>
    public PresentedQuote? Quote { get; init; }

    /// <summary>The claim of background work that the write must still hold; null for a request of a client.</summary>
    public OrderWriteClaim? Claim { get; init; }

    /// <summary>
    /// <see cref="OrderKey"/>, plus the new order number of a confirmed promise, so that the load reports whether it is taken.
    /// </summary>
    public OrderKey LoadKey =>
        Command is OrderCommand.ChangeFulfillment { Action: FulfillmentAction.ConfirmPromise { TenantOrderId: { } number } }
            ? OrderKey with { NewTenantOrderId = number }
            : OrderKey;

    /// <summary>
    /// The same request for the order that the key found, so that it stays the order of the request if its tenant order id is used for
    /// another order before the write.
    /// </summary>
    public OrderCommandRequest PinTo(Order? found) =>
        found is not null && OrderKey is OrderKey.ByTenantOrderId ? this with { OrderKey = new OrderKey.ById(found.Id) } : this;

    /// <summary>
    /// Whether the order may reserve units that are earmarked for waiting orders: its turn has come after a stock arrival, or a user
    /// retries it. Its own scheduled retry may not, because an order that waits longer comes first.
    /// </summary>
    public bool UsesEarmarkedStock =>
        Command is OrderCommand.RerouteUnroutable { IsUserRequested: true }
        || Claim is OrderWriteClaim.OfWorkItem { Claim.Kind: WorkItemKind.Arrival };

    /// <summary>Whether the system actor sends the request. The policy of the API of the order decides.</summary>
    public bool IsSystemRequest { get; init; }
}
