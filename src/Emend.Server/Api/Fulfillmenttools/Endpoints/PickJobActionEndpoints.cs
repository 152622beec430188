using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Runs actions on pick jobs.</summary>
internal sealed class PickJobActionEndpoints(ActionDispatcher dispatcher, IOrderReader orderReader)
{
    public Task Act(HttpContext context, string pickJobId)
    {
        var id = new EntityId(pickJobId);
        return dispatcher.Dispatch(context, PickJobActionSchemas.PickJobAction, new(
            new OrderKey.ByPickJob(id),
            new("pick job", pickJobId, GetPath),
            (body, _) => new OrderCommand.UpdatePickJob(id, ReadAction(body), body.ReadInteger("version")),
            (caller, order) => Write(context, caller, order, id)));
    }

    /// <summary>Writes the pick job, also if this action removed the job from its order.</summary>
    private async Task Write(HttpContext context, Caller caller, Order order, EntityId id)
    {
        var owned = await orderReader.FindPickJobOf(caller.Tenant, order, id, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, PickJobWriter.Write);
    }

    private static PickJobAction ReadAction(JsonElement body) => body.ReadText("name") switch
    {
        "START" => new PickJobAction.Start(),
        "PICK" => new PickJobAction.Pick(
            [
                .. body.ReadEntries("lineItems").Select(
                    l => new LineQuantity(new(l.ReadText("id")!), OrderLineMapper.ReadQuantity(l, "picked"))),
            ]),
        "SPLIT_LINE_ITEMS_PICK_JOB" => new PickJobAction.Split(
        [
            .. body.ReadEntries("splitLineItemsInfo").Select(p => new PickLineSplitPart(
                new(p.ReadText("lineItemId")!), OrderLineMapper.ReadQuantity(p, "quantity"), OrderLineMapper.ReadQuantity(p, "picked"))),
        ]),
        "MERGE_LINE_ITEMS_PICK_JOB" =>
            new PickJobAction.Merge([.. body.ReadEntries("lineItemIds").Select(id => new LineId(TextSanitizer.ReadText(id)!))]),
        "PAUSE" => new PickJobAction.Pause(),
        "CLOSE" => new PickJobAction.Close(),
        "ABORT" => new PickJobAction.Abort(),
        "RESET" => new PickJobAction.Reset(),
        "RESTART" => new PickJobAction.Restart(),
        "CANCEL" => new PickJobAction.Cancel(false),
        "OBSOLETE" => new PickJobAction.Cancel(true),
        var name => throw new InvalidOperationException($"The schema accepted the unknown action {name}."),
    };

    private static string GetPath(RuleViolation violation) => violation.Field switch
    {
        "lines" => "lineItems",
        "pieces" => "splitLineItemsInfo",
        "parts" => "lineItemIds",
        var field => field ?? "",
    };
}
