using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Parcels are listed, and their labels cancelled.</summary>
internal sealed class ParcelEndpoints(FulfillmenttoolsAuthorizer entrance, IShippingReader reads, ActionDispatcher door)
{
    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var after = query.Text("startAfterId") is { } id ? new EntityId(id) : (EntityId?)null;
        var size = query.Size();
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ParcelRead))
        {
            var page = await reads.Parcels(caller.Tenant, after, size, FacilityAccess.Of(caller.Actor), context.RequestAborted);
            await ListResponses.Write(context, "parcels", page, static (json, told) => ShippingWriter.Parcel(json, told.Shipment, told.Parcel));
        }
    }

    /// <summary>The one state that somebody else than its carrier gives a parcel: its label is not wanted.</summary>
    public Task Change(HttpContext context, string id) => door.Act(context, ShippingSchemas.ParcelPatch, new(
        new OrderKey.ByParcel(new(id)),
        new("parcel", id, violation => violation.Field ?? ""),
        (body, _) => new OrderCommand.UpdateLabel(new(id), new LabelAction.Void(), body.Whole("version")),
        async (caller, order) =>
        {
            var owned = order.ShipmentOf(new(id)) is { } live
                ? new OwnedEntity<Shipment>(order, live)
                : (await reads.ShipmentOf(caller.Tenant, new(id), context.RequestAborted))!;
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                new OwnedParcel(owned, new(id)),
                static (json, told) => ShippingWriter.Parcel(json, told.Shipment, told.Parcel));
        }));
}
