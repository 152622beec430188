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

/// <summary>Reads, lists, and updates handover jobs. Callers with facility restrictions see only jobs of their facilities.</summary>
internal sealed class HandoverEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IShippingReader shippingReader, ActionDispatcher dispatcher, CarrierReferenceResolver carriers)
{
    private const string ResourceName = "handover job";

    public async Task Get(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var owned = await shippingReader.FindHandoverJob(caller.Tenant, new(id), context.RequestAborted);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.HandoverjobRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility))
        {
            await Write(context, owned);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var named = await carriers.Resolve(caller.Tenant, query.ReadList("carrierRefs"), context.RequestAborted);
        var filter = ShippingListQuery.ReadHandovers(query, FacilityAccess.GetFacilities(caller.Actor), named);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.HandoverjobRead)
            && (filter.Facility is not { } facility || await FacilityAccess.RequireAccess(context, caller.Actor, facility)))
        {
            var page = await shippingReader.ListHandoverJobs(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.WriteExamined(context, "handoverjobs", page, ShippingWriter.WriteHandoverJob);
        }
    }

    public Task Act(HttpContext context, string id) =>
        Dispatch(context, id, ShippingSchemas.HandoverAction, body => body.ReadText("name") switch
    {
        "WAITING_FOR_INPUT" => new HandoverJobAction.Wait(),
        "CANCEL" => ReadCancel(body.ReadMember("payload")!.Value),
        "UPDATE_LINEITEM" => new HandoverJobAction.HandOverLine(new(body.ReadMember("lineItem")!.Value.ReadText("id")!)),
        _ when body.HasMember("lineItems") => new HandoverJobAction.HandOver(
            [
                .. body.ReadEntries("lineItems").Select(
                    l => new LineQuantity(new(l.ReadText("id")!), OrderLineMapper.ReadQuantity(l, "handedOverQuantity"))),
            ]),
        _ => new HandoverJobAction.HandOverAll(),
    });

    public Task Patch(HttpContext context, string id) => Dispatch(context, id, ShippingSchemas.HandoverPatch, body =>
    {
        var action = body.ReadEntries("actions").First();
        return action.ReadText("status") switch
        {
            null => ReadCancel(action),
            "HANDED_OVER" => new HandoverJobAction.HandOverAll(),
            "WAITING_FOR_INPUT" => new HandoverJobAction.Wait(),
            _ => new HandoverJobAction.Revert(),
        };
    });

    private static HandoverJobAction.Cancel ReadCancel(JsonElement action) =>
        new(FulfillmenttoolsStatusNames.ParseHandoverCancelReason(action.ReadText("handoverJobCancelReason"))!.Value);

    private Task Dispatch(HttpContext context, string id, JsonSchema schema, Func<JsonElement, HandoverJobAction> step) =>
        dispatcher.Dispatch(context, schema, new(
        new OrderKey.ByHandoverJob(new(id)),
        new(ResourceName, id, FulfillmenttoolsRules.NameAs(RequestField.ReportedLines, "lineItems")),
        (body, _) => new OrderCommand.UpdateHandoverJob(new(id), step(body), body.ReadInteger("version")),
        async (caller, order) => await Write(context, new(
            order,
            order.FindHandoverJob(new(id))
                ?? (await shippingReader.FindHandoverJob(caller.Tenant, new(id), context.RequestAborted))!.Entity))));

    private static Task Write(HttpContext context, OwnedEntity<HandoverJob> job) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, job, ShippingWriter.WriteHandoverJob);
}
