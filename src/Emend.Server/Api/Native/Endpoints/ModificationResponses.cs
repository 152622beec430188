using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Writes the responses of applied and previewed modifications.</summary>
internal sealed class ModificationResponses(IOrderHistoryReader history)
{
    public async Task WriteApplied(HttpContext context, string orderId, Caller caller, OrderCommandResult result)
    {
        var modificationResult = result switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } decided =>
                ToView(orderId, decided) with { Revision = accepted.After.Revision },
            OrderCommandResult.Decided { Decision: Decision.NoChange, Before: { } before } decided =>
                ToView(orderId, decided) with { Revision = before.Revision },
            OrderCommandResult.Replayed replayed => await RebuildResult(caller.Tenant, replayed.Order, context.RequestAborted),
            _ => null,
        };
        if (modificationResult is null)
        {
            await WriteError(context, orderId, result);
            return;
        }

        RevisionHeaders.WriteETag(context.Response, modificationResult.Revision!.Value);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, modificationResult, ModificationResultWriter.Write);
    }

    public static Task WritePreview(HttpContext context, string orderId, OrderCommandResult result) => result switch
    {
        OrderCommandResult.Decided
        {
            Decision: Decision.Accepted or Decision.NoChange or Decision.Rejected { IsForbidden: false },
        } decided =>
            JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, ToView(orderId, decided), ModificationResultWriter.Write),
        _ => WriteError(context, orderId, result),
    };

    private static Task WriteError(HttpContext context, string orderId, OrderCommandResult result) => result switch
    {
        OrderCommandResult.Decided { Decision: Decision.Rejected rejected } =>
            ProblemResponses.RuleViolations(context, rejected.Violations, NativeOrderResponses.GetPointer),
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => WriteConflict(context, versionConflict),
        OrderCommandResult.InvalidQuoteToken invalidQuoteToken => QuoteErrorResponses.WriteInvalidToken(context, invalidQuoteToken.Error),
        OrderCommandResult.QuoteDeviated changed =>
            QuoteErrorResponses.WriteDeviation(context, changed, ToView(orderId, changed.ActualResult)),
        _ => NativeOrderResponses.WriteError(context, result, orderId),
    };

    // A conflict with If-Match is 412, a conflict with baseRevision is 409.
    private static Task WriteConflict(HttpContext context, Decision.VersionConflict versionConflict) => versionConflict.Conflicts.IsEmpty
        ? ProblemResponses.Write(
            context,
            new("version-conflict", "The order was changed by another request.", context.Request.Headers.IfMatch.Count > 0 ? 412 : 409)
            {
                Detail = $"The order has revision {versionConflict.Current}. The request expects revision {versionConflict.Expected}. "
                    + "Read the order again and retry, or set rebase.",
                Current = versionConflict.Current,
                Expected = versionConflict.Expected,
            })
        : ProblemResponses.Write(
            context,
            new("merge-conflict", "Another request changed the same fields.", StatusCodes.Status409Conflict)
            {
                Detail = $"Changed since revision {versionConflict.Expected}: "
                    + $"{string.Join(", ", versionConflict.Conflicts.Select(c => c.Description))}.",
                Current = versionConflict.Current,
                Expected = versionConflict.Expected,
                Conflicts = versionConflict.Conflicts,
            });

    private static ModificationResultView ToView(string orderId, OrderCommandResult.Decided decided)
    {
        var violations = decided.Decision is Decision.Rejected rejected
            ? [.. rejected.Violations.Select(r => (r, NativeOrderResponses.GetPointer(r)))]
            : ImmutableArray<(Core.Rules.RuleViolation, string?)>.Empty;
        return new(orderId, violations.IsEmpty, decided.Decision is Decision.Accepted, decided.Consequences)
        {
            Policy = (decided.Policy.Name, decided.Policy.Version),
            Quote = decided.Quote,
            Violations = violations,
            UnrestoredFields = decided.Decision switch
            {
                Decision.Accepted accepted => accepted.UnrestoredFields,
                Decision.Rejected { UnrestoredFields: var fields } => fields,
                _ => [],
            },
        };
    }

    /// <summary>Rebuilds the result of a replayed request from the journal.</summary>
    private async Task<ModificationResultView> RebuildResult(TenantId tenant, Order order, CancellationToken ct)
    {
        var entry = (await history.ReadEntries(tenant, order.Id, order.Revision, order.Revision, ct)).Single();
        var ended = new EndedEntities(
            [.. (entry.Before?.Plans ?? []).Where(p => entry.After.Plans.All(a => a.Id != p.Id))],
            [.. (entry.Before?.PickJobs ?? []).Where(j => entry.After.PickJobs.All(a => a.Id != j.Id))]);
        var accepted = new Decision.Accepted(entry.After, entry.Events, new([], ended, null))
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
