using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Handover jobs, shipments and parcels: what may be asked of them, and how they are told.</summary>
internal static class ShippingSchemas
{
    private const int MaxLines = 100;

    private static readonly JsonSchema Why = CommonResponseSchemas.States<HandoverCancelReason>(FulfillmenttoolsStatusNames.Of);

    private static readonly PropertySchema Version = Required("version", CommonSchemas.Version);

    public static readonly JsonSchema HandoverAction = new DiscriminatedSchema(
        "name",
        "OfHandoverJob",
        ("FINISH_HANDOVER_JOB",
        [
            Version,
            Optional("lineItems", JsonSchema.List(
                JsonSchema.Object(Required("id", CommonSchemas.Ref), Required("handedOverQuantity", CommonSchemas.AnyQuantity)).Named("HandedOverLine"),
                MaxLines,
                min: 1).WithDescription("How much of which line was handed over in all; left out, everything was.")),
        ]),
        ("UPDATE_LINEITEM",
        [
            Version,
            Required("lineItem", JsonSchema.Object(Required("id", CommonSchemas.Ref), Required("status", JsonSchema.Choice("CLOSED"))).Named("ClosedHandoverLine")
                .WithDescription("A line of which all was handed over.")),
        ]),
        ("WAITING_FOR_INPUT", [Version]),
        ("CANCEL",
        [
            Version,
            Required("payload", JsonSchema.Object(Required("handoverJobCancelReason", Why)).Named("HandoverJobCancelation")),
        ])).Named("HandoverJobAction");

    public static readonly JsonSchema HandoverPatch = JsonSchema.Object(
        Version,
        Required("actions", JsonSchema.List(
            new DiscriminatedSchema(
                "action",
                ("ModifyHandoverjob", [Required("status", JsonSchema.Choice("OPEN", "WAITING_FOR_INPUT", "HANDED_OVER"))]),
                ("CancelHandoverjob", [Required("handoverJobCancelReason", Why)])),
            max: 1,
            min: 1))).Named("HandoverJobPatch");

    public static readonly JsonSchema ShipmentPatch = Patch(
        "ShipmentPatch",
        Required("action", JsonSchema.Choice("ModifyShipment")),
        Required("carrierRef", CommonSchemas.Ref.WithDescription("The id or the key of a carrier that is connected to the facility.")),
        Optional("carrierProduct", CommonSchemas.Ref));

    public static readonly JsonSchema ParcelPatch = Patch(
        "ParcelPatch",
        Required("action", JsonSchema.Choice("ModifyParcel")),
        Required("status", JsonSchema.Choice("CANCELED", "OBSOLETE").WithDescription("The label that was asked for is not wanted: either word says so.")));

    public static readonly JsonSchema ParcelForCreation = JsonSchema.Object(
        Optional("carrierRef", CommonSchemas.Ref.WithDescription("The id or the key of a carrier that is connected to the facility.")))
        .Named("ParcelForCreation");

    private static readonly PropertySchema[] Around =
    [
        Required("facilityRef", CommonSchemas.Ref),
        Required("orderRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("orderDate", JsonSchema.Moment),
        Required("targetTime", JsonSchema.Moment),
        Required("processId", CommonSchemas.Ref),
        Optional("pickJobRef", CommonSchemas.Ref),
    ];

    private static readonly JsonSchema HandoverLine = JsonSchema.Object(
    [
        Required("id", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.AnyQuantity),
        Required("handedOverQuantity", CommonSchemas.AnyQuantity),
        .. OrderResponseSchemas.RestOfALine.Select(m => m with { IsRequired = false }),
    ]).Named("HandoverJobLine");

    public static readonly JsonSchema HandoverJob = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", CommonResponseSchemas.States<HandoverStatus>(FulfillmenttoolsStatusNames.Of)),
        .. Around,
        Optional("cancelReason", Why),
        Required("channel", JsonSchema.Choice("COLLECT", "SHIPPING")),
        Optional("shipmentRef", CommonSchemas.Ref),
        Optional("recipientAddress", ConsumerSchemas.Address),
        Required("handoverJobLineItems", JsonSchema.List(HandoverLine)),
        Required("workflowInformation", CommonResponseSchemas.Workflow),
    ]).Named("HandoverJob");

    private static readonly JsonSchema ParcelStatuses = CommonResponseSchemas.States<ParcelStatus>(FulfillmenttoolsStatusNames.Of);

    public static readonly JsonSchema Shipment = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", CommonResponseSchemas.States<ShipmentStatus>(FulfillmenttoolsStatusNames.Of)),
        .. Around,
        Optional("carrierRef", CommonSchemas.Ref),
        Optional("carrierProduct", CommonSchemas.Ref),
        Required("hasActiveCarrier", JsonSchema.Flag),
        Optional("targetAddress", ConsumerSchemas.Address),
        Required("parcels", JsonSchema.List(JsonSchema.Object(Required("id", CommonSchemas.Ref), Required("status", ParcelStatuses)).Named("StrippedParcel"))),
        Required("workflowInformation", CommonResponseSchemas.Workflow),
    ]).Named("Shipment");

    public static readonly JsonSchema Parcel = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", ParcelStatuses),
        Required("processRef", CommonSchemas.Ref),
        Required("shipmentRef", CommonSchemas.Ref),
        Required("facilityRef", CommonSchemas.Ref),
        Optional("carrierRef", CommonSchemas.Ref),
        Optional("carrierProduct", CommonSchemas.Ref),
        Optional("labelRequested", JsonSchema.Moment),
        Optional("recipient", ConsumerSchemas.Address),
        Optional("result", JsonSchema.Object(
            Required("summary", JsonSchema.Text()), Optional("carrierTrackingNumber", JsonSchema.Text()), Optional("sendLabelUrl", JsonSchema.Text()))
            .Named("ParcelResult")),
        Required("workflowInformation", CommonResponseSchemas.Workflow),
    ]).Named("Parcel");

    private static JsonSchema Patch(string name, params PropertySchema[] action) => JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("actions", JsonSchema.List(JsonSchema.Object(action).Named($"{name}Action"), max: 1, min: 1))).Named(name);
}
