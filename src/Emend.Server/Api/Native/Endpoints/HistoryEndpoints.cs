using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Application.History;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What happened to an order, and the way back.</summary>
internal sealed class HistoryEndpoints(
    OrderService orderService, NativeOrderReader orders, OrderHistoryService history, IOrderReader reads, ModificationResponses modificationResponses)
{
    private const int Max = 100;

    public async Task List(HttpContext context, string orderId)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        var query = new QueryStringReader(context.Request.Query);
        var before = query.Whole("before", int.MaxValue, 1, int.MaxValue);
        var size = query.Whole("size", 25, 1, Max);
        var all = query.Text("all");
        if (all is not (null or "true" or "false")) query.Add("all", $"is {ValueFormatter.Short(all)}", "must be true or false");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await ProblemResponses.Malformed(context, problems);
            return;
        }

        var page = await history.Page(caller.Tenant, order, before, size, all is not "true", context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, page, static (json, told) =>
        {
            json.Objects("entries", told.Entries, HistoryWriter.Write);
            if (told.Next is { } next) json.WriteNumber("next", next);
        });
    }

    public async Task Get(HttpContext context, string orderId, string revision)
    {
        if (await orders.Admit(context, orderId) is not var (caller, order)) return;
        if (!long.TryParse(revision, out var number) || number < 1 || number > order.Revision)
        {
            await ProblemResponses.NotFound(context, "revision", revision);
            return;
        }

        var page = await history.Page(caller.Tenant, order, number + 1, 1, false, context.RequestAborted);
        var entry = page.Entries[0];
        var run = await reads.Run(caller.Tenant, order.Id, entry.After.LastEventAt, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (entry, run?.Log), HistoryWriter.WriteAlone);
    }

    public async Task Undo(HttpContext context, string orderId, string revision)
    {
        if (await Undoing(context, orderId, revision) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked) with
        {
            Idempotency = IdempotencyKeys.Of(context.Request, caller, asked.Body.Bytes),
        };
        await modificationResponses.Applied(context, orderId, caller, await orderService.Execute(request, context.RequestAborted));
    }

    public async Task PreviewUndo(HttpContext context, string orderId, string revision)
    {
        if (await Undoing(context, orderId, revision) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked);
        await ModificationResponses.Previewed(context, orderId, await orderService.Preview(request, context.RequestAborted));
    }

    private async Task<(Caller Caller, OrderCommand.Undo Command, ModificationRequestReader Asked)?> Undoing(
        HttpContext context, string orderId, string revision)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return null;
        var ct = context.RequestAborted;
        var asked = await ModificationRequestReader.Read(context, ModificationSchemas.Undo);
        var (ending, order, _) = await orderService.Read(caller, new OrderKey.ById(new(orderId)), ct);
        if (ending is not null)
        {
            await NativeOrderResponses.Ended(context, ending, orderId);
            return null;
        }

        if (!asked.Problems.IsEmpty)
        {
            await ProblemResponses.Malformed(context, asked.Problems, asked.Body.Status == 0 ? 400 : asked.Body.Status);
            return null;
        }

        var undoEligibility = long.TryParse(revision, out var number) ? await history.Modification(caller.Tenant, order!, number, ct) : null;
        if (undoEligibility is not UndoEligibility.Applied applied)
        {
            await NothingToUndo(context, revision, undoEligibility is UndoEligibility.NotAModification, order!.Revision);
            return null;
        }

        var command = new OrderCommand.Undo(applied.Modification, asked.Body.Json.Text("comment"), asked.UnroutableBehavior)
        {
            Revision = asked.Revision,
            AllOrNothing = asked.Body.Json.Flag("whole") ?? false,
            AcceptedPenalties = asked.Accept,
            Reason = asked.Reason,
        };
        return (caller, command, asked);
    }

    private static Task NothingToUndo(HttpContext context, string revision, bool isOther, long last) =>
        ProblemResponses.Write(context, new("nothing-to-undo", "No modification was applied there.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = isOther
                ? $"At revision {revision} something else happened than a modification. The history names those there are."
                : $"The order has no revision {ValueFormatter.Short(revision)}; they go from 1 to {last}.",
            Current = last,
        });
}
