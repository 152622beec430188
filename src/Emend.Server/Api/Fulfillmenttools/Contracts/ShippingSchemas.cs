using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request and response schemas of handover jobs, shipments, and parcels.</summary>
internal static class ShippingSchemas
{
    private static readonly JsonSchema CancelReason = CommonResponseSchemas.EnumNames<HandoverCancelReason>(
        FulfillmenttoolsStatusNames.ToWireName);

    private static readonly PropertySchema Version = Required("version", CommonSchemas.Version);

    public static readonly JsonSchema HandoverAction = new DiscriminatedSchema(
        "name",
        "OfHandoverJob",
        ("FINISH_HANDOVER_JOB",
        [
            Version,
            Optional("lineItems", JsonSchema.List(
                JsonSchema.Object(
                    Required("id", CommonSchemas.Ref),
                    Required("handedOverQuantity", CommonSchemas.NonNegativeQuantity)).Named("HandedOverLine"),
                min: 1).WithDescription("Total quantity handed over per line. If absent, everything was handed over.")),
        ]),
        ("UPDATE_LINEITEM",
        [
            Version,
            Required(
                "lineItem",
                JsonSchema.Object(
                    Required("id", CommonSchemas.Ref), Required("status", JsonSchema.Choice("CLOSED"))).Named("ClosedHandoverLine")
                .WithDescription("A line that was handed over completely.")),
        ]),
        ("WAITING_FOR_INPUT", [Version]),
        ("CANCEL",
        [
            Version,
            Required("payload", JsonSchema.Object(Required("handoverJobCancelReason", CancelReason)).Named("HandoverJobCancelation")),
        ])).Named("HandoverJobAction");

    public static readonly JsonSchema HandoverCreation = JsonSchema.Object(
        Optional("pickJobRef", CommonSchemas.Ref.WithDescription("The pick job whose handover job was canceled.")),
        Optional("routingPlanRef", CommonSchemas.Ref.WithDescription("The routing plan of that pick job.")),
        Optional("processId", CommonSchemas.Ref.WithDescription("The process of that pick job, if it has only one.")),
        Required("facilityRef", CommonSchemas.Ref.WithDescription("The facility of the goods.")),
        Required("channel", JsonSchema.Choice("DELIVERY", "COLLECT")),
        Required("targetTime", JsonSchema.Timestamp.WithDescription("Has no effect: the target time comes from the order.")),
        Required("orderDate", JsonSchema.Timestamp.WithDescription("Has no effect: the date comes from the order.")),
        Optional("status", JsonSchema.Choice("OPEN"))).Named("HandoverjobForCreation");

    public static readonly JsonSchema HandoverPatch = JsonSchema.Object(
        Version,
        Required("actions", JsonSchema.List(
            new DiscriminatedSchema(
                "action",
                ("ModifyHandoverjob", [Required("status", JsonSchema.Choice("OPEN", "WAITING_FOR_INPUT", "HANDED_OVER"))]),
                ("CancelHandoverjob", [Required("handoverJobCancelReason", CancelReason)])),
            max: 1,
            min: 1))).Named("HandoverJobPatch");

    public static readonly JsonSchema ShipmentPatch = CreatePatch(
        "ShipmentPatch",
        Required("action", JsonSchema.Choice("ModifyShipment")),
        Required("carrierRef", CommonSchemas.Ref.WithDescription("The id or the key of a carrier that is connected to the facility.")),
        Optional("carrierProduct", CommonSchemas.Ref));

    public static readonly JsonSchema ShipmentAction = new DiscriminatedSchema(
        "name", "OfShipment", ("ADD_TARGET_TIME", [Version, Required("targetTime", JsonSchema.Timestamp)])).Named("ShipmentAction");

    public static readonly JsonSchema ParcelPatch = CreatePatch(
        "ParcelPatch",
        Required("action", JsonSchema.Choice("ModifyParcel")),
        Required("status", JsonSchema.Choice("CANCELED", "OBSOLETE").WithDescription("Both values make the requested label obsolete.")));

    public static readonly JsonSchema ParcelForCreation = JsonSchema.Object(
        Optional("carrierRef", CommonSchemas.Ref.WithDescription("The id or the key of a carrier that is connected to the facility.")))
        .Named("ParcelForCreation");

    private static readonly JsonSchema TrackingData = JsonSchema.Object(
        Required("type", CommonResponseSchemas.EnumNames<TrackingDirection>(FulfillmenttoolsStatusNames.ToWireName)),
        Required("status", CommonResponseSchemas.EnumNames<TrackingStatus>(FulfillmenttoolsStatusNames.ToWireName)),
        Required("trackingNumber", CommonSchemas.Ref),
        Optional("carrierStatus", JsonSchema.NonBlankText().WithDescription("The status in the words of the carrier.")))
        .Named("ParcelTrackingData");

    public static readonly JsonSchema ParcelAction = new DiscriminatedSchema(
        "name",
        "OfParcel",
        ("UPDATE_TRACKING_DATA", [Version, Required("trackingData", JsonSchema.List(TrackingData, max: 2, min: 1))]),
        ("SPLIT_LINES_PARCEL",
        [
            Version,
            Required("splitItemsInfo", JsonSchema.List(
                JsonSchema.Object(Required("itemId", CommonSchemas.Ref), Required("quantity", CommonSchemas.PositiveQuantity))
                    .Named("ParcelSplitItemsInfo"),
                min: 1).WithDescription("The goods that move to a new parcel of the shipment.")),
        ])).Named("ParcelAction");

