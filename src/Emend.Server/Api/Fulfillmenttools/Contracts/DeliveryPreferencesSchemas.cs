using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of delivery preferences.</summary>
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
        Optional("desiredDeliveryTime", JsonSchema.Timestamp),
        Optional("preferredCarriers", Refs),
        Optional("preferredCarriersWithProduct", JsonSchema.List(Carrier)),
        Optional("preselectedFacilities", JsonSchema.List(CommonSchemas.FacilityReference)),
        Optional("carrierProductCategory", JsonSchema.Choice("STANDARD", "EXPRESS", "VALUE", "FORWARDING"))).Named("ShippingPreferences");

    private static readonly JsonSchema SupplyingFacility = CommonSchemas.FacilityReference.With(
        Required("deliveryEvents", JsonSchema.List(JsonSchema.Object(
            Required("deliveryTarget", JsonSchema.Anything),
            Required("deliveryTrigger", JsonSchema.Choice("DEFAULT"))))));

    private static readonly JsonSchema Collect = CommonSchemas.FacilityReference.With(
        Optional("paid", JsonSchema.Boolean),
        Optional("provisioningTime", JsonSchema.Timestamp),
        Optional("supplyingFacilities", Refs),
        Optional("supplyingFacilitiesConfigurations", JsonSchema.List(SupplyingFacility))).Named("CollectPreferences");

    public static readonly JsonSchema Preferences = JsonSchema.Object(
        Optional("shipping", Shipping),
        Optional("collect", JsonSchema.List(Collect, max: 1)),
        Optional("targetTime", JsonSchema.Timestamp),
        Optional("estimatedDeliveryDate", JsonSchema.Timestamp),
        Optional("reservationPreferences", JsonSchema.Object(
            Required("mode", JsonSchema.Choice("SCHEDULED", "ASAP", "ALAP")),
            Optional("reservationTime", JsonSchema.Timestamp))),
        Optional("sourcingOptionRefs", Refs),
        Optional("supplyingFacilities", Refs)).Named("DeliveryPreferences");
}
