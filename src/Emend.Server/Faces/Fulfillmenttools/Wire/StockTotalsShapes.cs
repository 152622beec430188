using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Sums of stock as their bodies tell them.</summary>
internal static class StockTotalsShapes
{
    private const int MostFacilities = 100_000;

    /// <summary>The vendor has several notions of what is available; here they are one.</summary>
    public static readonly string[] Available =
        ["available", "availableForPicking", "availableOnStock", "availableToPromise", "readyToPick"];

    private static readonly Member[] Details =
    [
        Must("totalAmount", Amount("What is on hand.")),
        Must("stockOnHand", Amount("The same.")),
        Must("reserved", Amount("What of it is set aside for orders.")),
        Must("safetyStock", Amount("Always 0.")),
        .. Available.Select(name => Must(name, Amount("What can still be promised."))),
        Must("byTrait", Shape.Object(Must("ACCESSIBLE", Amount("What is on hand.")), Must("PICKABLE", Amount("The same.")))),
    ];

    public static readonly Shape ServiceType = Shape.Choice("SHIP_FROM_STORE", "PICKUP");

    public static readonly Shape Summary = Shape.Object(
        Must("article", Shape.Object(Must("tenantArticleId", CommonShapes.Ref), Must("title", Shape.Name()))),
        Must("details", Shape.Object(Details).Named("StockDetails")),
        Must("includedFacilityRefs", Shape.List(CommonShapes.Ref, MostFacilities))).Named("StockSummary");

    private static readonly Shape AtFacility = Shape.Object(
    [
        Must("facilityId", CommonShapes.Ref),
        Must("facilityName", Shape.Text()),
        Must("facilityStatus", FacilityShapes.Status),
        Must("facilityServiceTypes", Shape.List(ServiceType)),
        .. Details,
    ]).Named("FacilityStock");

    public static readonly Shape Distribution = Shape.Object(
        Must("tenantArticleId", CommonShapes.Ref),
        Must("summary", Shape.Object(Details)),
        Must("facilityStocks", Shape.List(AtFacility, MostFacilities))).Named("StockDistribution");

    private static Shape Amount(string words) => Shape.Number(least: 0).Says(words);
}
