using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>How an order shall reach its customer.</summary>
internal static class DeliveryPreferencesSchemas
{
    private static readonly JsonSchema Refs = JsonSchema.List(CommonSchemas.Ref);

    private static readonly JsonSchema Carrier = JsonSchema.Object(
        Required("carrierKey", CommonSchemas.Ref),
        Optional("carrierProduct", JsonSchema.Text()),
        Optional("carrierServices", JsonSchema.List(JsonSchema.Choice(
            "SIGNATURE", "CUSTOMER_SIGNATURE", "ADULT_SIGNATURE", "SATURDAY_DELIVERY", "IDENTITY_CHECK_COMPANY", "IDENTITY_CHECK_PRIVATE",
            "ADDITIONAL_TRANSPORTATION_INSURANCE", "IDENTITY_AGE_CHECK_18", "NO_NEIGHBOR_DELIVERY", "HANDOVER_TO_RECIPIENT_ONLY"))))
        .Named("PreferredCarrier");

    private static readonly JsonSchema Shipping = JsonSchema.Object(
        Optional("serviceLevel", JsonSchema.Choice("DELIVERY", "SAMEDAY")),
        Optional("desiredDeliveryTime", JsonSchema.Moment),
        Optional("preferredCarriers", Refs),
        Optional("preferredCarriersWithProduct", JsonSchema.List(Carrier)),
        Optional("preselectedFacilities", JsonSchema.List(CommonSchemas.OneFacility)),
        Optional("carrierProductCategory", JsonSchema.Choice("STANDARD", "EXPRESS", "VALUE", "FORWARDING"))).Named("ShippingPreferences");

    private static readonly JsonSchema Supplying = CommonSchemas.OneFacility.With(
        Required("deliveryEvents", JsonSchema.List(JsonSchema.Object(
            Required("deliveryTarget", JsonSchema.Anything),
            Required("deliveryTrigger", JsonSchema.Choice("DEFAULT"))))));

    private static readonly JsonSchema Collect = CommonSchemas.OneFacility.With(
        Optional("paid", JsonSchema.Flag),
        Optional("provisioningTime", JsonSchema.Moment),
        Optional("supplyingFacilities", Refs),
        Optional("supplyingFacilitiesConfigurations", JsonSchema.List(Supplying))).Named("CollectPreferences");

    public static readonly JsonSchema Preferences = JsonSchema.Object(
        Optional("shipping", Shipping),
        Optional("collect", JsonSchema.List(Collect, max: 1)),
        Optional("targetTime", JsonSchema.Moment),
        Optional("estimatedDeliveryDate", JsonSchema.Moment),
        Optional("reservationPreferences", JsonSchema.Object(
            Required("mode", JsonSchema.Choice("SCHEDULED", "ASAP", "ALAP")),
            Optional("reservationTime", JsonSchema.Moment))),
        Optional("sourcingOptionRefs", Refs),
        Optional("supplyingFacilities", Refs)).Named("DeliveryPreferences");
}
