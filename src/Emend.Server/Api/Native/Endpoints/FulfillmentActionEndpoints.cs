using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Applies and previews fulfillment and warehouse actions. Both take the same body and return the same result.</summary>
internal sealed class FulfillmentActionEndpoints(
    OrderService orderService, ReasonService reasons)
{
    public async Task Apply(HttpContext context, string orderId, FulfillmentActionDefinition action)
    {
        if (await Read(context, orderId, action) is not var (caller, command, input))
        {
            return;
        }

        var request = ModificationEndpoints.CreateRequest(caller, orderId, command, input) with
        {
            Idempotency = IdempotencyKeys.Create(context.Request, caller, input.Body.Bytes),
        };
        var result = await orderService.Execute(request, context.RequestAborted);
        if (GetVersionConflict(result, action) is { } versionConflict)
        {
            await ProblemResponses.VersionConflict(context, GetResourceName(action), versionConflict.Current, versionConflict.Expected);
        }
        else
        {
            await ModificationResponses.WriteApplied(context, orderId, result);
        }
    }

    public async Task Preview(HttpContext context, string orderId, FulfillmentActionDefinition action)
    {
        if (await Read(context, orderId, action) is not var (caller, command, input))
        {
            return;
        }

        var request = ModificationEndpoints.CreateRequest(caller, orderId, command, input);
        var result = await orderService.Preview(request, context.RequestAborted);
        if (GetVersionConflict(result, action) is { } versionConflict)
        {
            await ProblemResponses.VersionConflict(context, GetResourceName(action), versionConflict.Current, versionConflict.Expected);
        }
        else
        {
            await ModificationResponses.WritePreview(context, orderId, result);
        }
    }

    /// <summary>Responds to an unknown action name. The response suggests the most similar name.</summary>
    public static async Task RespondToUnknownAction(HttpContext context, string named)
    {
        if (await NativeAuthorizer.GetCaller(context) is null)
        {
            return;
        }

        ImmutableArray<string> known = [.. FulfillmentActionDefinitions.All.Select(a => a.Name)];
        await ProblemResponses.Write(context, new("not-found", "The resource was not found.", StatusCodes.Status404NotFound)
        {
            Detail = $"The action {ValueFormatter.Truncate(named)} does not exist. "
                + (NameSuggester.Suggest(named.Split('/')[0], known) is { } similar ? $"Did you mean {similar}?" : "See knownActions."),
            KnownActions = known,
        });
    }

    /// <summary>The validation error of an unknown cancellation reason.</summary>
    public static ValidationError UnknownReason(string named, string path = "") => new(
        path + FulfillmentActionDefinitions.CancellationReasonMember,
        $"is {ValueFormatter.Truncate(named)}, which is not a cancellation reason of the tenant",
        "must be the id of a cancellation reason; GET /api/cancelationreasons lists them");

    // Warehouse actions expect a version of the job, not a revision of the order.
    private static Decision.VersionConflict? GetVersionConflict(OrderCommandResult result, FulfillmentActionDefinition action) =>
        action.CreateWarehouseCommand is not null
            && result is OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict }
            ? versionConflict
            : null;

    private static string GetResourceName(FulfillmentActionDefinition action) => action.Name.Replace('-', ' ');

    private async Task<(Caller Caller, OrderCommand Command, ModificationRequestReader Input)?> Read(
        HttpContext context, string orderId, FulfillmentActionDefinition action)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return null;
        }

        var ct = context.RequestAborted;
        var input = await ModificationRequestReader.Read(context, action.Body);
        var (problems, reason) = (input.Problems, (CancellationReason?)null);
        if (action.CreateWarehouseCommand is not null && input.Revision is not null)
        {
            problems = problems.Add(new("If-Match", "contains a revision of the order", "omit it; send the version of the job as version"));
        }

        if (input.Body.IsValid && input.Body.Json.ReadText(FulfillmentActionDefinitions.CancellationReasonMember) is { } named)
        {
            var storedReason = await reasons.Find(caller.Tenant, IReasonStore.Cancellation, named, ct);
            if (storedReason is null)
            {
                problems = problems.Add(UnknownReason(named));
            }
            else
            {
                reason = storedReason.ToCancellationReason();
            }
        }

        if (problems.IsEmpty)
        {
            var command = FulfillmentActionDefinitions.CreateCommand(
                action, input.Body.Json, reason, input.Revision, input.UnroutableBehavior);
            return (caller, command, input);
        }

        // A missing order takes precedence over validation errors.
        var (earlyResult, _, _) = await orderService.Read(caller, OrderKeyReader.Read(orderId), ct);
        if (earlyResult is not null)
        {
            await NativeOrderResponses.WriteError(context, earlyResult, orderId);
        }
        else
        {
            await ProblemResponses.InvalidRequest(
            context, problems, input.Body.Status == 0 ? StatusCodes.Status400BadRequest : input.Body.Status);
        }

        return null;
    }
}
