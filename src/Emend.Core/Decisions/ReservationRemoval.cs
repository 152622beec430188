using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>
/// Removes reservations of an order. Its plans and pick jobs stay as they are. The stock on hand is reduced by the reserved quantities now,
/// or it is kept and the units become available to other orders. In both cases, picking the units later does not change the stock.
/// </summary>
internal static class ReservationRemoval
{
    /// <summary>Whether the order has none of the reservations. False if a reservation names a line of another order.</summary>
    public static bool IsAlreadyApplied(Order order, FulfillmentAction.RemoveReservations action) =>
        action.FindIn(order).IsEmpty && action.Reservations.All(r => order.FindLine(r.Line) is not null);

    public static Decision.Accepted Accept(OrderRevisionBuilder builder, FulfillmentAction.RemoveReservations action)
    {
        builder.Append(new OrderEvent.ReservationsRemoved(action.FindIn(builder.Order), action.ReducesStock));
        return builder.Accept(null);
    }
}
