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

    /// <summary>Changes the status of a pick job, or reports picked quantities.</summary>
    public Task Patch(HttpContext context, string pickJobId)
    {
        var id = new EntityId(pickJobId);
        return dispatcher.Dispatch(context, PickJobActionSchemas.PickJobPatch, new(
            new OrderKey.ByPickJob(id),
            new("pick job", pickJobId, FulfillmenttoolsRules.NameAs(RequestField.ReportedLines, "actions")),
            (body, _) => ReadChange(body) is { } action
                ? new OrderCommand.UpdatePickJob(id, action, body.ReadInteger("version"))
                : ActionDispatcher.CreateCommand(new FulfillmentAction.ReroutePickJob(id) { IsRejection = true }, null) with
                {
                    NamedEntity = new(id, body.ReadInteger("version")!.Value),
                },
            (caller, order) => Write(context, caller, order, id)));
    }

    /// <summary>Writes the pick job, also if this action removed the job from its order.</summary>
    private async Task Write(HttpContext context, Caller caller, Order order, EntityId id)
    {
        var owned = await orderReader.FindPickJobOf(caller.Tenant, order, id, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, PickJobWriter.Write);
    }

    // Null if the change rejects the pick job.
    private static PickJobAction? ReadChange(JsonElement body)
    {
        var actions = body.ReadEntries("actions").ToList();
        return (actions[0].ReadText("action"), actions[0].ReadText("status")) switch
        {
            (PickJobPatchActionsSchema.ModifyLine, _) => new PickJobAction.Pick(
                [.. actions.Select(l => new LineQuantity(new(l.ReadText("id")!), OrderLineMapper.ReadQuantity(l, "picked")))]),
            ("RestartPickJob", _) => new PickJobAction.Restart(),
            ("ResetPickJob", _) or (_, "OPEN") => new PickJobAction.Reset(),
            ("AbortPickJob", _) => new PickJobAction.Abort(),
            (_, "IN_PROGRESS") => new PickJobAction.Start(),
            (_, "PAUSED") => new PickJobAction.Pause(),
            (_, "CLOSED") => new PickJobAction.Close(),
            _ => null,
        };
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
        RequestField.ReportedLines => "lineItems",
        RequestField.SplitParts => "splitLineItemsInfo",
        RequestField.MergedParts => "lineItemIds",
        var field => FulfillmenttoolsRules.GetName(field),
    };
}
