using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Rules;

/// <summary>Which carrier takes a shipment.</summary>
internal static class CarrierSelector
{
    /// <summary>The carrier of that id or key, if it comes to the facility and delivers to where the order goes.</summary>
    public static CarrierConnection? Serving(Order order, FacilityId facility, string named, DecisionContext context) =>
        All(order, facility, context).Where(c => c.Id == named || c.Key == named).Select(c => (CarrierConnection?)c).FirstOrDefault();

    /// <summary>
    /// The one a request names; where it names none the one that was chosen, or the first that the customer wants, or the first of all.
    /// </summary>
    public static CarrierConnection? Of(RuleContext about)
    {
        var (order, shipment) = (about.Order, about.Shipment!);
        if (about.LabelAction is LabelAction.Request { Carrier: { } named })
            return Serving(order, shipment.Facility, named, about.Facts);
        if (shipment.Carrier is { } chosen)
            return Serving(order, shipment.Facility, chosen, about.Facts);
        var wanted = order.Delivery.ShippingPreferences?.Carriers ?? [];
        return All(order, shipment.Facility, about.Facts)
            .Where(c => wanted.IsEmpty || wanted.Contains(c.Id) || wanted.Contains(c.Key))
            .Select(c => (CarrierConnection?)c).FirstOrDefault();
    }

    private static IEnumerable<CarrierConnection> All(Order order, FacilityId facility, DecisionContext context) =>
        (context.Network.Find(facility)?.Carriers ?? []).Where(c => c.CanDeliverTo(order.Delivery.Destination?.Country));
}
