using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core;

/// <summary>Goods that are with the carrier or with the customer.</summary>
/// <param name="HandoverJob">The handover job.</param>
/// <param name="Facility">The facility that the goods left.</param>
/// <param name="Shipment">The shipment; null if the customer collected the goods.</param>
/// <param name="Carrier">Id of the carrier; null if there is no shipment or it has no carrier.</param>
/// <param name="TrackingNumbers">Tracking numbers of the parcels; empty if no label was created.</param>
/// <param name="Lines">Handed-over quantity per line.</param>
public sealed record HandedOverGoods(
    EntityId HandoverJob,
    FacilityId Facility,
    EntityId? Shipment,
    string? Carrier,
    ImmutableArray<string> TrackingNumbers,
    ImmutableArray<LineQuantity> Lines)
{
    internal static HandedOverGoods From(Order order, HandoverJob job)
    {
        var shipments = order.Shipments.Where(s => s.PickJobId == job.PickJobId).ToList();
        return new(
            job.Id,
            job.Facility,
            shipments.FirstOrDefault()?.Id,
            shipments.FirstOrDefault()?.Carrier,
            [.. shipments.SelectMany(s => s.Parcels).Select(p => p.Tracking).OfType<string>()],
            [.. job.HandedOver.Where(l => l.Quantity > Quantity.Zero)]);
    }
}
