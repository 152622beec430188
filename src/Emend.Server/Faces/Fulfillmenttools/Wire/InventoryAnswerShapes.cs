using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Facilities, stocks, reservations and configurations as their bodies tell them.</summary>
internal static class InventoryAnswerShapes
{
    private static readonly Member[] FacilityHead =
    [
        .. AnswerShapes.Versioned,
        May("tenantFacilityId", CommonShapes.Ref),
        Must("type", Shape.Choice("MANAGED_FACILITY")),
        Must("status", FacilityShapes.Status),
    ];

    public static readonly Shape Facility = Shape.Object(
    [
        .. FacilityHead,
        Must("locationType", FacilityShapes.LocationType),
        May("name", Shape.Name()),
        May("address", FacilityShapes.Address),
        .. FacilityShapes.KeptInTheDocument,
    ]).Named("Facility");

    public static readonly Shape StrippedFacility = Shape.Object(
    [
        .. FacilityHead,
        May("name", Shape.Name()),
        May("street", Shape.Name()),
        May("houseNumber", Shape.Name(100)),
        May("postalCode", Shape.Name(20)),
        May("city", Shape.Name()),
        May("country", Shape.Country),
        May("province", Shape.Name()),
    ]).Named("StrippedFacility");

    public static readonly Shape Stock = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("facilityRef", CommonShapes.Ref),
        Must("facility", CommonShapes.OneFacility),
        Must("tenantArticleId", CommonShapes.Ref),
        Must("value", CommonShapes.AnyQuantity.Says("What is on hand.")),
        Must("reserved", CommonShapes.AnyQuantity.Says("What of it is set aside for orders.")),
        Must("facilityWideReserved", CommonShapes.AnyQuantity),
        Must("available", CommonShapes.AnyQuantity.Says("What can still be promised.")),
        May("shortage", CommonShapes.AnyQuantity.Says("How much orders hold more of it than is on hand; a member of Emend's own.")),
        Must("serializedProperties", Shape.Text()),
        Must("traits", Shape.List(Shape.Choice("PICKABLE", "ACCESSIBLE"))),
    ]).Named("Stock");

    private static readonly Shape Host = Shape.Object(
        Must("type", Shape.Choice("STOCK")),
        Must("reference", Shape.Text(200))).Named("ReservationHost");

    private static readonly Shape Related = Shape.Object(
        Must("orderRefs", AnswerShapes.Refs),
        Must("processRefs", AnswerShapes.Refs),
        Must("routingPlanRefs", AnswerShapes.Refs),
        Must("pickJobRefs", AnswerShapes.Refs),
        Must("transferRefs", AnswerShapes.Refs)).Named("ReservationRefs");

    public static readonly Shape Reservation = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("facilityRef", CommonShapes.Ref),
        Must("tenantArticleId", CommonShapes.Ref),
        Must("quantity", CommonShapes.SomeQuantity),
        Must("host", Host),
        Must("relatedRefs", Related),
    ]).Named("Reservation");

    public static readonly Shape OrderCancelation = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Version),
        Must("allowForceCancelOrder", Shape.Flag),
        May("created", Shape.Moment),
        May("lastModified", Shape.Moment)).Named("OrderCancelationConfiguration");

    public static readonly Shape OrderModification = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Version),
        Must("allowOrderLineItemModification", Shape.Flag),
        May("created", Shape.Moment),
        May("lastModified", Shape.Moment)).Named("OrderModificationConfiguration");
}
