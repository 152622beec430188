using System.Text;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Shipments and their parcels are read; labels are requested and fetched; carriers are changed.</summary>
internal sealed class ShipmentEndpoints(Entrance entrance, IShippingReads reads, ILabelStore labels, ActionDoor door)
{
    private const string What = "shipment";

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

    public Task Change(HttpContext context, string id) => door.Act(context, ShippingShapes.ShipmentPatch, new(
        new OrderKey.ByShipment(new(id)),
        new(What, id, refusal => refusal.Field is "carrierRef" ? "actions[0].carrierRef" : refusal.Field ?? ""),
        (body, _) => CarrierChange(new(id), body.Entries("actions").First(), body.Whole("version")),
        async (caller, order) =>
        {
            var found = order.FindShipment(new(id)) is { } live
                ? new Owned<Shipment>(order, live)
                : await reads.Shipment(caller.Tenant, new(id), context.RequestAborted);
            await Answer.Write(context.Response, StatusCodes.Status200OK, found!, ShippingBody.Shipment);
        }));

    /// <summary>Asks for the label of the parcel that has none that counts.</summary>
    public Task RequestLabel(HttpContext context, string id) => door.Act(context, ShippingShapes.ParcelForCreation, new(
        new OrderKey.ByShipment(new(id)),
        new(What, id, refusal => refusal.Field ?? ""),
        (body, _) => new OrderCommand.Label(new(id), new LabelStep.Request(body.Text("carrierRef")), null),
        (_, order) =>
        {
            var shipment = order.FindShipment(new(id))!;
            var asked = shipment.Parcels.MaxBy(p => p.LabelRequested)!;
            return TellParcel(context, StatusCodes.Status201Created, new(order, shipment), asked.Id);
        }));

    public async Task GetParcel(HttpContext context, string id)
    {
        if (await Parcel(context, id) is var (_, found)) await TellParcel(context, StatusCodes.Status200OK, found, new(id));
    }

    /// <summary>The label that counts: never one that is obsolete, or was asked for before.</summary>
    public async Task GetLabel(HttpContext context, string id, string document)
    {
        if (await Parcel(context, id) is not var (tenant, found)) return;
        var parcel = found.Entity.Parcels.First(p => p.Id.Value == id);
        var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } asked }
            ? await labels.Find(tenant, found.Order.Id, asked, context.RequestAborted)
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

    private async Task<(TenantId Tenant, Owned<Shipment> Shipment)?> Parcel(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return null;
        var found = await reads.ShipmentOf(visitor.Tenant, new(id), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, "parcel", id);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ParcelRead)
            && await Reach.Covers(context, visitor.Actor, found.Entity.Facility))
        {
            return (visitor.Tenant, found);
        }

        return null;
    }

    private static Task TellParcel(HttpContext context, int status, Owned<Shipment> shipment, EntityId parcel) => Answer.Write(
        context.Response, status, (shipment, parcel), static (json, told) => ShippingBody.Parcel(json, told.shipment, told.parcel));

    private static OrderCommand.Process CarrierChange(EntityId shipment, JsonElement action, long? version) => new OrderCommand.Process(
        new ProcessStep.ChangeCarrier(shipment, action.Text("carrierRef")!, action.Text("carrierProduct")) { Version = version },
        null,
        IfUnroutable.Accept);
}
