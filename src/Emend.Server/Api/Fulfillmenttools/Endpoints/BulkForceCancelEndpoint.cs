using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Result for one order of a bulk action.</summary>
internal sealed record OrderActionResult(string OrderId, string Status, string? Summary)
{
    public static void Write(Utf8JsonWriter json, OrderActionResult result)
    {
        json.WriteString("orderId", result.OrderId);
        json.WriteString("status", result.Status);
        json.WriteText("summary", result.Summary);
    }
}

/// <summary>Forces the cancellation of several orders. Each order has its own transaction and result.</summary>
internal sealed class BulkForceCancelEndpoint(
    FulfillmenttoolsAuthorizer authorizer, BatchForceCancelService cancellations, ReasonService reasons)
{
    public async Task ForceCancel(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        var body = await JsonBody.Read(context.Request, PickJobActionSchemas.BulkForceCancel, ct);
        var storedReasons = body.IsValid
            ? await reasons.FindMany(caller.Tenant, IReasonStore.Cancellation, [.. ReadReasonIds(body.Json)], ct)
            : ImmutableDictionary<string, StoredReason>.Empty;
        ImmutableArray<ValidationError> problems = body.IsValid ? [.. FindUnknownReasons(body.Json, storedReasons)] : body.Errors;
        if (IdempotencyKeys.Validate(context.Request) is { } key)
        {
            problems = problems.Add(key);
        }

        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderForceCancel))
        {
            return;
        }

        var idempotency = IdempotencyKeys.Create(context.Request, caller.Caller, body.Bytes);
        var origin = new BatchOrigin(caller.Caller, FulfillmenttoolsApi.Name, idempotency);
        var items = body.Json.ReadEntries("orders").Select(entry => ReadItem(entry, storedReasons));
        var results = await cancellations.Cancel(origin, [.. items], ct);
        await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, results.Select(ToResult), OrderActionResult.Write);
    }

    private static IEnumerable<string> ReadReasonIds(JsonElement body) =>
        body.ReadEntries("orders").Select(entry => entry.ReadText(ProcessSchemas.CancelationReasonId)).OfType<string>();

    private static IEnumerable<ValidationError> FindUnknownReasons(
        JsonElement body, IReadOnlyDictionary<string, StoredReason> storedReasons) =>
        from entry in body.ReadEntries("orders").Index()
        let reasonId = entry.Item.ReadText(ProcessSchemas.CancelationReasonId)
        where reasonId is not null && !storedReasons.ContainsKey(reasonId)
        select new ValidationError(
            $"orders[{entry.Index}].{ProcessSchemas.CancelationReasonId}",
            $"is {ValueFormatter.Truncate(reasonId)}",
            $"must be the id of one of the tenant's {IReasonStore.Cancellation}");

    private static ForceCancelItem ReadItem(JsonElement entry, IReadOnlyDictionary<string, StoredReason> storedReasons) => new(
        new(entry.ReadText("orderId")!),
        entry.ReadInteger("version"),
        entry.ReadText(ProcessSchemas.CancelationReasonId) is { } reasonId ? storedReasons[reasonId].ToCancellationReason() : null);

    private static OrderActionResult ToResult(BatchOrderResult result) => result.Outcome switch
    {
        BatchOrderOutcome.Updated => new(result.Reference, "UPDATED", null),
        BatchOrderOutcome.Unchanged => new(result.Reference, "UNCHANGED", "The order is already canceled."),
        BatchOrderOutcome.VersionConflict(var current, var expected) => CreateFailure(
            result,
            $"The order is at version {current}. The request expects version {expected}. "
            + "Read the order again and retry with its current version."),
        BatchOrderOutcome.Rejected(var violations) => CreateFailure(result, ViolationErrors.ToSummary(violations)),
        BatchOrderOutcome.NotFound => CreateFailure(result, $"There is no order {ValueFormatter.Truncate(result.Reference)}."),
        BatchOrderOutcome.Failed(var other) => CreateFailure(result, $"The command failed: {other.GetType().Name}."),
        _ => throw new InvalidOperationException($"{result.Outcome.GetType().Name} has no response."),
    };

    private static OrderActionResult CreateFailure(BatchOrderResult result, string summary) => new(result.Reference, "FAILED", summary);
}
