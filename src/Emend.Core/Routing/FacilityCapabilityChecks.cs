namespace Emend.Core.Routing;

/// <summary>Checks the capabilities of a facility for an order.</summary>
internal static class FacilityCapabilityChecks
{
    /// <summary>Whether the facility offers the delivery method of the order. A facility without declared services offers all.</summary>
    public static bool OffersBusinessType(RoutingContext context, int facility) =>
        context.Network.Facilities[facility].Capabilities.Services is var services
            && (services.IsEmpty || services.Contains(context.BusinessType));

    /// <summary>Whether the facility explicitly declares the delivery method of the order.</summary>
    public static bool DeclaresBusinessType(RoutingContext context, int facility) =>
        context.Network.Facilities[facility].Capabilities.Services.Contains(context.BusinessType);

    /// <summary>Whether a preferred carrier of the order serves the facility; any carrier if the order has no preference.</summary>
    public static bool IsServedByCarrier(RoutingContext context, int facility)
    {
        var carriers = context.Network.Facilities[facility].Carriers;
        if (context.Demand.ShippingPreferences is not { Carriers: { IsEmpty: false } preferred })
        {
            return !carriers.IsEmpty;
        }

        foreach (var carrier in carriers)
        {
            if (preferred.Contains(carrier.Id) || preferred.Contains(carrier.Key))
            {
                return true;
            }
        }

        return false;
    }
}
