using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of facilities, stocks, reservations, and order configurations.</summary>
internal static class InventoryResponseSchemas
{
    private static readonly PropertySchema[] FacilityCommonMembers =
    [
        .. CommonResponseSchemas.Versioned,
        Optional("tenantFacilityId", CommonSchemas.Ref),
        Required("type", JsonSchema.Choice("MANAGED_FACILITY")),
        Required("status", FacilitySchemas.Status),
    ];

    public static readonly JsonSchema Facility = JsonSchema.Object(
    [
        .. FacilityCommonMembers,
        Required("locationType", FacilitySchemas.LocationType),
        Optional("name", JsonSchema.NonBlankText()),
        Optional("address", FacilitySchemas.Address),
        .. FacilitySchemas.PreservedMembers,
    ]).Named("Facility");

    public static readonly JsonSchema StrippedFacility = JsonSchema.Object(
    [
        .. FacilityCommonMembers,
        Optional("name", JsonSchema.NonBlankText()),
        Optional("street", JsonSchema.Line()),
        Optional("houseNumber", JsonSchema.Line(100)),
        Optional("postalCode", JsonSchema.Line(20)),
        Optional("city", JsonSchema.Line()),
        Optional("country", JsonSchema.Country),
        Optional("province", JsonSchema.Line()),
    ]).Named("StrippedFacility");

    public static readonly JsonSchema Stock = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("facilityRef", CommonSchemas.Ref),
        Required("facility", CommonSchemas.FacilityReference),
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("value", CommonSchemas.NonNegativeQuantity.WithDescription("Quantity on hand.")),
        Required("reserved", CommonSchemas.NonNegativeQuantity.WithDescription("Quantity reserved for orders.")),
        Required("facilityWideReserved", CommonSchemas.NonNegativeQuantity),
        Required("available", CommonSchemas.NonNegativeQuantity.WithDescription("Quantity that is not reserved.")),
        Optional(
            "shortage",
            CommonSchemas.NonNegativeQuantity.WithDescription(
                "Quantity by which reservations exceed the stock on hand. A member of Emend.")),
        Required("serializedProperties", JsonSchema.Text()),
        Required("traits", JsonSchema.List(JsonSchema.Choice("PICKABLE", "ACCESSIBLE"))),
    ]).Named("Stock");

    private static readonly JsonSchema ReservationHost = JsonSchema.Object(
        Required("type", JsonSchema.Choice("STOCK")),
        Required("reference", JsonSchema.Text(200))).Named("ReservationHost");

    private static readonly JsonSchema RelatedRefs = JsonSchema.Object(
        Required("orderRefs", CommonResponseSchemas.Refs),
        Required("processRefs", CommonResponseSchemas.Refs),
        Required("routingPlanRefs", CommonResponseSchemas.Refs),
        Required("pickJobRefs", CommonResponseSchemas.Refs),
        Required("transferRefs", CommonResponseSchemas.Refs)).Named("ReservationRefs");

    public static readonly JsonSchema Reservation = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("facilityRef", CommonSchemas.Ref),
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.PositiveQuantity),
        Required("host", ReservationHost),
        Required("relatedRefs", RelatedRefs),
    ]).Named("Reservation");

    public static readonly JsonSchema OrderCancelation = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("allowForceCancelOrder", JsonSchema.Boolean),
        Optional("created", JsonSchema.Timestamp)).Named("OrderCancelationConfiguration");

    public static readonly JsonSchema OrderModification = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("allowOrderLineItemModification", JsonSchema.Boolean),
        Optional("created", JsonSchema.Timestamp)).Named("OrderModificationConfiguration");
}
