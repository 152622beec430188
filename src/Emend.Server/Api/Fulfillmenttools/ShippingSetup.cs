using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of handover jobs, shipments, and parcels.</summary>
internal static class ShippingSetup
{
    public static IServiceCollection AddShipping(this IServiceCollection services) => services
        .AddSingleton<SenderAddressResolver>()
        .AddSingleton<CarrierReferenceResolver>()
        .AddSingleton<HandoverEndpoints>()
        .AddSingleton<HandoverCreationEndpoint>()
        .AddSingleton<ShipmentEndpoints>()
        .AddSingleton<ParcelEndpoints>();

    public static void MapShipping(this RouteGroupBuilder api)
    {
        MapHandovers(api);
        api.MapGet("shipments", (HttpContext context, ShipmentEndpoints shipments) => shipments.List(context))
            .RequiresPermission(P.ShipmentRead).WithOperation(ShippingOperations.ListShipments);
        api.MapGet(
            "shipments/{shipmentId}",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.Get(context, shipmentId))
            .RequiresPermission(P.ShipmentRead).WithOperation(ShippingOperations.GetShipment);
        api.MapPatch(
            "shipments/{shipmentId}",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.ChangeCarrier(context, shipmentId))
            .RequiresPermission(P.ShipmentWrite).WithOperation(ShippingOperations.ChangeCarrier);
        api.MapPost(
            "shipments/{shipmentId}/actions",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.Act(context, shipmentId))
            .RequiresPermission(P.ShipmentWrite).WithOperation(ShippingOperations.ActOnShipment);
        api.MapPost(
            "shipments/{shipmentId}/parcels",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.RequestLabel(context, shipmentId))
            .RequiresPermission(P.ParcelWrite).WithOperation(ShippingOperations.RequestLabel);
        api.MapGet("parcels", (HttpContext context, ParcelEndpoints parcels) => parcels.List(context))
            .RequiresPermission(P.ParcelRead).WithOperation(ShippingOperations.ListParcels);
        api.MapPatch(
            "parcels/{parcelId}", (HttpContext context, ParcelEndpoints parcels, string parcelId) => parcels.VoidLabel(context, parcelId))
            .RequiresPermission(P.ParcelWrite).WithOperation(ShippingOperations.VoidLabel);
        api.MapPost(
            "parcels/{parcelId}/actions", (HttpContext context, ParcelEndpoints parcels, string parcelId) => parcels.Act(context, parcelId))
            .RequiresPermission(P.ParcelWrite).WithOperation(ShippingOperations.ActOnParcel);
        api.MapGet(
            "parcels/{parcelId}",
            (HttpContext context, ParcelEndpoints parcels, string parcelId) => parcels.Get(context, parcelId))
            .RequiresPermission(P.ParcelRead).WithOperation(ShippingOperations.GetParcel);
        api.MapGet(
            "parcels/{parcelId}/labels/{labelDocument}",
            (HttpContext context, ParcelEndpoints parcels, string parcelId, string labelDocument) =>
                parcels.GetLabel(context, parcelId, labelDocument))
            .RequiresPermission(P.ParcelRead).WithOperation(ShippingOperations.GetLabel);
    }

    private static void MapHandovers(RouteGroupBuilder api)
    {
        api.MapPost("handoverjobs", (HttpContext context, HandoverCreationEndpoint creation) => creation.Create(context))
            .RequiresPermission(P.HandoverjobWrite).WithOperation(ShippingOperations.CreateHandover);
        api.MapGet("handoverjobs", (HttpContext context, HandoverEndpoints jobs) => jobs.List(context))
            .RequiresPermission(P.HandoverjobRead).WithOperation(ShippingOperations.ListHandovers);
        api.MapGet(
            "handoverjobs/{handoverjobId}",
            (HttpContext context, HandoverEndpoints jobs, string handoverjobId) => jobs.Get(context, handoverjobId))
            .RequiresPermission(P.HandoverjobRead).WithOperation(ShippingOperations.GetHandover);
        api.MapPatch(
            "handoverjobs/{handoverjobId}",
            (HttpContext context, HandoverEndpoints jobs, string handoverjobId) => jobs.Patch(context, handoverjobId))
            .RequiresPermission(P.HandoverjobWrite).WithOperation(ShippingOperations.PatchHandover);
        api.MapPost(
            "handoverjobs/{handoverJobId}/actions",
            (HttpContext context, HandoverEndpoints jobs, string handoverJobId) => jobs.Act(context, handoverJobId))
            .RequiresPermission(P.HandoverjobWrite).WithOperation(ShippingOperations.ActOnHandover);
    }
}
