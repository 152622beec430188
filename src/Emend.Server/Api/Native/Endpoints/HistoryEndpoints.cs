using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads the history of an order and undoes modifications.</summary>
internal sealed class HistoryEndpoints(
    OrderService orderService,
    NativeOrderReader orders,
    OrderHistoryService history,
    IOrderReader orderReader)
{
    private const int MaxPageSize = 100;

    public async Task List(HttpContext context, string orderId)
    {
        if (await orders.Read(context, orderId) is not var (caller, order))
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var before = query.ReadInteger("before", int.MaxValue, 1, int.MaxValue);
        var size = query.ReadInteger("size", 25, 1, MaxPageSize);
        var includeFulfillment = query.ReadText("includeFulfillment");
        if (includeFulfillment is not (null or "true" or "false"))
        {
            query.AddError("includeFulfillment", $"is {ValueFormatter.Truncate(includeFulfillment)}", "must be true or false");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
            return;
        }

        var page = await history.ReadPage(caller.Tenant, order, before, size, includeFulfillment is not "true", context.RequestAborted);
        await context.Response.WriteView(StatusCodes.Status200OK, new HistoryPageView(page));
    }

    public async Task Get(HttpContext context, string orderId, string revision)
    {
        if (await orders.Read(context, orderId) is not var (caller, order))
        {
            return;
        }

        if (!long.TryParse(revision, out var number) || number < 1 || number > order.Revision)
        {
            await ProblemResponses.NotFound(context, "revision", revision);
            return;
        }

        var page = await history.ReadPage(caller.Tenant, order, number + 1, 1, false, context.RequestAborted);
        var entry = page.Entries[0];
        var run = await orderReader.FindRoutingRun(caller.Tenant, order.Id, entry.After.LastEventAt, context.RequestAborted);
        await context.Response.WriteView(StatusCodes.Status200OK, HistoryEntryView.Complete(entry, run?.Log));
    }

    public async Task Undo(HttpContext context, string orderId, string revision)
    {
        if (await ReadUndo(context, orderId, revision) is not var (caller, order, command, input))
        {
            return;
        }

        var request = ModificationEndpoints.CreateRequest(caller, order.Id.Value, command, input) with
        {
            Idempotency = IdempotencyKeys.Create(context.Request, caller, input.Body.Bytes),
        };
        await ModificationResponses.WriteApplied(context, orderId, await orderService.Execute(request, context.RequestAborted));
    }

    public async Task PreviewUndo(HttpContext context, string orderId, string revision)
    {
        if (await ReadUndo(context, orderId, revision) is not var (caller, order, command, input))
        {
            return;
        }

        var request = ModificationEndpoints.CreateRequest(caller, order.Id.Value, command, input);
        await ModificationResponses.WritePreview(context, orderId, await orderService.Preview(request, context.RequestAborted));
    }

    private async Task<(Caller Caller, Order Order, OrderCommand.Undo Command, ModificationRequestReader Input)?> ReadUndo(
        HttpContext context, string orderId, string revision)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return null;
        }

        var ct = context.RequestAborted;
        var input = await ModificationRequestReader.Read(context, ModificationSchemas.UndoOptions);
        var (earlyResult, order, _) = await orderService.Read(caller, OrderKeyReader.Read(orderId), ct);
        if (earlyResult is not null)
        {
            await NativeOrderResponses.WriteError(context, earlyResult, orderId);
            return null;
        }

        if (!input.Problems.IsEmpty)
        {
            await ProblemResponses.InvalidRequest(context, input.Problems, input.Body.Status == 0 ? 400 : input.Body.Status);
            return null;
        }

        var undoEligibility = long.TryParse(revision, out var number) ? await history.CheckUndo(caller.Tenant, order!, number, ct) : null;
        if (undoEligibility is not UndoEligibility.Applied applied)
        {
            await WriteNothingToUndo(context, revision, undoEligibility is UndoEligibility.NotAModification, order!.Revision);
            return null;
        }

        var command = new OrderCommand.Undo(applied.Modification, input.Body.Json.ReadText("comment"), input.UnroutableBehavior)
        {
            Revision = input.Revision,
            AllOrNothing = input.Body.Json.ReadBoolean("allOrNothing") ?? false,
            AcceptedPenalties = input.AcceptedPenalties,
            Reason = input.Reason,
        };
        return (caller, order!, command, input);
    }

    private static Task WriteNothingToUndo(HttpContext context, string revision, bool isOther, long last) =>
        ProblemResponses.Write(
            context,
            new("nothing-to-undo", "The revision is not a modification.", StatusCodes.Status422UnprocessableEntity)
            {
                Detail = isOther
                    ? $"Revision {revision} is not a modification. The history lists all modifications."
                    : $"The order has no revision {ValueFormatter.Truncate(revision)}. Its revisions are 1 to {last}.",
                Current = last,
            });
}
