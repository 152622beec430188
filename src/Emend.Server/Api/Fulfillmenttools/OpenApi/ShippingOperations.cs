using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of handover jobs, shipments and parcels say of themselves.</summary>
internal static class ShippingOperations
{
    private const string Handovers = "Handover jobs";
    private const string Shipments = "Shipments";

    public static readonly OperationMetadata ListHandovers = new("getAllHandoverjobs", Handovers, "List handover jobs")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size(), CommonParameters.TenantOrderId, CommonParameters.FacilityRef, Status<HandoverStatus>(FulfillmenttoolsStatusNames.Of)],
        Answers = [CommonParameters.Ok("A page of handover jobs.", CommonResponseSchemas.Page("handoverjobs", ShippingSchemas.HandoverJob))],
        Fails = [400],
    };

    public static readonly OperationMetadata GetHandover = new("getHandoverjob", Handovers, "Read a handover job")
    {
        Answers = [CommonParameters.Ok("The handover job.", ShippingSchemas.HandoverJob)],
        Fails = [404],
    };

    public static readonly OperationMetadata ActOnHandover = new("handoverJobAction", Handovers, "Report work on a handover job")
    {
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.HandoverAction,
        Example = """{ "name": "FINISH_HANDOVER_JOB", "version": 1 }""",
        Answers = [CommonParameters.Ok("The handover job as it stands now.", ShippingSchemas.HandoverJob)],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata ChangeHandover = new("patchHandoverjob", Handovers, "Hand over, wait or begin anew")
    {
        Description = "OPEN reverts what was not given to a carrier.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.HandoverPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyHandoverjob", "status": "HANDED_OVER" }] }""",
        Answers = [CommonParameters.Ok("The handover job as it stands now.", ShippingSchemas.HandoverJob)],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata ListShipments = new("getAllShipments", Shipments, "List shipments")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size(), CommonParameters.TenantOrderId, CommonParameters.FacilityRef, Status<ShipmentStatus>(FulfillmenttoolsStatusNames.Of)],
        Answers = [CommonParameters.Ok("A page of shipments.", CommonResponseSchemas.Page("shipments", ShippingSchemas.Shipment))],
        Fails = [400],
    };

    public static readonly OperationMetadata GetShipment = new("getShipment", Shipments, "Read a shipment")
    {
        Answers = [CommonParameters.Ok("The shipment.", ShippingSchemas.Shipment)],
        Fails = [404],
    };

    public static readonly OperationMetadata ChangeShipment = new("patchShipment", Shipments, "Have another carrier take a shipment")
    {
        Description = "Labels that were asked for become obsolete, and must be requested anew.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ShipmentPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyShipment", "carrierRef": "DHL_V2" }] }""",
        Answers = [CommonParameters.Ok("The shipment as it stands now.", ShippingSchemas.Shipment)],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata RequestLabel = new("addParcel", Shipments, "Request the label of a shipment's parcel")
    {
        Description = "The carrier is asked after the answer; the parcel tells when it is made.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ParcelForCreation,
        Example = "{}",
        Answers = [CommonParameters.Created("The parcel, in processing.", ShippingSchemas.Parcel)],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata ListParcels = new("getAllParcels", Shipments, "List parcels")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size()],
        Answers = [CommonParameters.Ok("A page of parcels.", CommonResponseSchemas.Page("parcels", ShippingSchemas.Parcel))],
        Fails = [400],
    };

    public static readonly OperationMetadata ChangeParcel = new("patchParcel", Shipments, "Cancel the label of a parcel")
    {
        Description = "The label is obsolete, and never handed out again; another one may be requested.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = ShippingSchemas.ParcelPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyParcel", "status": "CANCELED" }] }""",
        Answers = [CommonParameters.Ok("The parcel as it stands now.", ShippingSchemas.Parcel)],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata GetParcel = new("getParcel", Shipments, "Read a parcel")
    {
        Answers = [CommonParameters.Ok("The parcel.", ShippingSchemas.Parcel)],
        Fails = [404],
    };

    public static readonly OperationMetadata GetLabel = new("getLabelForParcel", Shipments, "Fetch the label of a parcel")
    {
        Description = "`send` is a page to print, `send.zpl` is for label printers. A label that became obsolete is not there.",
        Answers = [new(StatusCodes.Status200OK, "The label.", JsonSchema.Text(1_000_000)) { Type = "text/html" }],
        Fails = [404],
    };

    private static OperationParameter Status<T>(Func<T, string> nameOf)
        where T : struct, Enum =>
        new("status", "Only those in one of these states.", CommonResponseSchemas.States<T>(nameOf)) { IsRepeated = true };
}
