using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.History;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>How decisions about modifications are told: alike, whether they were applied or previewed.</summary>
internal sealed class OutcomeAnswers(IOrderHistory history)
{
    public async Task Applied(HttpContext context, string orderId, Caller caller, Outcome outcome)
    {
        var told = outcome switch
        {
            Outcome.Decided { Decision: Decision.Accepted accepted } decided =>
                Of(orderId, decided) with { Revision = accepted.After.Revision },
            Outcome.Decided { Decision: Decision.NoChange, Before: { } before } decided =>
                Of(orderId, decided) with { Revision = before.Revision },
            Outcome.Kept kept => await Again(caller.Tenant, kept.Order, context.RequestAborted),
            _ => null,
        };
        if (told is null)
        {
            await Failed(context, orderId, outcome);
            return;
        }

        Revisions.Tell(context.Response, told.Revision!.Value);
        await Answer.Write(context.Response, StatusCodes.Status200OK, told, OutcomeBody.Write);
    }

    public static Task Previewed(HttpContext context, string orderId, Outcome outcome) => outcome switch
    {
        Outcome.Decided { Decision: Decision.Accepted or Decision.NoChange or Decision.Refused { Forbidden: false } } decided =>
            Answer.Write(context.Response, StatusCodes.Status200OK, Of(orderId, decided), OutcomeBody.Write),
        _ => Failed(context, orderId, outcome),
    };

    private static Task Failed(HttpContext context, string orderId, Outcome outcome) => outcome switch
    {
        Outcome.Decided { Decision: Decision.Refused refused } =>
            Problems.Refused(context, refused.Because, OrderAnswers.PointerOf),
        Outcome.Decided { Decision: Decision.Stale stale } => Stale(context, stale),
        Outcome.PromiseRefused refused => PromiseAnswers.Refused(context, refused.Fault),
        Outcome.Changed changed => PromiseAnswers.Broken(context, changed, Of(orderId, changed.Instead)),
        _ => OrderAnswers.Ended(context, outcome, orderId),
    };

    // Who named it by If-Match is told so in the terms of HTTP.
    private static Task Stale(HttpContext context, Decision.Stale stale) => stale.Conflicts.IsEmpty
        ? Problems.Write(
            context,
            new("stale", "The order was changed meanwhile.", context.Request.Headers.IfMatch.Count > 0 ? 412 : 409)
            {
                Detail = $"It is in revision {stale.Current}, the request names {stale.Named}. "
                    + "Read it again and decide anew, or allow rebase.",
                Current = stale.Current,
                Named = stale.Named,
            })
        : Problems.Write(
            context,
            new("conflict", "Somebody else changed the same.", StatusCodes.Status409Conflict)
            {
                Detail = $"Since revision {stale.Named} these were changed: {string.Join(", ", stale.Conflicts.Select(c => c.Words))}.",
                Current = stale.Current,
                Named = stale.Named,
                Conflicts = stale.Conflicts,
            });

    private static ToldOutcome Of(string orderId, Outcome.Decided decided)
    {
        var refusals = decided.Decision is Decision.Refused refused
            ? [.. refused.Because.Select(r => (r, OrderAnswers.PointerOf(r)))]
            : ImmutableArray<(Core.Rules.Refusal, string?)>.Empty;
        return new(orderId, refusals.IsEmpty, decided.Decision is Decision.Accepted, decided.Consequences)
        {
            Policy = (decided.Policy.Name, decided.Policy.Version),
            Promise = decided.Promise,
            Refusals = refusals,
            NotRestored = decided.Decision switch
            {
                Decision.Accepted accepted => accepted.NotRestored,
                Decision.Refused none => none.NotRestored,
                _ => [],
            },
        };
    }

    /// <summary>What was answered before, told from what was written down of it.</summary>
    private async Task<ToldOutcome> Again(TenantId tenant, Order order, CancellationToken ct)
    {
        var entry = (await history.Entries(tenant, order.Id, order.Revision, order.Revision, ct)).Single();
        var past = new PastEntities(
            [.. (entry.Before?.Plans ?? []).Where(p => entry.After.Plans.All(a => a.Id != p.Id))],
            [.. (entry.Before?.PickJobs ?? []).Where(j => entry.After.PickJobs.All(a => a.Id != j.Id))]);
        var accepted = new Decision.Accepted(entry.After, entry.Events, new([], past, null))
        {
            Passed = entry.Ground?.Passed ?? [],
        };
        return new(order.Id.Value, true, true, Consequences.Of(entry.Before, accepted))
        {
            Revision = order.Revision,
            Policy = (entry.Provenance.Policy, entry.Provenance.PolicyVersion),
        };
    }
}
