using System.Text;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Shipments and their parcels are read; labels are requested and fetched; carriers are changed.</summary>
internal sealed class ShipmentEndpoints(FulfillmenttoolsAuthorizer entrance, IShippingReader reads, ILabelStore labels, ActionDispatcher door)
{
    private const string What = "shipment";

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var owned = await reads.Shipment(caller.Tenant, new(id), context.RequestAborted);
        if (owned is null) await FulfillmenttoolsErrors.NotFound(context, What, id);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ShipmentRead)
            && await FacilityAccess.Covers(context, caller.Actor, owned.Entity.Facility))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ShippingWriter.Shipment);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = ShippingListQuery.Of(query, caller.Actor, FulfillmenttoolsStatusNames.ShipmentStatusOf, FulfillmenttoolsStatusNames.Of);
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ShipmentRead)
            && (filter.Facility is not { } facility || await FacilityAccess.Covers(context, caller.Actor, facility)))
        {
            var page = await reads.Shipments(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "shipments", page, ShippingWriter.Shipment);
        }
    }

    public Task Change(HttpContext context, string id) => door.Act(context, ShippingSchemas.ShipmentPatch, new(
        new OrderKey.ByShipment(new(id)),
        new(What, id, violation => violation.Field is "carrierRef" ? "actions[0].carrierRef" : violation.Field ?? ""),
        (body, _) => CarrierChange(new(id), body.Entries("actions").First(), body.Whole("version")),
        async (caller, order) =>
        {
            var owned = order.FindShipment(new(id)) is { } live
                ? new OwnedEntity<Shipment>(order, live)
                : await reads.Shipment(caller.Tenant, new(id), context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned!, ShippingWriter.Shipment);
        }));

    /// <summary>Asks for the label of the parcel that has none that counts.</summary>
    public Task RequestLabel(HttpContext context, string id) => door.Act(context, ShippingSchemas.ParcelForCreation, new(
        new OrderKey.ByShipment(new(id)),
        new(What, id, violation => violation.Field ?? ""),
        (body, _) => new OrderCommand.UpdateLabel(new(id), new LabelAction.Request(body.Text("carrierRef")), null),
        (_, order) =>
        {
            var shipment = order.FindShipment(new(id))!;
            var asked = shipment.Parcels.MaxBy(p => p.LabelRequested)!;
            return TellParcel(context, StatusCodes.Status201Created, new(order, shipment), asked.Id);
        }));

    public async Task GetParcel(HttpContext context, string id)
    {
        if (await Parcel(context, id) is var (_, owned)) await TellParcel(context, StatusCodes.Status200OK, owned, new(id));
    }

    /// <summary>The label that counts: never one that is obsolete, or was asked for before.</summary>
    public async Task GetLabel(HttpContext context, string id, string document)
    {
        if (await Parcel(context, id) is not var (tenant, owned)) return;
        var parcel = owned.Entity.Parcels.First(p => p.Id.Value == id);
        var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } asked }
            ? await labels.Find(tenant, owned.Order.Id, asked, context.RequestAborted)
            : null;
        var (text, type) = document switch
        {
            "send.zpl" => (label?.Zpl, "application/zpl"),
            "send" or "send.html" => (label?.Page, "text/html; charset=utf-8"),
            _ => (null, ""),
        };
        if (text is null) await FulfillmenttoolsErrors.NotFound(context, "label", document);
        else
        {
            context.Response.ContentType = type;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        }
    }

    private async Task<(TenantId Tenant, OwnedEntity<Shipment> Shipment)?> Parcel(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return null;
        var owned = await reads.ShipmentOf(caller.Tenant, new(id), context.RequestAborted);
        if (owned is null) await FulfillmenttoolsErrors.NotFound(context, "parcel", id);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ParcelRead)
            && await FacilityAccess.Covers(context, caller.Actor, owned.Entity.Facility))
        {
            return (caller.Tenant, owned);
        }

        return null;
    }

    private static Task TellParcel(HttpContext context, int status, OwnedEntity<Shipment> shipment, EntityId parcel) => JsonResponseWriter.Write(
        context.Response, status, (shipment, parcel), static (json, told) => ShippingWriter.Parcel(json, told.shipment, told.parcel));

    private static OrderCommand.ChangeFulfillment CarrierChange(EntityId shipment, JsonElement action, long? version) => new OrderCommand.ChangeFulfillment(
        new FulfillmentAction.ChangeCarrier(shipment, action.Text("carrierRef")!, action.Text("carrierProduct")) { Version = version },
        null,
        UnroutableBehavior.Accept);
}
