using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Rules;

/// <summary>Selects the carrier of a shipment.</summary>
internal static class CarrierSelector
{
    /// <summary>
    /// Finds the carrier by id or key, if it serves the facility and delivers to the destination country of the order; else null.
    /// </summary>
    public static CarrierConnection? FindServing(Order order, FacilityId facility, string named, DecisionContext context) =>
        GetServing(order, facility, context).Where(c => c.Id == named || c.Key == named)
            .Select(c => (CarrierConnection?)c).FirstOrDefault();

    /// <summary>
    /// Selects the carrier that the request names, else the carrier of the shipment, else the first carrier that the customer prefers.
    /// Null if no such carrier serves the shipment.
    /// </summary>
    public static CarrierConnection? Select(Order order, Shipment shipment, LabelAction action, DecisionContext context)
    {
        if (action is LabelAction.Request { Carrier: { } named })
        {
            return FindServing(order, shipment.Facility, named, context);
        }

        if (shipment.Carrier is { } chosen)
        {
            return FindServing(order, shipment.Facility, chosen, context);
        }

        var wanted = order.Delivery.ShippingPreferences?.Carriers ?? [];
        return GetServing(order, shipment.Facility, context)
            .Where(c => wanted.IsEmpty || wanted.Contains(c.Id) || wanted.Contains(c.Key))
            .Select(c => (CarrierConnection?)c).FirstOrDefault();
    }

    private static IEnumerable<CarrierConnection> GetServing(Order order, FacilityId facility, DecisionContext context) =>
        (context.Network.Find(facility)?.Carriers ?? []).Where(c => c.CanDeliverTo(order.Delivery.Destination?.Country));
}
