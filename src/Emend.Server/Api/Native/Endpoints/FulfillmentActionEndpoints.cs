using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>How an order is fulfilled is changed, and the same is previewed: one body, one outcome.</summary>
internal sealed class FulfillmentActionEndpoints(OrderService orderService, ModificationResponses modificationResponses, IReasonStore reasons)
{
    public async Task Apply(HttpContext context, string orderId, FulfillmentActionDefinition action)
    {
        if (await Read(context, orderId, action) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked) with
        {
            Idempotency = IdempotencyKeys.Of(context.Request, caller, asked.Body.Bytes),
        };
        var outcome = await orderService.Execute(request, context.RequestAborted);
        if (IsOfOlder(outcome, action) is { } versionConflict) await ProblemResponses.Stale(context, What(action), versionConflict.Current, versionConflict.Expected);
        else await modificationResponses.Applied(context, orderId, caller, outcome);
    }

    public async Task Preview(HttpContext context, string orderId, FulfillmentActionDefinition action)
    {
        if (await Read(context, orderId, action) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked);
        var outcome = await orderService.Preview(request, context.RequestAborted);
        if (IsOfOlder(outcome, action) is { } versionConflict) await ProblemResponses.Stale(context, What(action), versionConflict.Current, versionConflict.Expected);
        else await ModificationResponses.Previewed(context, orderId, outcome);
    }

    /// <summary>A name that is none of an action: the nearest is told.</summary>
    public static async Task Unknown(HttpContext context, string named)
    {
        if (await NativeAuthorizer.Caller(context) is null) return;
        ImmutableArray<string> known = [.. FulfillmentActionDefinitions.All.Select(a => a.Name)];
        await ProblemResponses.Write(context, new("not-found", "There is no such thing.", StatusCodes.Status404NotFound)
        {
            Detail = $"There is no action {ValueFormatter.Short(named)}. "
                + (NameSuggester.To(named.Split('/')[0], known) is { } meant ? $"Did you mean {meant}?" : "These are known."),
            Known = known,
        });
    }

    /// <summary>A reason that the tenant does not have.</summary>
    public static ValidationError Missing(string named, string path = "") => new(
        path + FulfillmentActionDefinitions.CancelationReason,
        $"is {ValueFormatter.Short(named)}, which is no reason of the tenant",
        "must be the id of one: GET /api/cancelationreasons lists them");

    // Who reports work names the version of the job, not the revision of the order.
    private static Decision.VersionConflict? IsOfOlder(OrderCommandResult outcome, FulfillmentActionDefinition action) =>
        action.Work is not null && outcome is OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } ? versionConflict : null;

    private static string What(FulfillmentActionDefinition action) => action.Name.Replace('-', ' ');

    private async Task<(Caller Caller, OrderCommand Command, ModificationRequestReader Asked)?> Read(
        HttpContext context, string orderId, FulfillmentActionDefinition action)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return null;
        var ct = context.RequestAborted;
        var asked = await ModificationRequestReader.Read(context, action.Body);
        var (problems, reason) = (asked.Problems, (CancellationReason?)null);
        if (action.Work is not null && asked.Revision is not null)
            problems = problems.Add(new("If-Match", "names a revision of the order", "leave it out; name the job's version as version"));
        if (asked.Body.IsGood && asked.Body.Json.Text(FulfillmentActionDefinitions.CancelationReason) is { } named)
        {
            var storedReason = (await reasons.All(caller.Tenant, IReasonStore.Cancelation, ct)).FirstOrDefault(r => r.Id == named);
            if (storedReason is null) problems = problems.Add(Missing(named));
            else reason = new(storedReason.Id, storedReason.Text);
        }

        if (problems.IsEmpty)
            return (caller, FulfillmentActionDefinitions.Command(action, asked.Body.Json, reason, asked.Revision, asked.UnroutableBehavior), asked);
        // Whether there is such an order comes before what is wrong with the body.
        var (ending, _, _) = await orderService.Read(caller, new OrderKey.ById(new(orderId)), ct);
        if (ending is not null) await NativeOrderResponses.Ended(context, ending, orderId);
        else await ProblemResponses.Malformed(context, problems, asked.Body.Status == 0 ? StatusCodes.Status400BadRequest : asked.Body.Status);
        return null;
    }
}
