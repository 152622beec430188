using System.Text;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Shipments and their parcels are read; labels are requested and fetched; carriers are changed.</summary>
internal sealed class ShipmentEndpoints(Entrance entrance, IShippingReads reads, ILabelStore labels, WorkActing acting)
{
    private const string What = "shipment";
    private const string OfParcels = "parcel";

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var found = await reads.Shipment(visitor.Tenant, new(id), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, What, id);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ShipmentRead)
            && await Reach.Covers(context, visitor.Actor, found.Entity.Facility))
        {
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, ShippingBody.Shipment);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = ShippingQuery.Of(query, visitor.Actor, StatusNames.ShipmentStatusOf, StatusNames.Of);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ShipmentRead)
            && (filter.Facility is not { } facility || await Reach.Covers(context, visitor.Actor, facility)))
        {
            var page = await reads.Shipments(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "shipments", page, ShippingBody.Shipment);
        }
    }

    public Task Change(HttpContext context, string id) => acting.Run(
        context,
        ShippingShapes.ShipmentPatch,
        new OrderKey.ByShipment(new(id)),
        new Told(What, id, refusal => refusal.Field is "carrierRef" ? "actions[0].carrierRef" : refusal.Field ?? ""),
        body => CarrierChange(new(id), body.Entries("actions").First(), body.Whole("version")),
        async (caller, order) =>
        {
            var found = order.FindShipment(new(id)) is { } live
                ? new Owned<Shipment>(order, live)
                : await reads.Shipment(caller.Tenant, new(id), context.RequestAborted);
            await Answer.Write(context.Response, StatusCodes.Status200OK, found!, ShippingBody.Shipment);
        });

    /// <summary>Asks for the label of the parcel that has none that counts.</summary>
    public async Task RequestLabel(HttpContext context, string id)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var shipment = (await reads.Shipment(caller.Tenant, new(id), context.RequestAborted))?.Entity;
        var parcel = shipment?.Parcels.FirstOrDefault(p => !Definitions.LabelRequested(p)) ?? shipment?.Parcels.FirstOrDefault();
        await acting.Run(
            context,
            ShippingShapes.ParcelForCreation,
            new OrderKey.ByShipment(new(id)),
            new Told(What, id, refusal => refusal.Field ?? ""),
            body => new OrderCommand.Label(parcel?.Id ?? new(id), new LabelStep.Request(body.Text("carrierRef")), null),
            (_, order) => TellParcel(
                context, StatusCodes.Status201Created, new(order, order.ShipmentOf(parcel!.Id) ?? shipment!), parcel.Id));
    }

    public async Task GetParcel(HttpContext context, string id)
    {
        if (await Parcel(context, id) is { } found) await TellParcel(context, StatusCodes.Status200OK, found, new(id));
    }

    /// <summary>The label that counts: never one that is obsolete, or was asked for before.</summary>
    public async Task GetLabel(HttpContext context, string id, string document)
    {
        if (await Parcel(context, id) is not { } found) return;
        var parcel = found.Entity.Parcels.First(p => p.Id.Value == id);
        var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } asked }
            ? await labels.Find(TenantOf(context), found.Order.Id, asked, context.RequestAborted)
            : null;
        var (text, type) = document switch
        {
            "send.zpl" => (label?.Zpl, "application/zpl"),
            "send" or "send.html" => (label?.Page, "text/html; charset=utf-8"),
            _ => (null, ""),
        };
        if (text is null) await Errors.NotFound(context, "label", document);
        else
        {
            context.Response.ContentType = type;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        }
    }

    private async Task<Owned<Shipment>?> Parcel(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return null;
        var found = await reads.ShipmentOf(visitor.Tenant, new(id), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, OfParcels, id);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ParcelRead)
            && await Reach.Covers(context, visitor.Actor, found.Entity.Facility))
        {
            context.Items[OfParcels] = visitor.Tenant;
            return found;
        }

        return null;
    }

    private static TenantId TenantOf(HttpContext context) => (TenantId)context.Items[OfParcels]!;

    private static Task TellParcel(HttpContext context, int status, Owned<Shipment> shipment, EntityId parcel) => Answer.Write(
        context.Response, status, (shipment, parcel), static (json, told) => ShippingBody.Parcel(json, told.shipment, told.parcel));

    private static OrderCommand.Process CarrierChange(EntityId shipment, JsonElement action, long? version) => new OrderCommand.Process(
        new ProcessStep.ChangeCarrier(shipment, action.Text("carrierRef")!, action.Text("carrierProduct")) { Version = version },
        null,
        IfUnroutable.Accept);
}
