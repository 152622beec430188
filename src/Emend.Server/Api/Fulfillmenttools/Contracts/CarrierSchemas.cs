using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Carriers, and how they are connected to facilities.</summary>
internal static class CarrierSchemas
{
    private const int Max = 1_000_000;

    public static readonly JsonSchema Status = JsonSchema.Choice("ACTIVE", "INACTIVE");

    private static readonly JsonSchema Area = JsonSchema.Object(Required("country", JsonSchema.Country), Required("postalCode", JsonSchema.Name(20)));

    public static readonly PropertySchema[] OfConnection =
    [
        Optional("name", JsonSchema.Text()),
        Optional("status", Status),
        Optional("cutoffTime", JsonSchema.Object(Required("hour", JsonSchema.Whole(0, 23)), Required("minute", JsonSchema.Whole(0, 59)))),
        Optional("configuration", JsonSchema.AnyObject),
        Optional("deliveryAreas", JsonSchema.List(Area)),
        Optional("validDeliveryTargets", JsonSchema.List(JsonSchema.Choice("SHIP_TO_STORE", "SHIP_TO_CUSTOMER"))),
        Optional("parcelLabelClassifications", JsonSchema.List(JsonSchema.AnyObject)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    // Same-day carriers are known by their delivery type, which is read-only with the vendor: nobody there could tell it here.
    public static readonly JsonSchema DeliveryType = JsonSchema.Choice("DELIVERY", "SAMEDAY");

    public static readonly PropertySchema[] Kept =
    [
        Optional("defaultParcelHeightInCm", JsonSchema.Number(1, Max)),
        Optional("defaultParcelLengthInCm", JsonSchema.Number(1, Max)),
        Optional("defaultParcelWidthInCm", JsonSchema.Number(1, Max)),
        Optional("defaultParcelWeightInGram", JsonSchema.Number(1, Max)),
        Optional("logoUrl", JsonSchema.Name()),
        Optional("parcelLabelClassifications", JsonSchema.List(JsonSchema.AnyObject)),
        Optional("productValueNeeded", JsonSchema.Flag),
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
    [
        Required("key", CommonSchemas.Ref),
        Required("name", JsonSchema.Name()),
        Optional("status", Status),
        Optional("deliveryType", DeliveryType),
        .. Kept,
    ]);

    public static readonly JsonSchema ToConnect = JsonSchema.Object(OfConnection);

    public static readonly JsonSchema ToReconnect = JsonSchema.Object([Required("version", CommonSchemas.Version), .. OfConnection]);
}
