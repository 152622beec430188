using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>How an order shall reach its customer.</summary>
internal static class DeliveryShapes
{
    private static readonly Shape Refs = Shape.List(CommonShapes.Ref);

    private static readonly Shape Carrier = Shape.Object(
        Must("carrierKey", CommonShapes.Ref),
        May("carrierProduct", Shape.Text()),
        May("carrierServices", Shape.List(Shape.Choice(
            "SIGNATURE", "CUSTOMER_SIGNATURE", "ADULT_SIGNATURE", "SATURDAY_DELIVERY", "IDENTITY_CHECK_COMPANY", "IDENTITY_CHECK_PRIVATE",
            "ADDITIONAL_TRANSPORTATION_INSURANCE", "IDENTITY_AGE_CHECK_18", "NO_NEIGHBOR_DELIVERY", "HANDOVER_TO_RECIPIENT_ONLY"))))
        .Named("PreferredCarrier");

    private static readonly Shape Shipping = Shape.Object(
        May("serviceLevel", Shape.Choice("DELIVERY", "SAMEDAY")),
        May("desiredDeliveryTime", Shape.Moment),
        May("preferredCarriers", Refs),
        May("preferredCarriersWithProduct", Shape.List(Carrier)),
        May("preselectedFacilities", Shape.List(CommonShapes.OneFacility)),
        May("carrierProductCategory", Shape.Choice("STANDARD", "EXPRESS", "VALUE", "FORWARDING"))).Named("ShippingPreferences");

    private static readonly Shape Supplying = CommonShapes.OneFacility.With(
        Must("deliveryEvents", Shape.List(Shape.Object(
            Must("deliveryTarget", Shape.Anything),
            Must("deliveryTrigger", Shape.Choice("DEFAULT"))))));

    private static readonly Shape Collect = CommonShapes.OneFacility.With(
        May("paid", Shape.Flag),
        May("provisioningTime", Shape.Moment),
        May("supplyingFacilities", Refs),
        May("supplyingFacilitiesConfigurations", Shape.List(Supplying))).Named("CollectPreferences");

    public static readonly Shape Preferences = Shape.Object(
        May("shipping", Shipping),
        May("collect", Shape.List(Collect, most: 1)),
        May("targetTime", Shape.Moment),
        May("estimatedDeliveryDate", Shape.Moment),
        May("reservationPreferences", Shape.Object(
            Must("mode", Shape.Choice("SCHEDULED", "ASAP", "ALAP")),
            May("reservationTime", Shape.Moment))),
        May("sourcingOptionRefs", Refs),
        May("supplyingFacilities", Refs)).Named("DeliveryPreferences");
}
