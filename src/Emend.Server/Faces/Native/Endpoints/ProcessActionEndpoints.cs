using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>How an order is fulfilled is changed, and the same is previewed: one body, one outcome.</summary>
internal sealed class ProcessActionEndpoints(OrderDesk desk, OutcomeAnswers answers, IReasonStore reasons)
{
    public async Task Apply(HttpContext context, string orderId, ProcessAction action)
    {
        if (await Read(context, orderId, action) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked) with
        {
            Idempotency = IdempotencyKeys.Of(context.Request, caller, asked.Body.Bytes),
        };
        var outcome = await desk.Submit(request, context.RequestAborted);
        if (IsOfOlder(outcome, action) is { } stale) await Problems.Stale(context, What(action), stale.Current, stale.Named);
        else await answers.Applied(context, orderId, caller, outcome);
    }

    public async Task Preview(HttpContext context, string orderId, ProcessAction action)
    {
        if (await Read(context, orderId, action) is not var (caller, command, asked)) return;
        var request = ModificationEndpoints.Request(caller, orderId, command, asked);
        var outcome = await desk.Preview(request, context.RequestAborted);
        if (IsOfOlder(outcome, action) is { } stale) await Problems.Stale(context, What(action), stale.Current, stale.Named);
        else await OutcomeAnswers.Previewed(context, orderId, outcome);
    }

    /// <summary>A name that is none of an action: the nearest is told.</summary>
    public static async Task Unknown(HttpContext context, string named)
    {
        if (await Entrance.Caller(context) is null) return;
        ImmutableArray<string> known = [.. ProcessActions.All.Select(a => a.Name)];
        await Problems.Write(context, new("not-found", "There is no such thing.", StatusCodes.Status404NotFound)
        {
            Detail = $"There is no action {Shown.Short(named)}. "
                + (Nearest.To(named.Split('/')[0], known) is { } meant ? $"Did you mean {meant}?" : "These are known."),
            Known = known,
        });
    }

    /// <summary>A reason that the tenant does not have.</summary>
    public static Problem Missing(string named, string path = "") => new(
        path + ProcessActions.CancelationReason,
        $"is {Shown.Short(named)}, which is no reason of the tenant",
        "must be the id of one: GET /api/cancelationreasons lists them");

    // Who reports work names the version of the job, not the revision of the order.
    private static Decision.Stale? IsOfOlder(Outcome outcome, ProcessAction action) =>
        action.Work is not null && outcome is Outcome.Decided { Decision: Decision.Stale stale } ? stale : null;

    private static string What(ProcessAction action) => action.Name.Replace('-', ' ');

    private async Task<(Caller Caller, OrderCommand Command, Asked Asked)?> Read(
        HttpContext context, string orderId, ProcessAction action)
    {
        if (await Entrance.Caller(context) is not { } caller) return null;
        var ct = context.RequestAborted;
        var asked = await Asked.Read(context, action.Body);
        var (problems, reason) = (asked.Problems, (CancelationReason?)null);
        if (action.Work is not null && asked.Revision is not null)
            problems = problems.Add(new("If-Match", "names a revision of the order", "leave it out; name the job's version as version"));
        if (asked.Body.IsGood && asked.Body.Json.Text(ProcessActions.CancelationReason) is { } named)
        {
            var known = (await reasons.All(caller.Tenant, IReasonStore.Cancelation, ct)).FirstOrDefault(r => r.Id == named);
            if (known is null) problems = problems.Add(Missing(named));
            else reason = new(known.Id, known.Text);
        }

        if (problems.IsEmpty)
            return (caller, ProcessActions.Command(action, asked.Body.Json, reason, asked.Revision, asked.IfUnroutable), asked);
        // Whether there is such an order comes before what is wrong with the body.
        var (ending, _, _) = await desk.Read(caller, new OrderKey.ById(new(orderId)), ct);
        if (ending is not null) await OrderAnswers.Ended(context, ending, orderId);
        else await Problems.Malformed(context, problems, asked.Body.Status == 0 ? StatusCodes.Status400BadRequest : asked.Body.Status);
        return null;
    }
}
