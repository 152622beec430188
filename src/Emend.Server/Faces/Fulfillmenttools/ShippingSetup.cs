using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>The part of the face that is about what was picked.</summary>
internal static class ShippingSetup
{
    public static IServiceCollection AddShipping(this IServiceCollection services) => services
        .AddSingleton<HandoverEndpoints>()
        .AddSingleton<ShipmentEndpoints>()
        .AddSingleton<ParcelEndpoints>();

    public static void MapShipping(this RouteGroupBuilder api)
    {
        MapHandovers(api);
        api.MapGet("shipments", (HttpContext context, ShipmentEndpoints shipments) => shipments.List(context))
            .Needs(P.ShipmentRead).Describes(ShippingOperations.ListShipments);
        api.MapGet(
            "shipments/{shipmentId}",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.Get(context, shipmentId))
            .Needs(P.ShipmentRead).Describes(ShippingOperations.GetShipment);
        api.MapPatch(
            "shipments/{shipmentId}",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.Change(context, shipmentId))
            .Needs(P.ShipmentWrite).Describes(ShippingOperations.ChangeShipment);
        api.MapPost(
            "shipments/{shipmentId}/parcels",
            (HttpContext context, ShipmentEndpoints shipments, string shipmentId) => shipments.RequestLabel(context, shipmentId))
            .Needs(P.ParcelWrite).Describes(ShippingOperations.RequestLabel);
        api.MapGet("parcels", (HttpContext context, ParcelEndpoints parcels) => parcels.List(context))
            .Needs(P.ParcelRead).Describes(ShippingOperations.ListParcels);
        api.MapPatch(
            "parcels/{parcelId}", (HttpContext context, ParcelEndpoints parcels, string parcelId) => parcels.Change(context, parcelId))
            .Needs(P.ParcelWrite).Describes(ShippingOperations.ChangeParcel);
        api.MapGet(
            "parcels/{parcelId}",
            (HttpContext context, ShipmentEndpoints shipments, string parcelId) => shipments.GetParcel(context, parcelId))
            .Needs(P.ParcelRead).Describes(ShippingOperations.GetParcel);
        api.MapGet(
            "parcels/{parcelId}/labels/{labelDocument}",
            (HttpContext context, ShipmentEndpoints shipments, string parcelId, string labelDocument) =>
                shipments.GetLabel(context, parcelId, labelDocument))
            .Needs(P.ParcelRead).Describes(ShippingOperations.GetLabel);
    }

    private static void MapHandovers(RouteGroupBuilder api)
    {
        api.MapGet("handoverjobs", (HttpContext context, HandoverEndpoints jobs) => jobs.List(context))
            .Needs(P.HandoverjobRead).Describes(ShippingOperations.ListHandovers);
        api.MapGet(
            "handoverjobs/{handoverjobId}",
            (HttpContext context, HandoverEndpoints jobs, string handoverjobId) => jobs.Get(context, handoverjobId))
            .Needs(P.HandoverjobRead).Describes(ShippingOperations.GetHandover);
        api.MapPatch(
            "handoverjobs/{handoverjobId}",
            (HttpContext context, HandoverEndpoints jobs, string handoverjobId) => jobs.Change(context, handoverjobId))
            .Needs(P.HandoverjobWrite).Describes(ShippingOperations.ChangeHandover);
        api.MapPost(
            "handoverjobs/{handoverJobId}/actions",
            (HttpContext context, HandoverEndpoints jobs, string handoverJobId) => jobs.Act(context, handoverJobId))
            .Needs(P.HandoverjobWrite).Describes(ShippingOperations.ActOnHandover);
    }
}
