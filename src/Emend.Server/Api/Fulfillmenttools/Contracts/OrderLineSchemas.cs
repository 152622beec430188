using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Lines of an order, when it is placed and when it is changed.</summary>
internal static class OrderLineSchemas
{
    private const int MaxSubstituteAttributes = 40;

    private static readonly JsonSchema Measure = JsonSchema.Object(
        Optional("overPickHardTolerancePercentage", JsonSchema.Number(least: 0)),
        Optional("overPickSoftTolerancePercentage", JsonSchema.Number(least: 0)),
        Optional("shortPickHardTolerancePercentage", JsonSchema.Number(0, 100)),
        Optional("shortPickSoftTolerancePercentage", JsonSchema.Number(0, 100))).Named("MeasurementValidation");

    public static readonly JsonSchema Attribute = JsonSchema.Object(
        Required("key", JsonSchema.Name()),
        Required("value", JsonSchema.Name(10_000)),
        Optional("keyLocalized", CommonSchemas.Localized),
        Optional("valueLocalized", CommonSchemas.Localized),
        Optional("priority", JsonSchema.Whole(1, 1_001)),
        Optional("type", JsonSchema.Choice("STRING", "NUMBER", "CURRENCY", "BOOLEAN")),
        Optional("category", JsonSchema.Choice(
            "descriptive", "miscellaneous", "pickingSequence", "customs", "insurance", "shop", "dimensions", "carrierService",
            "salesPrice", "basePrice", "tax", "discount", "surcharge", "subtotalBeforeDiscounts", "subtotalAfterDiscounts",
            "finalUnitPrice", "finalLineItemPrice")),
        Optional("context", JsonSchema.Object(
            Required("type", JsonSchema.Choice("FACILITY_GROUP", "FACILITY", "TAG_REFERENCE")),
            Required("value", JsonSchema.Name())))).Named("ArticleAttribute");

    private static readonly PropertySchema[] ArticleMembers =
    [
        Required("title", JsonSchema.Name()),
        Optional("titleLocalized", CommonSchemas.Localized),
        Optional("imageUrl", JsonSchema.Text(2_000)),
        Optional("weight", JsonSchema.Number(least: 0)),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("attributes", JsonSchema.List(Attribute)),
    ];

    public static readonly JsonSchema Article = JsonSchema.Object([Required("tenantArticleId", CommonSchemas.Ref), .. ArticleMembers]).Named("Article");

    public static readonly JsonSchema ArticleForUpdate =
        JsonSchema.Object([Optional("tenantArticleId", CommonSchemas.Ref), .. ArticleMembers]).Named("ArticleForUpdate");

    private static readonly JsonSchema ScannableCodes = JsonSchema.List(JsonSchema.Text());

    private static readonly JsonSchema Substitute = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("title", JsonSchema.Name()),
        Optional("attributes", JsonSchema.List(Attribute, MaxSubstituteAttributes)),
        Optional("imageUrl", JsonSchema.Text(2_000)),
        Optional("measurementUnitKey", JsonSchema.Text(100)),
        Optional("measurementValidation", Measure),
        Optional("priority", JsonSchema.Number(least: 0)),
        Optional("scannableCodes", ScannableCodes),
        Optional("secondaryMeasurementUnitKey", JsonSchema.Text(100))).Named("Substitute");

    /// <summary>What is kept of a line as it came, and given back.</summary>
    public static readonly PropertySchema[] Kept =
    [
        Optional("scannableCodes", ScannableCodes),
        Optional("measurementUnitKey", JsonSchema.Text(100)),
        Optional("measurementValidation", Measure),
        Optional("secondaryMeasurementUnitKey", JsonSchema.Text(100)),
        Optional("secondaryQuantity", JsonSchema.Whole(least: 0)),
        Optional("shopPrice", JsonSchema.Number()),
        Optional("allowedSubstitutes", JsonSchema.List(Substitute)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
    [
        Required("article", Article),
        Required("quantity", CommonSchemas.SomeQuantity),
        Optional("customAttributes", JsonSchema.AnyObject),
        .. Kept,
    ]).Named("OrderLineForCreation");

    public static readonly JsonSchema ForUpdate = new LineForUpdateSchema(JsonSchema.Object(
        Optional("id", CommonSchemas.Ref),
        Optional("quantity", CommonSchemas.TargetQuantity),
        Optional("article", ArticleForUpdate.WithDescription("Takes the place of what the line said of its article.")))).Named("OrderLineForUpdate");
}
