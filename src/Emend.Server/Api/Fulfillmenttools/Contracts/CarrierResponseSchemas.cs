using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Carriers and their connections as their bodies tell them.</summary>
internal static class CarrierResponseSchemas
{
    private static readonly PropertySchema[] Head =
    [
        .. CommonResponseSchemas.Versioned,
        Required("key", CommonSchemas.Ref),
        Required("name", JsonSchema.Name()),
        Required("status", CarrierSchemas.Status),
        Required("deliveryType", CarrierSchemas.DeliveryType),
        Required("lifecycle", JsonSchema.Choice("GA")),
    ];

    public static readonly JsonSchema Stripped = JsonSchema.Object(Head).Named("StrippedCarrier");

    public static readonly JsonSchema Carrier = JsonSchema.Object([.. Head, .. CarrierSchemas.Kept]).Named("Carrier");

    public static readonly JsonSchema Connection = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("facilityRef", CommonSchemas.Ref),
        Required("carrierRef", CommonSchemas.Ref),
        Required("key", CommonSchemas.Ref),
        Required("deliveryType", CarrierSchemas.DeliveryType),
        .. CarrierSchemas.OfConnection,
    ]).Named("FacilityCarrierConnection");
}
