using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request schemas of order lines.</summary>
internal static class OrderLineSchemas
{
    private const int MaxSubstituteAttributes = 40;

    private static readonly JsonSchema MeasurementValidation = JsonSchema.Object(
        Optional("overPickHardTolerancePercentage", JsonSchema.Number(min: 0)),
        Optional("overPickSoftTolerancePercentage", JsonSchema.Number(min: 0)),
        Optional("shortPickHardTolerancePercentage", JsonSchema.Number(0, 100)),
        Optional("shortPickSoftTolerancePercentage", JsonSchema.Number(0, 100))).Named("MeasurementValidation");

    public static readonly JsonSchema Attribute = JsonSchema.Object(
        Required("key", JsonSchema.NonBlankText()),
        Required("value", JsonSchema.NonBlankText(10_000)),
        Optional("keyLocalized", CommonSchemas.Localized),
        Optional("valueLocalized", CommonSchemas.Localized),
        Optional("priority", JsonSchema.Integer(1, 1_001)),
        Optional("type", JsonSchema.Choice("STRING", "NUMBER", "CURRENCY", "BOOLEAN")),
        Optional("category", JsonSchema.Choice(
            "descriptive", "miscellaneous", "pickingSequence", "customs", "insurance", "shop", "dimensions", "carrierService",
            "salesPrice", "basePrice", "tax", "discount", "surcharge", "subtotalBeforeDiscounts", "subtotalAfterDiscounts",
            "finalUnitPrice", "finalLineItemPrice")),
        Optional("context", JsonSchema.Object(
            Required("type", JsonSchema.Choice("FACILITY_GROUP", "FACILITY", "TAG_REFERENCE")),
            Required("value", JsonSchema.NonBlankText())))).Named("ArticleAttribute");

    private static readonly PropertySchema[] ArticleMembers =
    [
        Required("title", JsonSchema.NonBlankText()),
        Optional("titleLocalized", CommonSchemas.Localized),
        Optional("imageUrl", JsonSchema.Text(2_000)),
        Optional("weight", JsonSchema.Number(min: 0)),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("attributes", JsonSchema.List(Attribute)),
    ];

    public static readonly JsonSchema Article = JsonSchema.Object(
        [Required("tenantArticleId", CommonSchemas.Ref), .. ArticleMembers]).Named("Article");

    public static readonly JsonSchema ArticleForUpdate =
        JsonSchema.Object([Optional("tenantArticleId", CommonSchemas.Ref), .. ArticleMembers]).Named("ArticleForUpdate");

    private static readonly JsonSchema ScannableCodes = JsonSchema.List(JsonSchema.Text());

    private static readonly JsonSchema Substitute = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("title", JsonSchema.NonBlankText()),
        Optional("attributes", JsonSchema.List(Attribute, MaxSubstituteAttributes)),
        Optional("imageUrl", JsonSchema.Text(2_000)),
        Optional("measurementUnitKey", JsonSchema.Text(100)),
        Optional("measurementValidation", MeasurementValidation),
        Optional("priority", JsonSchema.Number(min: 0)),
        Optional("scannableCodes", ScannableCodes),
        Optional("secondaryMeasurementUnitKey", JsonSchema.Text(100))).Named("Substitute");

    /// <summary>Members of a line that Emend preserves unchanged for responses.</summary>
    public static readonly PropertySchema[] PreservedMembers =
    [
        Optional("scannableCodes", ScannableCodes),
        Optional("measurementUnitKey", JsonSchema.Text(100)),
        Optional("measurementValidation", MeasurementValidation),
        Optional("secondaryMeasurementUnitKey", JsonSchema.Text(100)),
        Optional("secondaryQuantity", JsonSchema.Integer(min: 0)),
        Optional("shopPrice", JsonSchema.Number()),
        Optional("allowedSubstitutes", JsonSchema.List(Substitute)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
    [
        Required("article", Article),
        Required("quantity", CommonSchemas.PositiveQuantity),
        Optional("customAttributes", JsonSchema.AnyObject),
        .. PreservedMembers,
    ]).Named("OrderLineForCreation");

    public static readonly JsonSchema ForUpdate = new LineForUpdateSchema(JsonSchema.Object(
        Optional("id", CommonSchemas.Ref),
        Optional("quantity", CommonSchemas.TargetQuantity),
        Optional("article", ArticleForUpdate.WithDescription(
            "Changes article properties of the line. Absent members stay unchanged.")))).Named("OrderLineForUpdate");
}
