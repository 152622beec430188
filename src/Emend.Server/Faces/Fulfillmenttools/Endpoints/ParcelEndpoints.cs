using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Parcels are listed, and their labels cancelled.</summary>
internal sealed class ParcelEndpoints(Entrance entrance, IShippingReads reads, ActionDoor door)
{
    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var after = query.Text("startAfterId") is { } id ? new EntityId(id) : (EntityId?)null;
        var size = query.Size();
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ParcelRead))
        {
            var page = await reads.Parcels(visitor.Tenant, after, size, Reach.Of(visitor.Actor), context.RequestAborted);
            await Lists.Write(context, "parcels", page, static (json, told) => ShippingBody.Parcel(json, told.Shipment, told.Parcel));
        }
    }

    /// <summary>The one state that somebody else than its carrier gives a parcel: its label is not wanted.</summary>
    public Task Change(HttpContext context, string id) => door.Act(context, ShippingShapes.ParcelPatch, new(
        new OrderKey.ByParcel(new(id)),
        new("parcel", id, refusal => refusal.Field ?? ""),
        (body, _) => new OrderCommand.Label(new(id), new LabelStep.Void(), body.Whole("version")),
        async (caller, order) =>
        {
            var found = order.ShipmentOf(new(id)) is { } live
                ? new Owned<Shipment>(order, live)
                : (await reads.ShipmentOf(caller.Tenant, new(id), context.RequestAborted))!;
            await Answer.Write(
                context.Response,
                StatusCodes.Status200OK,
                new OwnedParcel(found, new(id)),
                static (json, told) => ShippingBody.Parcel(json, told.Shipment, told.Parcel));
        }));
}
