using System.Text;
using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads shipments, parcels, and labels. Requests labels and changes carriers.</summary>
internal sealed class ShipmentEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IShippingReader shippingReader, ILabelStore labels, ActionDispatcher dispatcher,
    SenderAddressResolver senders)
{
    private const string ResourceName = "shipment";

    public async Task Get(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var owned = await shippingReader.FindShipment(caller.Tenant, new(id), context.RequestAborted);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ShipmentRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ShippingWriter.WriteShipment);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var filter = ShippingListQuery.ReadFilter(
            query, caller.Actor, FulfillmenttoolsStatusNames.ParseShipmentStatus, FulfillmenttoolsStatusNames.ToWireName);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ShipmentRead)
            && (filter.Facility is not { } facility || await FacilityAccess.RequireAccess(context, caller.Actor, facility)))
        {
            var page = await shippingReader.ListShipments(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "shipments", page, ShippingWriter.WriteShipment);
        }
    }

    public Task ChangeCarrier(HttpContext context, string id) => dispatcher.Dispatch(context, ShippingSchemas.ShipmentPatch, new(
        new OrderKey.ByShipment(new(id)),
        new(ResourceName, id, violation => violation.Field is "carrierRef" ? "actions[0].carrierRef" : violation.Field ?? ""),
        (body, _) => ReadCarrierChange(new(id), body.ReadEntries("actions").First(), body.ReadInteger("version")),
        async (caller, order) =>
        {
            var owned = new OwnedEntity<Shipment>(
                order,
                order.FindShipment(new(id))
                    ?? (await shippingReader.FindShipment(caller.Tenant, new(id), context.RequestAborted))!.Entity);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ShippingWriter.WriteShipment);
        }));

    /// <summary>Requests the label of the parcel without a valid label.</summary>
    public Task RequestLabel(HttpContext context, string id) => dispatcher.Dispatch(context, ShippingSchemas.ParcelForCreation, new(
        new OrderKey.ByShipment(new(id)),
        new(ResourceName, id, violation => violation.Field ?? ""),
        (body, _) => new OrderCommand.UpdateLabel(new(id), new LabelAction.Request(body.ReadText("carrierRef")), null),
        (caller, order) =>
        {
            var shipment = order.FindShipment(new(id))!;
            var requested = shipment.Parcels.MaxBy(p => p.LabelRequested)!;
            return WriteParcel(context, StatusCodes.Status201Created, caller.Tenant, new(new(order, shipment), requested.Id));
        }));

    public async Task GetParcel(HttpContext context, string id)
    {
        if (await FindParcel(context, id) is var (tenant, owned))
        {
            await WriteParcel(context, StatusCodes.Status200OK, tenant, new(owned, new(id)));
        }
    }

    /// <summary>Returns the current label of a parcel. Obsolete labels and labels of earlier requests are not found.</summary>
    public async Task GetLabel(HttpContext context, string id, string document)
    {
        if (await FindParcel(context, id) is not var (tenant, owned))
        {
            return;
        }

        var parcel = owned.Entity.Parcels.First(p => p.Id.Value == id);
        var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } requestedAt }
            ? await labels.Find(tenant, owned.Order.Id, requestedAt, context.RequestAborted)
            : null;
        var (text, type) = document switch
        {
            "send.zpl" => (label?.Zpl, "application/zpl"),
            "send" or "send.html" => (label?.Page, "text/html; charset=utf-8"),
            _ => (null, ""),
        };
        if (text is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "label", document);
        }
        else
        {
            context.Response.ContentType = type;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        }
    }

    private async Task<(TenantId Tenant, OwnedEntity<Shipment> Shipment)?> FindParcel(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return null;
        }

        var owned = await shippingReader.FindShipmentOfParcel(caller.Tenant, new(id), context.RequestAborted);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "parcel", id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ParcelRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility))
        {
            return (caller.Tenant, owned);
        }

        return null;
    }

    private async Task WriteParcel(HttpContext context, int status, TenantId tenant, OwnedParcel parcel) => await JsonResponseWriter.Write(
        context.Response, status, await senders.ResolveOne(tenant, parcel, context.RequestAborted), ShippingWriter.WriteParcel);

    private static OrderCommand.ChangeFulfillment ReadCarrierChange(EntityId shipment, JsonElement action, long? version) =>
        new OrderCommand.ChangeFulfillment(
        new FulfillmentAction.ChangeCarrier(
            shipment, action.ReadText("carrierRef")!, action.ReadText("carrierProduct")) { Version = version },
        null,
        UnroutableBehavior.Accept);
}
