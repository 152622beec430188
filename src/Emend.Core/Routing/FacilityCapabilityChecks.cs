namespace Emend.Core.Routing;

/// <summary>What a facility offers for an order.</summary>
internal static class FacilityCapabilityChecks
{
    /// <summary>Whether it offers how the order reaches its customer; whoever names nothing offers everything.</summary>
    public static bool Offers(RoutingContext field, int facility) =>
        field.Network.Facilities[facility].Terms.Services is var services && (services.IsEmpty || services.Contains(field.Business));

    /// <summary>Whether it names how the order reaches its customer.</summary>
    public static bool Names(RoutingContext field, int facility) =>
        field.Network.Facilities[facility].Terms.Services.Contains(field.Business);

    /// <summary>Whether one of the carriers that the order names comes to it; any, where it names none.</summary>
    public static bool IsServed(RoutingContext field, int facility)
    {
        var carriers = field.Network.Facilities[facility].Carriers;
        if (field.Demand.ShippingPreferences is not { Carriers: { IsEmpty: false } wished })
        {
            return !carriers.IsEmpty;
        }

        foreach (var carrier in carriers)
        {
            if (wished.Contains(carrier.Id) || wished.Contains(carrier.Key))
            {
                return true;
            }
        }

        return false;
    }
}
