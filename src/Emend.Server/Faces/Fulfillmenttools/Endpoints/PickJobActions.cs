using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Work on pick jobs is reported.</summary>
internal sealed class PickJobActions(ActionDoor door, IOrderReads reads)
{
    public Task Act(HttpContext context, string pickJobId)
    {
        var id = new EntityId(pickJobId);
        return door.Act(context, ActionShapes.OnPickJob, new(
            new OrderKey.ByPickJob(id),
            new("pick job", pickJobId, PathOf),
            (body, _) => new OrderCommand.Pick(id, Step(body), body.Whole("version")),
            (caller, order) => Tell(context, caller, order, id)));
    }

    /// <summary>The job is in the order, or it left it with this very action.</summary>
    private async Task Tell(HttpContext context, Caller caller, Order order, EntityId id)
    {
        var found = order.FindPickJob(id) is { } live
            ? new Owned<PickJob>(order, live)
            : await reads.PickJob(caller.Tenant, id, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, found!, PickJobBody.Write);
    }

    private static PickStep Step(JsonElement body) => body.Text("name") switch
    {
        "START" => new PickStep.Start(),
        "PICK" => new PickStep.Picked(
            [.. body.Entries("lineItems").Select(l => new LineQuantity(new(l.Text("id")!), Lines.Quantity(l, "picked")))]),
        "SPLIT_LINE_ITEMS_PICK_JOB" => new PickStep.Split(
        [
            .. body.Entries("splitLineItemsInfo").Select(p => new PickPiece(
                new(p.Text("lineItemId")!), Lines.Quantity(p, "quantity"), Lines.Quantity(p, "picked"))),
        ]),
        "MERGE_LINE_ITEMS_PICK_JOB" => new PickStep.Merge([.. body.Entries("lineItemIds").Select(id => new LineId(Texts.Of(id)!))]),
        "PAUSE" => new PickStep.Pause(),
        "CLOSE" => new PickStep.Close(),
        "ABORT" => new PickStep.Abort(),
        "RESET" => new PickStep.Reset(),
        "RESTART" => new PickStep.Restart(),
        "CANCEL" => new PickStep.Cancel(false),
        "OBSOLETE" => new PickStep.Cancel(true),
        var name => throw new InvalidOperationException($"The shape let {name} pass."),
    };

    private static string PathOf(Refusal refusal) => refusal.Field switch
    {
        "lines" => "lineItems",
        "pieces" => "splitLineItemsInfo",
        "parts" => "lineItemIds",
        var field => field ?? "",
    };
}