    private static readonly PropertySchema[] OrderReferences =
    [
        Required("facilityRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("orderDate", JsonSchema.Timestamp),
        Required("targetTime", JsonSchema.Timestamp),
        Required("processId", CommonSchemas.Ref),
        Optional("pickJobRef", CommonSchemas.Ref),
    ];

    private static readonly JsonSchema HandoverLine = JsonSchema.Object(
    [
        Required("id", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.NonNegativeQuantity),
        Required("handedOverQuantity", CommonSchemas.NonNegativeQuantity),
        .. OrderResponseSchemas.LineDetails.Select(m => m with { IsRequired = false }),
    ]).Named("HandoverJobLine");

    public static readonly JsonSchema HandoverJob = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", CommonResponseSchemas.EnumNames<HandoverStatus>(FulfillmenttoolsStatusNames.ToWireName)),
        Required("orderRef", CommonSchemas.Ref),
        .. OrderReferences,
        Optional("cancelReason", CancelReason),
        Required("channel", JsonSchema.Choice("COLLECT", "DELIVERY")),
        Optional("shipmentRef", CommonSchemas.Ref),
        Optional("recipientAddress", ConsumerSchemas.Address),
        Optional("handoverJobParcelInfo", JsonSchema.Object(
            Required("parcelRef", CommonSchemas.Ref),
            Required("shipmentRef", CommonSchemas.Ref),
            Optional("carrierRef", CommonSchemas.Ref),
            Optional("carrierTrackingNumber", JsonSchema.Text()))
            .Named("HandoverJobParcelInfo").WithDescription("The parcel, if the goods are in one parcel.")),
        Required("handoverJobLineItems", JsonSchema.List(HandoverLine)),
        Required("workflowInformation", CommonResponseSchemas.WorkflowInformation),
    ]).Named("HandoverJob");

    private static readonly JsonSchema ParcelStatuses = CommonResponseSchemas.EnumNames<ParcelStatus>(
        FulfillmenttoolsStatusNames.ToWireName);

    private static readonly JsonSchema CarrierRef =
        JsonSchema.Text().WithDescription("Id or key of the carrier; empty if none is chosen.");

    public static readonly JsonSchema Shipment = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", CommonResponseSchemas.EnumNames<ShipmentStatus>(FulfillmenttoolsStatusNames.ToWireName)),
        .. OrderReferences,
        Optional("carrierRef", CommonSchemas.Ref),
        Optional("carrierProduct", CommonSchemas.Ref),
        Required("hasActiveCarrier", JsonSchema.Boolean),
        Optional("targetAddress", ConsumerSchemas.Address),
        Required(
            "parcels",
            JsonSchema.List(
                JsonSchema.Object(
                    Required("parcelRef", CommonSchemas.Ref),
                    Required("carrierRef", CarrierRef),
                    Optional("carrierTrackingNumber", JsonSchema.Text()),
                    Required("status", ParcelStatuses)).Named("StrippedParcel"))),
        Required("workflowInformation", CommonResponseSchemas.WorkflowInformation),
    ]).Named("Shipment");

    private static readonly JsonSchema TrackingStatuses = CommonResponseSchemas.EnumNames<TrackingStatus>(
        FulfillmenttoolsStatusNames.ToResponseName);

    private static readonly PropertySchema[] ParcelMembers =
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", ParcelStatuses),
        Required("processRef", CommonSchemas.Ref),
        Required("shipmentRef", CommonSchemas.Ref),
        Required("facilityRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("carrierRef", CarrierRef),
        Optional("carrierProduct", CommonSchemas.Ref),
        Required("loadUnitRefs", JsonSchema.List(CommonSchemas.Ref, max: 0)),
        Optional("items", JsonSchema.List(JsonSchema.Object(
            Required("id", CommonSchemas.Ref.WithDescription("The id of the order line.")),
            Required("quantity", CommonSchemas.PositiveQuantity),
            Optional("article", OrderLineSchemas.Article)).Named("ParcelItem"))),
        Optional("sender", FacilitySchemas.Address.WithDescription("Address of the facility, if the facility still exists.")),
        Optional("recipient", ConsumerSchemas.Address),
        Optional("result", JsonSchema.Object(
            Required("summary", JsonSchema.Text()), Optional("carrierTrackingNumber", JsonSchema.Text()),
            Optional("sendLabelUrl", JsonSchema.Text()), Optional("trackingStatus", TrackingStatuses),
            Optional("carrierTrackingStatus", JsonSchema.Object(Required("status", JsonSchema.Text())).Named("CarrierTrackingStatus")))
            .Named("ParcelResult")),
        Required("workflowInformation", CommonResponseSchemas.WorkflowInformation),
    ];

    public static readonly JsonSchema Parcel = JsonSchema.Object(ParcelMembers).Named("Parcel");

    public static readonly JsonSchema ListedParcel = JsonSchema.Object(
        [Required("parcelRef", CommonSchemas.Ref), Optional("carrierTrackingNumber", JsonSchema.Text()), .. ParcelMembers])
        .Named("ListedParcel");

    private static JsonSchema CreatePatch(string name, params PropertySchema[] action) => JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("actions", JsonSchema.List(JsonSchema.Object(action).Named($"{name}Action"), max: 1, min: 1))).Named(name);
}
