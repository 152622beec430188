using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Schemas of listings. Emend rejects stock members inside listings, which older clients send. Stock has its own endpoints.
/// </summary>
internal static class ListingSchemas
{
    public const int MaxListings = 500;

    private const int MaxAttributes = 40;
    private const int MaxContexts = 10;

    private static readonly JsonSchema Timeframe = JsonSchema.Object(Optional("start", JsonSchema.Timestamp));

    private static readonly JsonSchema OutOfStock = JsonSchema.Choice("NONE", "BACKORDER", "PREORDER", "RESTOCK", "PREORDER_AND_RESTOCK");

    private static readonly JsonSchema OutOfStockConfig = JsonSchema.Object(
        Optional("preorder", JsonSchema.Object(Required("availabilityTimeframe", Timeframe))),
        Optional("restock", JsonSchema.Object(Required("restockableInDays", JsonSchema.Integer(min: 0)))));

    private static readonly JsonSchema OutOfStockByContext = JsonSchema.Object(
        Required("outOfStockBehaviour", OutOfStock),
        Required("context", JsonSchema.List(JsonSchema.AnyObject, max: 5, min: 1)),
        Required("priority", JsonSchema.Integer(1, 1_000)),
        Optional("outOfStockConfig", OutOfStockConfig));

    private static readonly JsonSchema RecordableAttribute = JsonSchema.Object(
        Required("keyLocalized", CommonSchemas.Localized),
        Required("recordingRule", JsonSchema.Choice("OPTIONAL", "MANDATORY")),
        Optional("key", JsonSchema.Text()),
        Optional("value", JsonSchema.OrNull(JsonSchema.NonBlankText())));

    private static readonly PropertySchema[] PreservedMembers =
    [
        Optional("title", JsonSchema.NonBlankText()),
        Optional("titleLocalized", CommonSchemas.Localized),
        Optional("imageUrl", JsonSchema.Text(2_000)),
        Optional("price", JsonSchema.Number(min: 0).WithDescription("Price of one unit, in units of the currency.")),
        Optional("currency", CommonSchemas.Currency),
        Optional("weight", JsonSchema.Number(min: 0)),
        Optional("measurementUnitKey", JsonSchema.OrNull(JsonSchema.NonBlankText(100))),
        Optional("attributes", JsonSchema.List(OrderLineSchemas.Attribute, MaxAttributes)),
        Optional("recordableAttributes", JsonSchema.List(RecordableAttribute, MaxAttributes)),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("categoryRefs", JsonSchema.List(CommonSchemas.Ref, max: 10)),
        Optional("scannableCodes", JsonSchema.List(JsonSchema.Text())),
        Optional("scanningRule", JsonSchema.AnyObject),
        Optional("legal", JsonSchema.Object(Optional("hsCode", JsonSchema.Text(50)))),
        Optional("availabilityTimeframe", Timeframe),
        Optional("stockAvailableUntil", JsonSchema.AnyObject),
        Optional("stockProperties", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("outOfStockBehaviour", OutOfStock),
        Optional("outOfStockBehaviourByContexts", JsonSchema.List(OutOfStockByContext, MaxContexts, min: 1)),
        Optional("outOfStockConfig", OutOfStockConfig),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    private static readonly JsonSchema Status = JsonSchema.Choice("ACTIVE", "INACTIVE");

    private static readonly JsonSchema ForReplacement = JsonSchema.Object(
        [
            Required("tenantArticleId", CommonSchemas.Ref), Optional("status", Status), Optional("version", CommonSchemas.Version),
            .. PreservedMembers,
        ])
        .Named("ListingForReplacement");

    /// <summary>Written all or none.</summary>
    public static readonly JsonSchema ForPut =
        JsonSchema.Object(Required("listings", JsonSchema.List(ForReplacement, MaxListings, min: 1))).Named("ListingsForReplacement");

    /// <summary>Present members replace values, absent members keep them, null removes them.</summary>
    public static readonly JsonSchema ForPatch = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("actions", JsonSchema.List(
            JsonSchema.Object(
                [
                    Required("action", JsonSchema.Choice("ModifyListing")), Optional("subtitle", JsonSchema.Text()),
                    Optional("status", Status), .. PreservedMembers,
                ]),
            max: 10,
            min: 1))).Named("ListingActions");

    private static readonly PropertySchema[] CommonMembers =
    [
        .. CommonResponseSchemas.Versioned, Required("facilityId", CommonSchemas.Ref), Required(
            "tenantArticleId", CommonSchemas.Ref), Required("status", Status),
    ];

    public static readonly JsonSchema Listing = JsonSchema.Object(
        [.. CommonMembers, Optional("subtitle", JsonSchema.Text()), .. PreservedMembers]).Named("Listing");

    public static readonly JsonSchema Listings = JsonSchema.List(Listing);

    public static readonly JsonSchema Stripped = JsonSchema.Object(CommonMembers).Named("StrippedListing");

    public static readonly JsonSchema Results = JsonSchema.List(
        JsonSchema.Object(
            Required("listing", Listing), Required("status", JsonSchema.Choice("CREATED", "UPDATED", "UNCHANGED"))).Named("ListingResult"),
        MaxListings);

    public static readonly JsonSchema DeleteResult = JsonSchema.Object(
        Required("total", JsonSchema.Integer(min: 0).WithDescription("Number of removed listings.")));
}
