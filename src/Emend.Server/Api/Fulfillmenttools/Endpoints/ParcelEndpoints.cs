using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Lists parcels and cancels their labels.</summary>
internal sealed class ParcelEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IShippingReader shippingReader, ActionDispatcher dispatcher, SenderAddressResolver senders)
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
    public Task VoidLabel(HttpContext context, string id) => dispatcher.Dispatch(context, ShippingSchemas.ParcelPatch, new(
        new OrderKey.ByParcel(new(id)),
        new("parcel", id, violation => violation.Field ?? ""),
        (body, _) => new OrderCommand.UpdateLabel(new(id), new LabelAction.Void(), body.ReadInteger("version")),
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
}
