using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request schemas of carriers and carrier connections.</summary>
internal static class CarrierSchemas
{
    private const int Max = 1_000_000;

    public static readonly JsonSchema Status = JsonSchema.Choice("ACTIVE", "INACTIVE");

    private static readonly JsonSchema Area = JsonSchema.Object(
        Required("country", JsonSchema.Country), Required("postalCode", JsonSchema.NonBlankText(20)));

    public static readonly PropertySchema[] ConnectionMembers =
    [
        Optional("name", JsonSchema.Text()),
        Optional("status", Status),
        Optional(
            "cutoffTime", JsonSchema.Object(Required("hour", JsonSchema.Integer(0, 23)), Required("minute", JsonSchema.Integer(0, 59)))),
        Optional("configuration", JsonSchema.AnyObject),
        Optional("deliveryAreas", JsonSchema.List(Area)),
        Optional("validDeliveryTargets", JsonSchema.List(JsonSchema.Choice("SHIP_TO_STORE", "SHIP_TO_CUSTOMER"))),
        Optional("parcelLabelClassifications", JsonSchema.List(JsonSchema.AnyObject)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    // Emend recognizes same-day carriers by the delivery type. The vendor makes it read-only; here clients set it.
    public static readonly JsonSchema DeliveryType = JsonSchema.Choice("DELIVERY", "SAMEDAY");

    public static readonly PropertySchema[] PreservedMembers =
    [
        Optional("defaultParcelHeightInCm", JsonSchema.Number(1, Max)),
        Optional("defaultParcelLengthInCm", JsonSchema.Number(1, Max)),
        Optional("defaultParcelWidthInCm", JsonSchema.Number(1, Max)),
        Optional("defaultParcelWeightInGram", JsonSchema.Number(1, Max)),
        Optional("logoUrl", JsonSchema.NonBlankText()),
        Optional("parcelLabelClassifications", JsonSchema.List(JsonSchema.AnyObject)),
        Optional("productValueNeeded", JsonSchema.Boolean),
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
    [
        Required("key", CommonSchemas.Ref),
        Required("name", JsonSchema.NonBlankText()),
        Optional("status", Status),
        Optional("deliveryType", DeliveryType),
        .. PreservedMembers,
    ]);

    public static readonly JsonSchema ForConnection = JsonSchema.Object(ConnectionMembers);

    public static readonly JsonSchema ForConnectionUpdate = JsonSchema.Object(
        [Required("version", CommonSchemas.Version), .. ConnectionMembers]);
}
