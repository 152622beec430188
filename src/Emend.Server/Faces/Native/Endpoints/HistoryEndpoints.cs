using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.History;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>What happened to an order, and the way back.</summary>
internal sealed class HistoryEndpoints(
    OrderDesk desk, OrderReading orders, OrderHistory history, IOrderReads reads, OutcomeAnswers answers)
{
    private const int Most = 100;

    public async Task List(HttpContext context, string orderId)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        var query = new QueryReader(context.Request.Query);
        var before = query.Whole("before", int.MaxValue, 1, int.MaxValue);
        var size = query.Whole("size", 25, 1, Most);
        var all = query.Text("all");
        if (all is not (null or "true" or "false")) query.Add("all", $"is {Shown.Short(all)}", "must be true or false");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Problems.Malformed(context, problems);
            return;
        }

        var page = await history.Page(caller.Tenant, order, before, size, all is not "true", context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, page, static (json, told) =>
        {
            json.Objects("entries", told.Entries, HistoryBody.Write);
            if (told.Next is { } next) json.WriteNumber("next", next);
        });
    }

    public async Task Get(HttpContext context, string orderId, string revision)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        if (!long.TryParse(revision, out var number) || number < 1 || number > order.Revision)
        {
            await Problems.NotFound(context, "revision", revision);
            return;
        }

        var page = await history.Page(caller.Tenant, order, number + 1, 1, false, context.RequestAborted);
        var entry = page.Entries[0];
        var run = await reads.Run(caller.Tenant, order.Id, entry.After.TouchedAt, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, (entry, run?.Log), HistoryBody.WriteAlone);
    }

    public async Task Undo(HttpContext context, string orderId, string revision)
    {
        if (await Undoing(context, orderId, revision) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked) with
        {
            Idempotency = IdempotencyKeys.Of(context.Request, caller, asked.Body.Bytes),
        };
        await answers.Applied(context, orderId, caller, await desk.Submit(request, context.RequestAborted));
    }

    public async Task PreviewUndo(HttpContext context, string orderId, string revision)
    {
        if (await Undoing(context, orderId, revision) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked);
        await OutcomeAnswers.Previewed(context, orderId, await desk.Preview(request, context.RequestAborted));
    }

    private async Task<(Caller Caller, OrderCommand.Undo Command, Asked Asked)?> Undoing(
        HttpContext context, string orderId, string revision)
    {
        if (await Entrance.Caller(context) is not { } caller) return null;
        var ct = context.RequestAborted;
        var asked = await Asked.Read(context, ChangeShapes.Undo);
        var (ending, order, _) = await desk.Read(caller, new OrderKey.ById(new(orderId)), ct);
        if (ending is not null)
        {
            await OrderAnswers.Ended(context, ending, orderId);
            return null;
        }

        if (!asked.Problems.IsEmpty)
        {
            await Problems.Malformed(context, asked.Problems, asked.Body.Status == 0 ? 400 : asked.Body.Status);
            return null;
        }

        var found = long.TryParse(revision, out var number) ? await history.Modification(caller.Tenant, order!, number, ct) : null;
        if (found is not Undoable.Applied applied)
        {
            await NothingToUndo(context, revision, found is Undoable.NoModification, order!.Revision);
            return null;
        }

        var command = new OrderCommand.Undo(applied.Modification, asked.Body.Json.Text("comment"), asked.IfUnroutable)
        {
            Revision = asked.Revision,
            Whole = asked.Body.Json.Flag("whole") ?? false,
            Accept = asked.Accept,
            Reason = asked.Reason,
        };
        return (caller, command, asked);
    }

    private static Task NothingToUndo(HttpContext context, string revision, bool isOther, long last) =>
        Problems.Write(context, new("nothing-to-undo", "No modification was applied there.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = isOther
                ? $"At revision {revision} something else happened than a modification. The history names those there are."
                : $"The order has no revision {Shown.Short(revision)}; they go from 1 to {last}.",
            Current = last,
        });
}
