using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core;

/// <summary>
/// A request to another system that follows from an accepted decision. It is sent after the decision is written, and repeated until the
/// other system responds. The response becomes a command of the order.
/// </summary>
/// <param name="Id">
/// The idempotency key at the other system. It is a function of the order, so a preview, the write and every version of Emend name the same
/// effect with the same key. Unique within a tenant.
/// </param>
/// <param name="Facility">The facility that the effect belongs to.</param>
/// <param name="RequestedAt">The time of the decision.</param>
public abstract record ExternalEffect(string Id, FacilityId Facility, DateTimeOffset RequestedAt)
{
    /// <summary>
    /// Whether the order still needs the response. If not, the effect is obsolete: another command has canceled or replaced the request.
    /// </summary>
    public abstract bool IsAwaitedBy(Order order);

    /// <summary>Requests the label of a parcel from its carrier.</summary>
    /// <param name="Shipment">The shipment of the parcel.</param>
    /// <param name="Parcel">The parcel.</param>
    /// <param name="Facility">The facility of the shipment.</param>
    /// <param name="RequestedAt">The time of the request. The response names it.</param>
    public sealed record RequestLabel(EntityId Shipment, EntityId Parcel, FacilityId Facility, DateTimeOffset RequestedAt)
        : ExternalEffect($"{Parcel.Value}/{RequestedAt.UtcTicks}", Facility, RequestedAt)
    {
        /// <inheritdoc/>
        public override bool IsAwaitedBy(Order order) =>
            order.IsActive
            && order.FindShipment(Shipment)?.Parcels.FirstOrDefault(p => p.Id == Parcel) is { } parcel
            && parcel.AwaitsLabel(RequestedAt);
    }

    /// <summary>The effects that an order waits for, in the order of their requests.</summary>
    public static ImmutableArray<ExternalEffect> GetPending(Order order) => order.Shipments.IsEmpty ? [] :
    [
        .. from shipment in order.Shipments
           from parcel in shipment.Parcels
           where parcel.Status is ParcelStatus.Processing
           let effect = new RequestLabel(shipment.Id, parcel.Id, shipment.Facility, parcel.LabelRequested ?? default)
           where effect.IsAwaitedBy(order)
           orderby effect.RequestedAt
           select effect,
    ];

    /// <summary>The effects of one decision.</summary>
    internal static ImmutableArray<ExternalEffect> From(ImmutableArray<OrderEvent> events, Order after) =>
        events.Any(e => e is OrderEvent.LabelRequested)
            ? [.. GetPending(after).Where(effect => events.Any(e => e is OrderEvent.LabelRequested r && effect.IsRequestedBy(r)))]
            : [];

    private bool IsRequestedBy(OrderEvent.LabelRequested requested) => this is RequestLabel label && label.Parcel == requested.Parcel;
}
