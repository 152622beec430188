using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>
/// What a facility offers of an article. Stock inside of listings, as older clients send it, is refused: it stands under stocks.
/// </summary>
internal static class ListingShapes
{
    public const int MostListings = 500;

    private const int MostAttributes = 40;
    private const int MostContexts = 10;

    private static readonly Shape Frame = Shape.Object(May("start", Shape.Moment));

    private static readonly Shape OutOfStock = Shape.Choice("NONE", "BACKORDER", "PREORDER", "RESTOCK", "PREORDER_AND_RESTOCK");

    private static readonly Shape OutOfStockConfig = Shape.Object(
        May("preorder", Shape.Object(Must("availabilityTimeframe", Frame))),
        May("restock", Shape.Object(Must("restockableInDays", Shape.Whole(least: 0)))));

    private static readonly Shape OutOfStockByContext = Shape.Object(
        Must("outOfStockBehaviour", OutOfStock),
        Must("context", Shape.List(Shape.AnyObject, most: 5, least: 1)),
        Must("priority", Shape.Whole(1, 1_000)),
        May("outOfStockConfig", OutOfStockConfig));

    private static readonly Shape Recordable = Shape.Object(
        Must("keyLocalized", CommonShapes.Localized),
        Must("recordingRule", Shape.Choice("OPTIONAL", "MANDATORY")),
        May("key", Shape.Text()),
        May("value", Shape.OrNull(Shape.Name())));

    private static readonly Member[] Kept =
    [
        May("title", Shape.Name()),
        May("titleLocalized", CommonShapes.Localized),
        May("imageUrl", Shape.Text(2_000)),
        May("price", Shape.Number(least: 0).Says("Of one unit, in units of the currency.")),
        May("currency", CommonShapes.Currency),
        May("weight", Shape.Number(least: 0)),
        May("measurementUnitKey", Shape.OrNull(Shape.Name(100))),
        May("attributes", Shape.List(LineShapes.Attribute, MostAttributes)),
        May("recordableAttributes", Shape.List(Recordable, MostAttributes)),
        May("customAttributes", Shape.OrNull(Shape.AnyObject)),
        May("categoryRefs", Shape.List(CommonShapes.Ref, most: 10)),
        May("scannableCodes", Shape.List(Shape.Text())),
        May("scanningRule", Shape.AnyObject),
        May("legal", Shape.Object(May("hsCode", Shape.Text(50)))),
        May("availabilityTimeframe", Frame),
        May("stockAvailableUntil", Shape.AnyObject),
        May("stockProperties", Shape.OrNull(Shape.AnyObject)),
        May("outOfStockBehaviour", OutOfStock),
        May("outOfStockBehaviourByContexts", Shape.List(OutOfStockByContext, MostContexts, least: 1)),
        May("outOfStockConfig", OutOfStockConfig),
        May("tags", Shape.List(CommonShapes.Tag)),
    ];

    private static readonly Shape Status = Shape.Choice("ACTIVE", "INACTIVE");

    private static readonly Shape ForReplacement = Shape.Object(
        [Must("tenantArticleId", CommonShapes.Ref), May("status", Status), May("version", CommonShapes.Version), .. Kept])
        .Named("ListingForReplacement");

    /// <summary>All of them or none.</summary>
    public static readonly Shape ForPut =
        Shape.Object(Must("listings", Shape.List(ForReplacement, MostListings, least: 1))).Named("ListingsForReplacement");

    /// <summary>Members given replace, members left out stay, null takes one away.</summary>
    public static readonly Shape ForPatch = Shape.Object(
        Must("version", CommonShapes.Version),
        Must("actions", Shape.List(
            Shape.Object([Must("action", Shape.Choice("ModifyListing")), May("subtitle", Shape.Text()), May("status", Status), .. Kept]),
            most: 10,
            least: 1))).Named("ListingActions");

    private static readonly Member[] Head =
    [
        .. AnswerShapes.Versioned, Must("facilityId", CommonShapes.Ref), Must("tenantArticleId", CommonShapes.Ref), Must("status", Status),
    ];

    public static readonly Shape Listing = Shape.Object([.. Head, May("subtitle", Shape.Text()), .. Kept]).Named("Listing");

    public static readonly Shape Listings = Shape.List(Listing);

    public static readonly Shape Stripped = Shape.Object(Head).Named("StrippedListing");

    public static readonly Shape Results = Shape.List(
        Shape.Object(Must("listing", Listing), Must("status", Shape.Choice("CREATED", "UPDATED", "UNCHANGED"))).Named("ListingResult"),
        MostListings);

    public static readonly Shape Removed = Shape.Object(Must("total", Shape.Whole(least: 0).Says("How many were removed.")));
}
