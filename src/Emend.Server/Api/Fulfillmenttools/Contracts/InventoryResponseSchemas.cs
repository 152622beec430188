using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Facilities, stocks, reservations and configurations as their bodies tell them.</summary>
internal static class InventoryResponseSchemas
{
    private static readonly PropertySchema[] FacilityHead =
    [
        .. CommonResponseSchemas.Versioned,
        Optional("tenantFacilityId", CommonSchemas.Ref),
        Required("type", JsonSchema.Choice("MANAGED_FACILITY")),
        Required("status", FacilitySchemas.Status),
    ];

    public static readonly JsonSchema Facility = JsonSchema.Object(
    [
        .. FacilityHead,
        Required("locationType", FacilitySchemas.LocationType),
        Optional("name", JsonSchema.Name()),
        Optional("address", FacilitySchemas.Address),
        .. FacilitySchemas.KeptInTheDocument,
    ]).Named("Facility");

    public static readonly JsonSchema StrippedFacility = JsonSchema.Object(
    [
        .. FacilityHead,
        Optional("name", JsonSchema.Name()),
        Optional("street", JsonSchema.Name()),
        Optional("houseNumber", JsonSchema.Name(100)),
        Optional("postalCode", JsonSchema.Name(20)),
        Optional("city", JsonSchema.Name()),
        Optional("country", JsonSchema.Country),
        Optional("province", JsonSchema.Name()),
    ]).Named("StrippedFacility");

    public static readonly JsonSchema Stock = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("facilityRef", CommonSchemas.Ref),
        Required("facility", CommonSchemas.OneFacility),
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("value", CommonSchemas.AnyQuantity.WithDescription("What is on hand.")),
        Required("reserved", CommonSchemas.AnyQuantity.WithDescription("What of it is set aside for orders.")),
        Required("facilityWideReserved", CommonSchemas.AnyQuantity),
        Required("available", CommonSchemas.AnyQuantity.WithDescription("What can still be promised.")),
        Optional("shortage", CommonSchemas.AnyQuantity.WithDescription("How much orders hold more of it than is on hand; a member of Emend's own.")),
        Required("serializedProperties", JsonSchema.Text()),
        Required("traits", JsonSchema.List(JsonSchema.Choice("PICKABLE", "ACCESSIBLE"))),
    ]).Named("Stock");

    private static readonly JsonSchema Host = JsonSchema.Object(
        Required("type", JsonSchema.Choice("STOCK")),
        Required("reference", JsonSchema.Text(200))).Named("ReservationHost");

    private static readonly JsonSchema Related = JsonSchema.Object(
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
        Required("quantity", CommonSchemas.SomeQuantity),
        Required("host", Host),
        Required("relatedRefs", Related),
    ]).Named("Reservation");

    public static readonly JsonSchema OrderCancelation = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("allowForceCancelOrder", JsonSchema.Flag),
        Optional("created", JsonSchema.Moment),
        Optional("lastModified", JsonSchema.Moment)).Named("OrderCancelationConfiguration");

    public static readonly JsonSchema OrderModification = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("allowOrderLineItemModification", JsonSchema.Flag),
        Optional("created", JsonSchema.Moment),
        Optional("lastModified", JsonSchema.Moment)).Named("OrderModificationConfiguration");
}
