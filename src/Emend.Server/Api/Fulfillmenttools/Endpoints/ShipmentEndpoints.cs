using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads shipments. Requests labels, changes carriers and sets target times.</summary>
internal sealed class ShipmentEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IShippingReader shippingReader, ActionDispatcher dispatcher,
    SenderAddressResolver senders, CarrierReferenceResolver carriers)
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
        var named = await carriers.Resolve(
            caller.Tenant, [.. query.ReadList("carrierRef"), .. query.ReadList("carrierKeys")], context.RequestAborted);
        var filter = ShippingListQuery.ReadShipments(query, FacilityAccess.GetFacilities(caller.Actor), named);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ShipmentRead)
            && (filter.Facility is not { } facility || await FacilityAccess.RequireAccess(context, caller.Actor, facility)))
        {
            var page = await shippingReader.ListShipments(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.WriteExamined(context, "shipments", page, ShippingWriter.WriteShipment);
        }
    }

    public Task ChangeCarrier(HttpContext context, string id) => Dispatch(
        context, id, ShippingSchemas.ShipmentPatch, body => ReadCarrierChange(new(id), body.ReadEntries("actions").First(), body));

    public Task Act(HttpContext context, string id) => Dispatch(
        context, id, ShippingSchemas.ShipmentAction, body => new FulfillmentAction.SetTargetTime(
            new(id), body.ReadTimestamp("targetTime")!.Value.ToMicroseconds()) { Version = body.ReadInteger("version") });

    /// <summary>Requests the label of the parcel without a valid label.</summary>
    public Task RequestLabel(HttpContext context, string id) => dispatcher.Dispatch(context, ShippingSchemas.ParcelForCreation, new(
        new OrderKey.ByShipment(new(id)),
        new(ResourceName, id, violation => FulfillmenttoolsRules.GetName(violation.Field)),
        (body, _) => new OrderCommand.UpdateLabel(new(id), new LabelAction.Request(body.ReadText("carrierRef")), null),
        async (caller, order) =>
        {
            var shipment = order.FindShipment(new(id))!;
            var requested = shipment.Parcels.MaxBy(p => p.LabelRequested)!;
            var sent = await senders.ResolveOne(caller.Tenant, new(new(order, shipment), requested.Id), context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, sent, ShippingWriter.WriteParcel);
        }));

    private static FulfillmentAction.ChangeCarrier ReadCarrierChange(EntityId shipment, JsonElement action, JsonElement body) =>
        new(shipment, action.ReadText("carrierRef")!, action.ReadText("carrierProduct")) { Version = body.ReadInteger("version") };

    private Task Dispatch(HttpContext context, string id, JsonSchema schema, Func<JsonElement, FulfillmentAction> action) =>
        dispatcher.Dispatch(context, schema, new(
        new OrderKey.ByShipment(new(id)),
        new(ResourceName, id, FulfillmenttoolsRules.NameAs(RequestField.Carrier, "actions[0].carrierRef")),
        (body, reason) => ActionDispatcher.CreateCommand(action(body), reason),
        async (caller, order) =>
        {
            var owned = new OwnedEntity<Shipment>(
                order,
                order.FindShipment(new(id))
                    ?? (await shippingReader.FindShipment(caller.Tenant, new(id), context.RequestAborted))!.Entity);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ShippingWriter.WriteShipment);
        }));
}
