using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of carriers and carrier connections.</summary>
internal static class CarrierResponseSchemas
{
    private static readonly PropertySchema[] CommonMembers =
    [
        .. CommonResponseSchemas.Versioned,
        Required("key", CommonSchemas.Ref),
        Required("name", JsonSchema.NonBlankText()),
        Required("status", CarrierSchemas.Status),
        Required("deliveryType", CarrierSchemas.DeliveryType),
        Required("lifecycle", JsonSchema.Choice("GA")),
    ];

    public static readonly JsonSchema Stripped = JsonSchema.Object(CommonMembers).Named("StrippedCarrier");

    public static readonly JsonSchema Carrier = JsonSchema.Object(
    [
        .. CommonMembers,
        .. CarrierSchemas.PreservedMembers.Select(m => m with { IsRequired = m.Name.EndsWith("InCm", StringComparison.Ordinal) }),
    ]).Named("Carrier");

    public static readonly JsonSchema Configuration = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned, Required("carrierRef", CommonSchemas.Ref),
        Required("returnLabel", JsonSchema.Boolean.WithDescription("Always false: Emend requests no return labels.")),
    ]).Named("CarrierConfiguration");

    public static readonly JsonSchema Connection = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("facilityRef", CommonSchemas.Ref),
        Required("carrierRef", CommonSchemas.Ref),
        Required("key", CommonSchemas.Ref),
        Required("deliveryType", CarrierSchemas.DeliveryType),
        .. CarrierSchemas.ConnectionMembers,
    ]).Named("FacilityCarrierConnection");
}
