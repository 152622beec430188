using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Handover jobs are read, listed and worked on. Who is bound to facilities sees only theirs.</summary>
internal sealed class HandoverEndpoints(Entrance entrance, IShippingReads reads, ActionDoor door)
{
    private const string What = "handover job";

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var found = await reads.HandoverJob(visitor.Tenant, new(id), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, What, id);
        else if (await Entrance.May(context, visitor.Actor, Permissions.HandoverjobRead)
            && await Reach.Covers(context, visitor.Actor, found.Entity.Facility))
        {
            await Tell(context, found);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = ShippingQuery.Of(query, visitor.Actor, StatusNames.HandoverStatusOf, StatusNames.Of);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.HandoverjobRead)
            && (filter.Facility is not { } facility || await Reach.Covers(context, visitor.Actor, facility)))
        {
            var page = await reads.HandoverJobs(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "handoverjobs", page, ShippingBody.HandoverJob);
        }
    }

    public Task Act(HttpContext context, string id) => Run(context, id, ShippingShapes.HandoverAction, body => body.Text("name") switch
    {
        "WAITING_FOR_INPUT" => new HandoverStep.Wait(),
        "CANCEL" => Cancel(body.Part("payload")!.Value),
        "UPDATE_LINEITEM" => new HandoverStep.CloseLine(new(body.Part("lineItem")!.Value.Text("id")!)),
        _ when body.Has("lineItems") => new HandoverStep.HandOver(
            [.. body.Entries("lineItems").Select(l => new LineQuantity(new(l.Text("id")!), Lines.Quantity(l, "handedOverQuantity")))]),
        _ => new HandoverStep.Finish(),
    });

    public Task Change(HttpContext context, string id) => Run(context, id, ShippingShapes.HandoverPatch, body =>
    {
        var action = body.Entries("actions").First();
        return action.Text("status") switch
        {
            null => Cancel(action),
            "HANDED_OVER" => new HandoverStep.Finish(),
            "WAITING_FOR_INPUT" => new HandoverStep.Wait(),
            _ => new HandoverStep.Revert(),
        };
    });

    private static HandoverStep.Cancel Cancel(JsonElement said) =>
        new(StatusNames.HandoverCancelReasonOf(said.Text("handoverJobCancelReason"))!.Value);

    private Task Run(HttpContext context, string id, Shape shape, Func<JsonElement, HandoverStep> step) => door.Act(context, shape, new(
        new OrderKey.ByHandoverJob(new(id)),
        new(What, id, refusal => refusal.Field is "lines" ? "lineItems" : refusal.Field ?? ""),
        (body, _) => new OrderCommand.Hand(new(id), step(body), body.Whole("version")),
        async (caller, order) => await Tell(context, order.FindHandoverJob(new(id)) is { } live
            ? new(order, live)
            : (await reads.HandoverJob(caller.Tenant, new(id), context.RequestAborted))!)));

    private static Task Tell(HttpContext context, Owned<HandoverJob> job) =>
        Answer.Write(context.Response, StatusCodes.Status200OK, job, ShippingBody.HandoverJob);
}

/// <summary>What lists of handover jobs and shipments are narrowed by.</summary>
internal static class ShippingQuery
{
    public static ShippingFilter<T> Of<T>(QueryReader query, Actor actor, Func<string?, T?> statusOf, Func<T, string> nameOf)
        where T : struct, Enum => new(
        query.Text("startAfterId") is { } after ? new EntityId(after) : null,
        query.Size(),
        query.Text("tenantOrderId"),
        query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
        query.Choices("status", statusOf, nameOf))
    {
        Within = Reach.Of(actor),
    };
}
