using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Work on pick jobs is reported.</summary>
internal sealed class PickJobActionEndpoints(ActionDispatcher door, IOrderReader reads)
{
    public Task Act(HttpContext context, string pickJobId)
    {
        var id = new EntityId(pickJobId);
        return door.Act(context, PickJobActionSchemas.OnPickJob, new(
            new OrderKey.ByPickJob(id),
            new("pick job", pickJobId, PathOf),
            (body, _) => new OrderCommand.UpdatePickJob(id, Step(body), body.Whole("version")),
            (caller, order) => Write(context, caller, order, id)));
    }

    /// <summary>The job is in the order, or it left it with this very action.</summary>
    private async Task Write(HttpContext context, Caller caller, Order order, EntityId id)
    {
        var owned = order.FindPickJob(id) is { } live
            ? new OwnedEntity<PickJob>(order, live)
            : await reads.PickJob(caller.Tenant, id, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned!, PickJobWriter.Write);
    }

    private static PickJobAction Step(JsonElement body) => body.Text("name") switch
    {
        "START" => new PickJobAction.Start(),
        "PICK" => new PickJobAction.Pick(
            [.. body.Entries("lineItems").Select(l => new LineQuantity(new(l.Text("id")!), OrderLineMapper.Quantity(l, "picked")))]),
        "SPLIT_LINE_ITEMS_PICK_JOB" => new PickJobAction.Split(
        [
            .. body.Entries("splitLineItemsInfo").Select(p => new PickLineSplitPart(
                new(p.Text("lineItemId")!), OrderLineMapper.Quantity(p, "quantity"), OrderLineMapper.Quantity(p, "picked"))),
        ]),
        "MERGE_LINE_ITEMS_PICK_JOB" => new PickJobAction.Merge([.. body.Entries("lineItemIds").Select(id => new LineId(TextSanitizer.Of(id)!))]),
        "PAUSE" => new PickJobAction.Pause(),
        "CLOSE" => new PickJobAction.Close(),
        "ABORT" => new PickJobAction.Abort(),
        "RESET" => new PickJobAction.Reset(),
        "RESTART" => new PickJobAction.Restart(),
        "CANCEL" => new PickJobAction.Cancel(false),
        "OBSOLETE" => new PickJobAction.Cancel(true),
        var name => throw new InvalidOperationException($"The shape let {name} pass."),
    };

    private static string PathOf(RuleViolation violation) => violation.Field switch
    {
        "lines" => "lineItems",
        "pieces" => "splitLineItemsInfo",
        "parts" => "lineItemIds",
        var field => field ?? "",
    };
}
