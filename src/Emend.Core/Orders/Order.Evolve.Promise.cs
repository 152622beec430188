namespace Emend.Core.Orders;

// Events of locked and promised orders.
public sealed partial record Order
{
    private Order ApplyPromiseEvent(OrderEvent orderEvent, DateTimeOffset at)
    {
        var order = orderEvent switch
        {
            OrderEvent.PromiseConfirmed e => this with
            {
                PromisePeriod = null,
                TenantOrderId = e.TenantOrderId ?? TenantOrderId,
            },
            OrderEvent.PromiseExtended e => this with { PromisePeriod = e.To },
            _ => this with { IsLocked = false },
        };
        return order with { Version = Version + 1, ModifiedAt = at };
    }
}
