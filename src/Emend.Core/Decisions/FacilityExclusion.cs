using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Excludes facilities from the routing of an order, and admits them again.</summary>
internal static class FacilityExclusion
{
    /// <summary>
    /// Excludes a facility, for example after it rejected its pick job. The units of a collected order then wait until a user requests a
    /// reroute, because no other facility may supply them.
    /// </summary>
    public static void Exclude(OrderRevisionBuilder builder, FacilityId facility)
    {
        if (!builder.Order.ExcludedFacilities.Contains(facility))
        {
            builder.Append(new OrderEvent.FacilitiesExcluded([facility]));
        }
    }

    /// <summary>Admits a facility again that a user chose.</summary>
    public static void Readmit(OrderRevisionBuilder builder, FacilityId? facility)
    {
        if (facility is { } chosen && builder.Order.ExcludedFacilities.Contains(chosen))
        {
            builder.Append(new OrderEvent.FacilitiesExcluded([chosen]) { IsLifted = true });
        }
    }
}
