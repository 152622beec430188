using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Server.Application.Orders;

/// <summary>An order to cancel.</summary>
/// <param name="Order">The order.</param>
/// <param name="Version">The expected version of the order; null for any version.</param>
/// <param name="Reason">The cancellation reason; null if not specified.</param>
internal sealed record ForceCancelItem(OrderId Order, long? Version, CancellationReason? Reason);

/// <summary>Forces the cancellation of several orders.</summary>
internal sealed class BatchForceCancelService(OrderService orderService)
{
    /// <summary>Returns one result per item, in the order of the items.</summary>
    public async Task<IReadOnlyList<BatchOrderResult>> Cancel(BatchOrigin origin, IEnumerable<ForceCancelItem> items, CancellationToken ct)
    {
        var results = new List<BatchOrderResult>();
        foreach (var item in items)
        {
            results.Add(new(item.Order.Value, item.Order, await Cancel(origin, item, ct)));
        }

        return results;
    }

    private async Task<BatchOrderOutcome> Cancel(BatchOrigin origin, ForceCancelItem item, CancellationToken ct)
    {
        var command = new OrderCommand.ChangeFulfillment(new FulfillmentAction.ForceCancel(item.Reason), null, UnroutableBehavior.Accept)
        {
            Version = item.Version,
        };
        var request = new OrderCommandRequest(
            origin.Caller, new OrderKey.ById(item.Order), command, origin.Api, origin.GetKey(item.Order));
        return BatchOrderOutcome.From(await orderService.Execute(request, ct));
    }
}
