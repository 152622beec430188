using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Lines of an order, when it is placed and when it is changed.</summary>
internal static class LineShapes
{
    private const int MostSubstituteAttributes = 40;

    private static readonly Shape Measure = Shape.Object(
        May("overPickHardTolerancePercentage", Shape.Number(least: 0)),
        May("overPickSoftTolerancePercentage", Shape.Number(least: 0)),
        May("shortPickHardTolerancePercentage", Shape.Number(0, 100)),
        May("shortPickSoftTolerancePercentage", Shape.Number(0, 100))).Named("MeasurementValidation");

    public static readonly Shape Attribute = Shape.Object(
        Must("key", Shape.Name()),
        Must("value", Shape.Name(10_000)),
        May("keyLocalized", CommonShapes.Localized),
        May("valueLocalized", CommonShapes.Localized),
        May("priority", Shape.Whole(1, 1_001)),
        May("type", Shape.Choice("STRING", "NUMBER", "CURRENCY", "BOOLEAN")),
        May("category", Shape.Choice(
            "descriptive", "miscellaneous", "pickingSequence", "customs", "insurance", "shop", "dimensions", "carrierService",
            "salesPrice", "basePrice", "tax", "discount", "surcharge", "subtotalBeforeDiscounts", "subtotalAfterDiscounts",
            "finalUnitPrice", "finalLineItemPrice")),
        May("context", Shape.Object(
            Must("type", Shape.Choice("FACILITY_GROUP", "FACILITY", "TAG_REFERENCE")),
            Must("value", Shape.Name())))).Named("ArticleAttribute");

    private static readonly Member[] ArticleMembers =
    [
        Must("title", Shape.Name()),
        May("titleLocalized", CommonShapes.Localized),
        May("imageUrl", Shape.Text(2_000)),
        May("weight", Shape.Number(least: 0)),
        May("customAttributes", Shape.OrNull(Shape.AnyObject)),
        May("attributes", Shape.List(Attribute)),
    ];

    public static readonly Shape Article = Shape.Object([Must("tenantArticleId", CommonShapes.Ref), .. ArticleMembers]).Named("Article");

    public static readonly Shape ArticleForUpdate =
        Shape.Object([May("tenantArticleId", CommonShapes.Ref), .. ArticleMembers]).Named("ArticleForUpdate");

    private static readonly Shape ScannableCodes = Shape.List(Shape.Text());

    private static readonly Shape Substitute = Shape.Object(
        Must("tenantArticleId", CommonShapes.Ref),
        Must("title", Shape.Name()),
        May("attributes", Shape.List(Attribute, MostSubstituteAttributes)),
        May("imageUrl", Shape.Text(2_000)),
        May("measurementUnitKey", Shape.Text(100)),
        May("measurementValidation", Measure),
        May("priority", Shape.Number(least: 0)),
        May("scannableCodes", ScannableCodes),
        May("secondaryMeasurementUnitKey", Shape.Text(100))).Named("Substitute");

    /// <summary>What is kept of a line as it came, and given back.</summary>
    public static readonly Member[] Kept =
    [
        May("scannableCodes", ScannableCodes),
        May("measurementUnitKey", Shape.Text(100)),
        May("measurementValidation", Measure),
        May("secondaryMeasurementUnitKey", Shape.Text(100)),
        May("secondaryQuantity", Shape.Whole(least: 0)),
        May("shopPrice", Shape.Number()),
        May("allowedSubstitutes", Shape.List(Substitute)),
        May("tags", Shape.List(CommonShapes.Tag)),
    ];

    public static readonly Shape ForCreation = Shape.Object(
    [
        Must("article", Article),
        Must("quantity", CommonShapes.SomeQuantity),
        May("customAttributes", Shape.AnyObject),
        .. Kept,
    ]).Named("OrderLineForCreation");

    public static readonly Shape ForUpdate = new LineForUpdateShape(Shape.Object(
        May("id", CommonShapes.Ref),
        May("quantity", CommonShapes.TargetQuantity),
        May("article", ArticleForUpdate.Says("Takes the place of what the line said of its article.")))).Named("OrderLineForUpdate");
}
