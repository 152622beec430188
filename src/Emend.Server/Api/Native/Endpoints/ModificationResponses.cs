using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Application.History;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>How decisions about modifications are told: alike, whether they were applied or previewed.</summary>
internal sealed class ModificationResponses(IOrderHistoryReader history)
{
    public async Task Applied(HttpContext context, string orderId, Caller caller, OrderCommandResult outcome)
    {
        var modificationResultView = outcome switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } decided =>
                Of(orderId, decided) with { Revision = accepted.After.Revision },
            OrderCommandResult.Decided { Decision: Decision.NoChange, Before: { } before } decided =>
                Of(orderId, decided) with { Revision = before.Revision },
            OrderCommandResult.Replayed kept => await Again(caller.Tenant, kept.Order, context.RequestAborted),
            _ => null,
        };
        if (modificationResultView is null)
        {
            await Failed(context, orderId, outcome);
            return;
        }

        RevisionHeaders.Write(context.Response, modificationResultView.Revision!.Value);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, modificationResultView, ModificationResultWriter.Write);
    }

    public static Task Previewed(HttpContext context, string orderId, OrderCommandResult outcome) => outcome switch
    {
        OrderCommandResult.Decided { Decision: Decision.Accepted or Decision.NoChange or Decision.Rejected { IsForbidden: false } } decided =>
            JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, Of(orderId, decided), ModificationResultWriter.Write),
        _ => Failed(context, orderId, outcome),
    };

    private static Task Failed(HttpContext context, string orderId, OrderCommandResult outcome) => outcome switch
    {
        OrderCommandResult.Decided { Decision: Decision.Rejected refused } =>
            ProblemResponses.Refused(context, refused.Violations, NativeOrderResponses.PointerOf),
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => Stale(context, versionConflict),
        OrderCommandResult.InvalidQuoteToken invalidQuoteToken => QuoteErrorResponses.Refused(context, invalidQuoteToken.Fault),
        OrderCommandResult.QuoteDeviated changed => QuoteErrorResponses.Broken(context, changed, Of(orderId, changed.ActualResult)),
        _ => NativeOrderResponses.Ended(context, outcome, orderId),
    };

    // Who named it by If-Match is told so in the terms of HTTP.
    private static Task Stale(HttpContext context, Decision.VersionConflict versionConflict) => versionConflict.Conflicts.IsEmpty
        ? ProblemResponses.Write(
            context,
            new("stale", "The order was changed meanwhile.", context.Request.Headers.IfMatch.Count > 0 ? 412 : 409)
            {
                Detail = $"It is in revision {versionConflict.Current}, the request names {versionConflict.Expected}. "
                    + "Read it again and decide anew, or allow rebase.",
                Current = versionConflict.Current,
                Named = versionConflict.Expected,
            })
        : ProblemResponses.Write(
            context,
            new("conflict", "Somebody else changed the same.", StatusCodes.Status409Conflict)
            {
                Detail = $"Since revision {versionConflict.Expected} these were changed: {string.Join(", ", versionConflict.Conflicts.Select(c => c.Description))}.",
                Current = versionConflict.Current,
                Named = versionConflict.Expected,
                Conflicts = versionConflict.Conflicts,
            });

    private static ModificationResultView Of(string orderId, OrderCommandResult.Decided decided)
    {
        var refusals = decided.Decision is Decision.Rejected refused
            ? [.. refused.Violations.Select(r => (r, NativeOrderResponses.PointerOf(r)))]
            : ImmutableArray<(Core.Rules.RuleViolation, string?)>.Empty;
        return new(orderId, refusals.IsEmpty, decided.Decision is Decision.Accepted, decided.Consequences)
        {
            Policy = (decided.Policy.Name, decided.Policy.Version),
            Promise = decided.Promise,
            Refusals = refusals,
            NotRestored = decided.Decision switch
            {
                Decision.Accepted accepted => accepted.NotRestored,
                Decision.Rejected none => none.NotRestored,
                _ => [],
            },
        };
    }

    /// <summary>What was answered before, told from what was written down of it.</summary>
    private async Task<ModificationResultView> Again(TenantId tenant, Order order, CancellationToken ct)
    {
        var entry = (await history.Entries(tenant, order.Id, order.Revision, order.Revision, ct)).Single();
        var past = new EndedEntities(
            [.. (entry.Before?.Plans ?? []).Where(p => entry.After.Plans.All(a => a.Id != p.Id))],
            [.. (entry.Before?.PickJobs ?? []).Where(j => entry.After.PickJobs.All(a => a.Id != j.Id))]);
        var accepted = new Decision.Accepted(entry.After, entry.Events, new([], past, null))
        {
            Overrides = entry.DecisionRecord?.Overrides ?? [],
        };
        return new(order.Id.Value, true, true, Consequences.From(entry.Before, accepted))
        {
            Revision = order.Revision,
            Policy = (entry.Provenance.Policy, entry.Provenance.PolicyVersion),
        };
    }
}
