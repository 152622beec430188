using Emend.Core.Orders;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of handover jobs, shipments and parcels say of themselves.</summary>
internal static class ShippingOperations
{
    private const string Handovers = "Handover jobs";
    private const string Shipments = "Shipments";

    public static readonly Operation ListHandovers = new("getAllHandoverjobs", Handovers, "List handover jobs")
    {
        Parameters = [Asked.StartAfterId, Asked.Size(), Asked.TenantOrderId, Asked.FacilityRef, Status<HandoverStatus>(StatusNames.Of)],
        Answers = [Asked.Ok("A page of handover jobs.", AnswerShapes.Page("handoverjobs", ShippingShapes.HandoverJob))],
        Fails = [400],
    };

    public static readonly Operation GetHandover = new("getHandoverjob", Handovers, "Read a handover job")
    {
        Answers = [Asked.Ok("The handover job.", ShippingShapes.HandoverJob)],
        Fails = [404],
    };

    public static readonly Operation ActOnHandover = new("handoverJobAction", Handovers, "Report work on a handover job")
    {
        Parameters = [Asked.IdempotencyKey],
        Body = ShippingShapes.HandoverAction,
        Example = """{ "name": "FINISH_HANDOVER_JOB", "version": 1 }""",
        Answers = [Asked.Ok("The handover job as it stands now.", ShippingShapes.HandoverJob)],
        Fails = [404, 409, 422],
    };

    public static readonly Operation ChangeHandover = new("patchHandoverjob", Handovers, "Hand over, wait or begin anew")
    {
        Description = "OPEN reverts what was not given to a carrier.",
        Parameters = [Asked.IdempotencyKey],
        Body = ShippingShapes.HandoverPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyHandoverjob", "status": "HANDED_OVER" }] }""",
        Answers = [Asked.Ok("The handover job as it stands now.", ShippingShapes.HandoverJob)],
        Fails = [404, 409, 422],
    };

    public static readonly Operation ListShipments = new("getAllShipments", Shipments, "List shipments")
    {
        Parameters = [Asked.StartAfterId, Asked.Size(), Asked.TenantOrderId, Asked.FacilityRef, Status<ShipmentStatus>(StatusNames.Of)],
        Answers = [Asked.Ok("A page of shipments.", AnswerShapes.Page("shipments", ShippingShapes.Shipment))],
        Fails = [400],
    };

    public static readonly Operation GetShipment = new("getShipment", Shipments, "Read a shipment")
    {
        Answers = [Asked.Ok("The shipment.", ShippingShapes.Shipment)],
        Fails = [404],
    };

    public static readonly Operation ChangeShipment = new("patchShipment", Shipments, "Have another carrier take a shipment")
    {
        Description = "Labels that were asked for become obsolete, and must be requested anew.",
        Parameters = [Asked.IdempotencyKey],
        Body = ShippingShapes.ShipmentPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyShipment", "carrierRef": "DHL_V2" }] }""",
        Answers = [Asked.Ok("The shipment as it stands now.", ShippingShapes.Shipment)],
        Fails = [404, 409, 422],
    };

    public static readonly Operation RequestLabel = new("addParcel", Shipments, "Request the label of a shipment's parcel")
    {
        Description = "The carrier is asked after the answer; the parcel tells when it is made.",
        Parameters = [Asked.IdempotencyKey],
        Body = ShippingShapes.ParcelForCreation,
        Example = "{}",
        Answers = [Asked.Created("The parcel, in processing.", ShippingShapes.Parcel)],
        Fails = [404, 409, 422],
    };

    public static readonly Operation ListParcels = new("getAllParcels", Shipments, "List parcels")
    {
        Parameters = [Asked.StartAfterId, Asked.Size()],
        Answers = [Asked.Ok("A page of parcels.", AnswerShapes.Page("parcels", ShippingShapes.Parcel))],
        Fails = [400],
    };

    public static readonly Operation ChangeParcel = new("patchParcel", Shipments, "Cancel the label of a parcel")
    {
        Description = "The label is obsolete, and never handed out again; another one may be requested.",
        Parameters = [Asked.IdempotencyKey],
        Body = ShippingShapes.ParcelPatch,
        Example = """{ "version": 1, "actions": [{ "action": "ModifyParcel", "status": "CANCELED" }] }""",
        Answers = [Asked.Ok("The parcel as it stands now.", ShippingShapes.Parcel)],
        Fails = [404, 409, 422],
    };

    public static readonly Operation GetParcel = new("getParcel", Shipments, "Read a parcel")
    {
        Answers = [Asked.Ok("The parcel.", ShippingShapes.Parcel)],
        Fails = [404],
    };

    public static readonly Operation GetLabel = new("getLabelForParcel", Shipments, "Fetch the label of a parcel")
    {
        Description = "`send` is a page to print, `send.zpl` is for label printers. A label that became obsolete is not there.",
        Answers = [new(StatusCodes.Status200OK, "The label.", Shape.Text(1_000_000)) { Type = "text/html" }],
        Fails = [404],
    };

    private static Parameter Status<T>(Func<T, string> nameOf)
        where T : struct, Enum =>
        new("status", "Only those in one of these states.", AnswerShapes.States<T>(nameOf)) { IsRepeated = true };
}
