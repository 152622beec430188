using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Handover jobs, shipments and parcels: what may be asked of them, and how they are told.</summary>
internal static class ShippingShapes
{
    private const int MostLines = 100;

    private static readonly Shape Why = AnswerShapes.States<HandoverCancelReason>(StatusNames.Of);

    private static readonly Member Version = Must("version", CommonShapes.Version);

    public static readonly Shape HandoverAction = new TaggedShape(
        "name",
        "OfHandoverJob",
        ("FINISH_HANDOVER_JOB",
        [
            Version,
            May("lineItems", Shape.List(
                Shape.Object(Must("id", CommonShapes.Ref), Must("handedOverQuantity", CommonShapes.AnyQuantity)).Named("HandedOverLine"),
                MostLines,
                least: 1).Says("How much of which line was handed over in all; left out, everything was.")),
        ]),
        ("UPDATE_LINEITEM",
        [
            Version,
            Must("lineItem", Shape.Object(Must("id", CommonShapes.Ref), Must("status", Shape.Choice("CLOSED"))).Named("ClosedHandoverLine")
                .Says("A line of which all was handed over.")),
        ]),
        ("WAITING_FOR_INPUT", [Version]),
        ("CANCEL",
        [
            Version,
            Must("payload", Shape.Object(Must("handoverJobCancelReason", Why)).Named("HandoverJobCancelation")),
        ])).Named("HandoverJobAction");

    public static readonly Shape HandoverPatch = Shape.Object(
        Version,
        Must("actions", Shape.List(
            new TaggedShape(
                "action",
                ("ModifyHandoverjob", [Must("status", Shape.Choice("OPEN", "WAITING_FOR_INPUT", "HANDED_OVER"))]),
                ("CancelHandoverjob", [Must("handoverJobCancelReason", Why)])),
            most: 1,
            least: 1))).Named("HandoverJobPatch");

    public static readonly Shape ShipmentPatch = Patch(
        "ShipmentPatch",
        Must("action", Shape.Choice("ModifyShipment")),
        Must("carrierRef", CommonShapes.Ref.Says("The id or the key of a carrier that is connected to the facility.")),
        May("carrierProduct", CommonShapes.Ref));

    public static readonly Shape ParcelPatch = Patch(
        "ParcelPatch",
        Must("action", Shape.Choice("ModifyParcel")),
        Must("status", Shape.Choice("CANCELED", "OBSOLETE").Says("The label that was asked for is not wanted: either word says so.")));

    public static readonly Shape ParcelForCreation = Shape.Object(
        May("carrierRef", CommonShapes.Ref.Says("The id or the key of a carrier that is connected to the facility.")))
        .Named("ParcelForCreation");

    private static readonly Member[] Around =
    [
        Must("facilityRef", CommonShapes.Ref),
        Must("orderRef", CommonShapes.Ref),
        May("tenantOrderId", CommonShapes.Ref),
        Must("orderDate", Shape.Moment),
        Must("targetTime", Shape.Moment),
        Must("processId", CommonShapes.Ref),
        May("pickJobRef", CommonShapes.Ref),
    ];

    private static readonly Shape HandoverLine = Shape.Object(
    [
        Must("id", CommonShapes.Ref),
        Must("quantity", CommonShapes.AnyQuantity),
        Must("handedOverQuantity", CommonShapes.AnyQuantity),
        .. OrderAnswerShapes.RestOfALine.Select(m => m with { Required = false }),
    ]).Named("HandoverJobLine");

    public static readonly Shape HandoverJob = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("status", AnswerShapes.States<HandoverStatus>(StatusNames.Of)),
        .. Around,
        May("cancelReason", Why),
        Must("channel", Shape.Choice("COLLECT", "SHIPPING")),
        May("shipmentRef", CommonShapes.Ref),
        May("recipientAddress", ConsumerShapes.Address),
        Must("handoverJobLineItems", Shape.List(HandoverLine)),
        Must("workflowInformation", AnswerShapes.Workflow),
    ]).Named("HandoverJob");

    private static readonly Shape ParcelStatuses = AnswerShapes.States<ParcelStatus>(StatusNames.Of);

    public static readonly Shape Shipment = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("status", AnswerShapes.States<ShipmentStatus>(StatusNames.Of)),
        .. Around,
        May("carrierRef", CommonShapes.Ref),
        May("carrierProduct", CommonShapes.Ref),
        Must("hasActiveCarrier", Shape.Flag),
        May("targetAddress", ConsumerShapes.Address),
        Must("parcels", Shape.List(Shape.Object(Must("id", CommonShapes.Ref), Must("status", ParcelStatuses)).Named("StrippedParcel"))),
        Must("workflowInformation", AnswerShapes.Workflow),
    ]).Named("Shipment");

    public static readonly Shape Parcel = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("status", ParcelStatuses),
        Must("processRef", CommonShapes.Ref),
        Must("shipmentRef", CommonShapes.Ref),
        Must("facilityRef", CommonShapes.Ref),
        May("carrierRef", CommonShapes.Ref),
        May("carrierProduct", CommonShapes.Ref),
        May("labelRequested", Shape.Moment),
        May("recipient", ConsumerShapes.Address),
        May("result", Shape.Object(
            Must("summary", Shape.Text()), May("carrierTrackingNumber", Shape.Text()), May("sendLabelUrl", Shape.Text()))
            .Named("ParcelResult")),
        Must("workflowInformation", AnswerShapes.Workflow),
    ]).Named("Parcel");

    private static Shape Patch(string name, params Member[] action) => Shape.Object(
        Must("version", CommonShapes.Version),
        Must("actions", Shape.List(Shape.Object(action).Named($"{name}Action"), most: 1, least: 1))).Named(name);
}
