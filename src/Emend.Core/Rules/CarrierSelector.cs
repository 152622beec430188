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
    public static CarrierConnection? Select(RuleContext ruleContext)
    {
        var (order, shipment) = (ruleContext.Order, ruleContext.Shipment!);
        if (ruleContext.LabelAction is LabelAction.Request { Carrier: { } named })
        {
            return FindServing(order, shipment.Facility, named, ruleContext.Context);
        }

        if (shipment.Carrier is { } chosen)
        {
            return FindServing(order, shipment.Facility, chosen, ruleContext.Context);
        }

        var wanted = order.Delivery.ShippingPreferences?.Carriers ?? [];
        return GetServing(order, shipment.Facility, ruleContext.Context)
            .Where(c => wanted.IsEmpty || wanted.Contains(c.Id) || wanted.Contains(c.Key))
            .Select(c => (CarrierConnection?)c).FirstOrDefault();
    }

    private static IEnumerable<CarrierConnection> GetServing(Order order, FacilityId facility, DecisionContext context) =>
        (context.Network.Find(facility)?.Carriers ?? []).Where(c => c.CanDeliverTo(order.Delivery.Destination?.Country));
}
