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

/// <summary>Reads, lists and splits parcels, reads and cancels their labels, and records their tracking data.</summary>
internal sealed class ParcelEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IShippingReader shippingReader, ActionDispatcher dispatcher, SenderAddressResolver senders,
    ILabelStore labels)
{
    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var after = query.ReadText("startAfterId") is { } id ? new EntityId(id) : (EntityId?)null;
        var size = query.ReadPageSize();
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ParcelRead))
        {
            var page = await shippingReader.ListParcels(
                caller.Tenant, after, size, FacilityAccess.GetFacilities(caller.Actor), context.RequestAborted);
            var sent = await senders.Resolve(caller.Tenant, page.Items, context.RequestAborted);
            await ListResponses.Write(
                context, "parcels", page.WithItems(sent), ShippingWriter.WriteListedParcel);
        }
    }

    /// <summary>Makes the label of a parcel obsolete. All other statuses of a parcel come from its carrier.</summary>
    public Task VoidLabel(HttpContext context, string id) =>
        Dispatch(context, id, ShippingSchemas.ParcelPatch, _ => new LabelAction.Void());

    public Task Act(HttpContext context, string id) => Dispatch(context, id, ShippingSchemas.ParcelAction, ReadAction);

    public async Task Get(HttpContext context, string id)
    {
        if (await FindParcel(context, id) is var (tenant, owned))
        {
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                await senders.ResolveOne(tenant, new(owned, new(id)), context.RequestAborted),
                ShippingWriter.WriteParcel);
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
        (ReadOnlyMemory<byte>? Body, string Type) file = document switch
        {
            "send.zpl" or "all.zpl" => (ToBytes(label?.Zpl), "application/zpl"),
            "send.pdf" or "all.pdf" => (label?.Pdf, "application/pdf"),
            "send" or "send.html" => (ToBytes(label?.Page), "text/html; charset=utf-8"),
            _ => (null, ""),
        };
        if (file.Body is not { } bytes)
        {
            await FulfillmenttoolsErrors.NotFound(context, "label", document);
        }
        else
        {
            context.Response.ContentType = file.Type;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static LabelAction ReadAction(JsonElement body) => body.ReadText("name") == "SPLIT_LINES_PARCEL"
        ? new LabelAction.Split(
        [
            .. body.ReadEntries("splitItemsInfo").Select(
                i => new LineQuantity(new(i.ReadText("itemId")!), OrderLineMapper.ReadQuantity(i, "quantity"))),
        ])
        : new LabelAction.Track(
        [
            .. body.ReadEntries("trackingData").Select(t => new ParcelTracking(
                FulfillmenttoolsStatusNames.ParseTrackingDirection(t.ReadText("type"))!.Value,
                FulfillmenttoolsStatusNames.ParseTrackingStatus(t.ReadText("status"))!.Value,
                t.ReadText("trackingNumber")!,
                t.ReadText("carrierStatus"))),
        ]);

    private Task Dispatch(HttpContext context, string id, JsonSchema schema, Func<JsonElement, LabelAction> action) =>
        dispatcher.Dispatch(context, schema, new(
        new OrderKey.ByParcel(new(id)),
        new("parcel", id, FulfillmenttoolsRules.NameAs(RequestField.ReportedLines, "splitItemsInfo")),
        (body, _) => new OrderCommand.UpdateLabel(new(id), action(body), body.ReadInteger("version")),
        async (caller, order) =>
        {
            var owned = new OwnedEntity<Shipment>(
                order,
                order.FindShipmentOfParcel(new(id))
                    ?? (await shippingReader.FindShipmentOfParcel(caller.Tenant, new(id), context.RequestAborted))!.Entity);
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                await senders.ResolveOne(caller.Tenant, new(owned, new(id)), context.RequestAborted),
                ShippingWriter.WriteParcel);
        }));

    // A null array would become an empty memory, not null.
    private static ReadOnlyMemory<byte>? ToBytes(string? text) =>
        text is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(text);

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
}
