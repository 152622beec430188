namespace Emend.Core.Orders;

// What happens to an order that is locked or promised only.
public sealed partial record Order
{
    private Order AfterHolding(OrderEvent happened, DateTimeOffset at)
    {
        var order = happened switch
        {
            OrderEvent.PromiseConfirmed e => this with
            {
                Status = OrderStatus.Open,
                Promised = null,
                TenantOrderId = e.TenantOrderId ?? TenantOrderId,
            },
            OrderEvent.PromiseExtended e => this with { Promised = e.To },
            _ => this with { Status = OrderStatus.Open },
        };
        return order with { Version = Version + 1, ModifiedAt = at };
    }
}
