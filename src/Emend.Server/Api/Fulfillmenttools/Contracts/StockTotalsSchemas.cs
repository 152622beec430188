using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Sums of stock as their bodies tell them.</summary>
internal static class StockTotalsSchemas
{
    private const int MaxFacilities = 100_000;

    /// <summary>The vendor has several notions of what is available; here they are one.</summary>
    public static readonly string[] Available =
        ["available", "availableForPicking", "availableOnStock", "availableToPromise", "readyToPick"];

    private static readonly PropertySchema[] Details =
    [
        Required("totalAmount", Amount("What is on hand.")),
        Required("stockOnHand", Amount("The same.")),
        Required("reserved", Amount("What of it is set aside for orders.")),
        Required("safetyStock", Amount("Always 0.")),
        .. Available.Select(name => Required(name, Amount("What can still be promised."))),
        Required("byTrait", JsonSchema.Object(Required("ACCESSIBLE", Amount("What is on hand.")), Required("PICKABLE", Amount("The same.")))),
    ];

    public static readonly JsonSchema ServiceType = JsonSchema.Choice("SHIP_FROM_STORE", "PICKUP");

    public static readonly JsonSchema Summary = JsonSchema.Object(
        Required("article", JsonSchema.Object(Required("tenantArticleId", CommonSchemas.Ref), Required("title", JsonSchema.Name()))),
        Required("details", JsonSchema.Object(Details).Named("StockDetails")),
        Required("includedFacilityRefs", JsonSchema.List(CommonSchemas.Ref, MaxFacilities))).Named("StockSummary");

    private static readonly JsonSchema AtFacility = JsonSchema.Object(
    [
        Required("facilityId", CommonSchemas.Ref),
        Required("facilityName", JsonSchema.Text()),
        Required("facilityStatus", FacilitySchemas.Status),
        Required("facilityServiceTypes", JsonSchema.List(ServiceType)),
        .. Details,
    ]).Named("FacilityStock");

    public static readonly JsonSchema Distribution = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("summary", JsonSchema.Object(Details)),
        Required("facilityStocks", JsonSchema.List(AtFacility, MaxFacilities))).Named("StockDistribution");

    private static JsonSchema Amount(string text) => JsonSchema.Number(least: 0).WithDescription(text);
}
