using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of handover jobs, shipments, and parcels.</summary>
internal static class ShippingOperations
{
    private const string Handovers = "Handover jobs";
    private const string Shipments = "Shipments";

    public static readonly OperationMetadata ListHandovers = new("getAllHandoverjobs", Handovers, "List handover jobs")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(), CommonParameters.TenantOrderId, CommonParameters.FacilityRef,
            StatusParameter<HandoverStatus>(FulfillmenttoolsStatusNames.ToWireName), .. CommonParameters.EntityConditions,
            CommonParameters.PickJobRef, CommonParameters.CreateText("shipmentRef", "Id of a shipment."),
            CommonParameters.CreateChannel("DELIVERY"),
            CommonParameters.AssignedUser, CommonParameters.CreateList("carrierRefs", "Only handover jobs with one of these carriers."),
            CommonParameters.CreateText("searchTerm", "A part of the tenant's order id, the name of the consumer, or an article."),
        ],
        Responses = [CommonParameters.Ok(
            "A page of handover jobs.", CommonResponseSchemas.Page("handoverjobs", ShippingSchemas.HandoverJob))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetHandover = new("getHandoverjob", Handovers, "Read a handover job")
    {
        Responses = [CommonParameters.Ok("The handover job.", ShippingSchemas.HandoverJob)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata CreateHandover = new(
        "addHandoverjob", Handovers, "Create a handover job for refused goods")
    {
        Description = "Specify the pick job whose handover job was canceled, or a routing plan or process that leads to it. "
            + "Goods that are restocked are not handed over.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.HandoverCreation,
        Example = """
            { "pickJobRef": "0199aa10-0000-7000-8000-000000000002", "facilityRef": "0199aa10-0000-7000-8000-000000000001",
              "channel": "COLLECT", "targetTime": "2026-05-04T12:00:00Z", "orderDate": "2026-05-02T12:00:00Z" }
            """,
        Responses = [CommonParameters.Created(
            "The handover job was created. `Location` is its path.", ShippingSchemas.HandoverJob)],
        ErrorStatuses = [400, 409, 422],
    };

    public static readonly OperationMetadata ActOnHandover = new("handoverJobAction", Handovers, "Run an action on a handover job")
    {
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.HandoverAction,
        Example = """{ "name": "FINISH_HANDOVER_JOB", "version": 1 }""",
        Responses = [CommonParameters.Ok("The handover job after the action.", ShippingSchemas.HandoverJob)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata PatchHandover = new(
        "patchHandoverjob", Handovers, "Change the status of a handover job, or cancel it")
    {
        Description = "OPEN reverts a handover if no carrier took the goods.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.HandoverPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyHandoverjob", "status": "HANDED_OVER" }] }""",
        Responses = [CommonParameters.Ok("The handover job after the action.", ShippingSchemas.HandoverJob)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata ListShipments = new("getAllShipments", Shipments, "List shipments")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(), CommonParameters.TenantOrderId, CommonParameters.FacilityRef,
            StatusParameter<ShipmentStatus>(FulfillmenttoolsStatusNames.ToWireName), .. CommonParameters.EntityConditions,
            CommonParameters.PickJobRef, CommonParameters.CreateText("carrierRef", "Only shipments with this carrier."),
            CommonParameters.CreateList("carrierKeys", "Only shipments with one of these carriers."),
            new("parcelStatus", "Only shipments with a parcel of one of these statuses.", ParcelStatuses) { IsRepeated = true },
            CommonParameters.CreateText(
                "searchTerm", "A part of a tracking number, the tenant's order id, the name of the consumer, or an article."),
        ],
        Responses = [CommonParameters.Ok("A page of shipments.", CommonResponseSchemas.Page("shipments", ShippingSchemas.Shipment))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata GetShipment = new("getShipment", Shipments, "Read a shipment")
    {
        Responses = [CommonParameters.Ok("The shipment.", ShippingSchemas.Shipment)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ChangeCarrier = new("patchShipment", Shipments, "Change the carrier of a shipment")
    {
        Description = "Requested labels become obsolete. Request a new label afterwards.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ShipmentPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyShipment", "carrierRef": "DHL_V2" }] }""",
        Responses = [CommonParameters.Ok("The shipment after the change.", ShippingSchemas.Shipment)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata ActOnShipment = new("shipmentActions", Shipments, "Set the target time of a shipment")
    {
        Description = "Only if the order has no preferred time and the shipment no target time.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ShipmentAction,
        Example = """{ "name": "ADD_TARGET_TIME", "version": 1, "targetTime": "2027-02-03T08:45:50.525Z" }""",
        Responses = [CommonParameters.Ok("The shipment after the action.", ShippingSchemas.Shipment)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata RequestLabel = new("addParcel", Shipments, "Request the label of a shipment's parcel")
    {
        Description = "Emend calls the carrier after the response. The status of the parcel shows when the label is created.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ParcelForCreation,
        Example = "{}",
        Responses = [CommonParameters.Created("The parcel with status PROCESSING.", ShippingSchemas.Parcel)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata ListParcels = new("getAllParcels", Shipments, "List parcels")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.CreateSize()],
        Responses = [CommonParameters.Ok("A page of parcels.", CommonResponseSchemas.Page("parcels", ShippingSchemas.ListedParcel))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata VoidLabel = new("patchParcel", Shipments, "Cancel the label of a parcel")
    {
        Description = "The label becomes obsolete and is no longer available. A new label can be requested.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ParcelPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyParcel", "status": "CANCELED" }] }""",
        Responses = [CommonParameters.Ok("The parcel after the change.", ShippingSchemas.Parcel)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata ActOnParcel = new("parcelAction", Shipments, "Track or split a parcel")
    {
        Description = "UPDATE_TRACKING_DATA: a carrier that Emend does not call reports the parcel. A parcel on its way to the customer "
            + "counts as handed over. SPLIT_LINES_PARCEL moves goods to a new parcel of the shipment.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ParcelAction,
        Example = """
            { "name": "UPDATE_TRACKING_DATA", "version": 1,
              "trackingData": [{ "type": "SEND_LABEL", "status": "DELIVERED", "trackingNumber": "84168117830018" }] }
            """,
        Responses = [CommonParameters.Ok("The parcel after the action.", ShippingSchemas.Parcel)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata GetParcel = new("getParcel", Shipments, "Read a parcel")
    {
        Responses = [CommonParameters.Ok("The parcel.", ShippingSchemas.Parcel)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetLabel = new("getLabelForParcel", Shipments, "Read the label of a parcel")
    {
        Description = "`send` is a printable HTML page, `send.zpl` is ZPL for label printers, `send.pdf` is a PDF page. `all.zpl` and "
            + "`all.pdf` are the same, because Emend has no other labels. Obsolete labels are not found.",
        Responses = [new(StatusCodes.Status200OK, "The label.", JsonSchema.Text(1_000_000)) { MediaType = "text/html" }],
        ErrorStatuses = [404],
    };

    private static JsonSchema ParcelStatuses => CommonResponseSchemas.EnumNames<ParcelStatus>(FulfillmenttoolsStatusNames.ToWireName);

    private static OperationParameter StatusParameter<T>(Func<T, string> nameOf)
        where T : struct, Enum =>
        new("status", "Only entries with one of these statuses.", CommonResponseSchemas.EnumNames<T>(nameOf)) { IsRepeated = true };
}
