using Emend.Core.Orders;

namespace Emend.Core.Deciding;

/// <summary>Ends an order with every entity of it.</summary>
internal static class Cancelling
{
    public static Decision.Accepted Accept(Draft draft, Cancelation cancelation)
    {
        var order = draft.Order;
        Returns.Ask(draft, order.PickJobs);
        draft.Happen(new OrderEvent.Cancelled(cancelation));
        return draft.Accept(PastOf(order, draft.At), null);
    }

    private static PastEntities PastOf(Order order, DateTimeOffset at) => new(
        [
            .. order.Plans.Select(p => p with
            {
                Version = p.Version + 1,
                Status = RoutingPlanStatus.Canceled,
                Lines = [.. p.Lines.Select(l => l with { Reserved = Quantity.Zero })],
                ModifiedAt = at,
            }),
        ],
        [
            .. order.PickJobs.Select(j => j with { Version = j.Version + 1, Status = PickJobStatus.Canceled, ModifiedAt = at }),
        ])
    {
        HandoverJobs =
        [
            .. order.HandoverJobs.Select(h => h with { Version = h.Version + 1, Status = HandoverStatus.Canceled, ModifiedAt = at }),
        ],
        Shipments =
        [
            .. order.Shipments.Select(s => s with
            {
                Version = s.Version + 1,
                Status = ShipmentStatus.Canceled,
                ModifiedAt = at,
                Parcels = [.. s.Parcels.Select(p => p with { Version = p.Version + 1, Status = ParcelStatus.Canceled })],
            }),
        ],
    };
}
