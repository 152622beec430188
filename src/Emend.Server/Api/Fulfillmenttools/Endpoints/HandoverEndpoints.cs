using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Handover jobs are read, listed and worked on. Who is bound to facilities sees only theirs.</summary>
internal sealed class HandoverEndpoints(FulfillmenttoolsAuthorizer entrance, IShippingReader reads, ActionDispatcher door)
{
    private const string What = "handover job";

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var owned = await reads.HandoverJob(caller.Tenant, new(id), context.RequestAborted);
        if (owned is null) await FulfillmenttoolsErrors.NotFound(context, What, id);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.HandoverjobRead)
            && await FacilityAccess.Covers(context, caller.Actor, owned.Entity.Facility))
        {
            await Write(context, owned);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = ShippingListQuery.Of(query, caller.Actor, FulfillmenttoolsStatusNames.HandoverStatusOf, FulfillmenttoolsStatusNames.Of);
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.HandoverjobRead)
            && (filter.Facility is not { } facility || await FacilityAccess.Covers(context, caller.Actor, facility)))
        {
            var page = await reads.HandoverJobs(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "handoverjobs", page, ShippingWriter.HandoverJob);
        }
    }

    public Task Act(HttpContext context, string id) => Run(context, id, ShippingSchemas.HandoverAction, body => body.Text("name") switch
    {
        "WAITING_FOR_INPUT" => new HandoverJobAction.Wait(),
        "CANCEL" => Cancel(body.Part("payload")!.Value),
        "UPDATE_LINEITEM" => new HandoverJobAction.HandOverLine(new(body.Part("lineItem")!.Value.Text("id")!)),
        _ when body.Has("lineItems") => new HandoverJobAction.HandOver(
            [.. body.Entries("lineItems").Select(l => new LineQuantity(new(l.Text("id")!), OrderLineMapper.Quantity(l, "handedOverQuantity")))]),
        _ => new HandoverJobAction.HandOverAll(),
    });

    public Task Change(HttpContext context, string id) => Run(context, id, ShippingSchemas.HandoverPatch, body =>
    {
        var action = body.Entries("actions").First();
        return action.Text("status") switch
        {
            null => Cancel(action),
            "HANDED_OVER" => new HandoverJobAction.HandOverAll(),
            "WAITING_FOR_INPUT" => new HandoverJobAction.Wait(),
            _ => new HandoverJobAction.Revert(),
        };
    });

    private static HandoverJobAction.Cancel Cancel(JsonElement said) =>
        new(FulfillmenttoolsStatusNames.HandoverCancelReasonOf(said.Text("handoverJobCancelReason"))!.Value);

    private Task Run(HttpContext context, string id, JsonSchema schema, Func<JsonElement, HandoverJobAction> step) => door.Act(context, schema, new(
        new OrderKey.ByHandoverJob(new(id)),
        new(What, id, violation => violation.Field is "lines" ? "lineItems" : violation.Field ?? ""),
        (body, _) => new OrderCommand.UpdateHandoverJob(new(id), step(body), body.Whole("version")),
        async (caller, order) => await Write(context, order.FindHandoverJob(new(id)) is { } live
            ? new(order, live)
            : (await reads.HandoverJob(caller.Tenant, new(id), context.RequestAborted))!)));

    private static Task Write(HttpContext context, OwnedEntity<HandoverJob> job) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, job, ShippingWriter.HandoverJob);
}

/// <summary>What lists of handover jobs and shipments are narrowed by.</summary>
internal static class ShippingListQuery
{
    public static ShippingFilter<T> Of<T>(QueryStringReader query, Actor actor, Func<string?, T?> statusOf, Func<T, string> nameOf)
        where T : struct, Enum => new(
        query.Text("startAfterId") is { } after ? new EntityId(after) : null,
        query.Size(),
        query.Text("tenantOrderId"),
        query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
        query.Choices("status", statusOf, nameOf))
    {
        Within = FacilityAccess.Of(actor),
    };
}
