using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of stock totals.</summary>
internal static class StockTotalsSchemas
{
    private const int MaxFacilities = 100_000;

    /// <summary>The vendor has several available quantities. In Emend they are equal.</summary>
    public static readonly string[] AvailableMembers =
        ["available", "availableForPicking", "availableOnStock", "availableToPromise", "readyToPick"];

    private static readonly PropertySchema[] DetailMembers =
    [
        Required("totalAmount", CreateAmount("Quantity on hand.")),
        Required("stockOnHand", CreateAmount("Same as totalAmount.")),
        Required("reserved", CreateAmount("Quantity reserved for orders.")),
        Required("safetyStock", CreateAmount("Always 0.")),
        .. AvailableMembers.Select(name => Required(name, CreateAmount("Quantity that is not reserved."))),
        Required(
            "byTrait",
            JsonSchema.Object(
                Required("ACCESSIBLE", CreateAmount("Quantity on hand.")), Required("PICKABLE", CreateAmount("Same as totalAmount.")))),
    ];

    public static readonly JsonSchema ServiceType = JsonSchema.Choice("SHIP_FROM_STORE", "PICKUP");

    public static readonly JsonSchema Summary = JsonSchema.Object(
        Required(
            "article", JsonSchema.Object(Required("tenantArticleId", CommonSchemas.Ref), Required("title", JsonSchema.NonBlankText()))),
        Required("details", JsonSchema.Object(DetailMembers).Named("StockDetails")),
        Required("includedFacilityRefs", JsonSchema.List(CommonSchemas.Ref, MaxFacilities))).Named("StockSummary");

    private static readonly JsonSchema FacilityStock = JsonSchema.Object(
    [
        Required("facilityId", CommonSchemas.Ref),
        Required("facilityName", JsonSchema.Text()),
        Required("facilityStatus", FacilitySchemas.Status),
        Required("facilityServiceTypes", JsonSchema.List(ServiceType)),
        .. DetailMembers,
    ]).Named("FacilityStock");

    public static readonly JsonSchema Distribution = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("summary", JsonSchema.Object(DetailMembers)),
        Required("facilityStocks", JsonSchema.List(FacilityStock, MaxFacilities))).Named("StockDistribution");

    private static JsonSchema CreateAmount(string text) => JsonSchema.Number(min: 0).WithDescription(text);
}
