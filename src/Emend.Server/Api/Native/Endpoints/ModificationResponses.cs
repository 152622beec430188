using System.Collections.Immutable;
using Emend.Core;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>
/// Writes the responses of applied and previewed modifications. <c>orderId</c> is the order as the path names it; responses have its id.
/// </summary>
internal static class ModificationResponses
{
    public static async Task WriteApplied(HttpContext context, string orderId, OrderCommandResult result)
    {
        var modificationResult = result switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } decided =>
                ToView(decided) with { Revision = accepted.After.Revision },
            OrderCommandResult.Decided { Decision: Decision.NoChange, Before: { } before } decided =>
                ToView(decided) with { Revision = before.Revision },
            OrderCommandResult.Replayed replayed => ToView(replayed.First),
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
            JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, ToView(decided), ModificationResultWriter.Write),
        _ => WriteError(context, orderId, result),
    };

    private static Task WriteError(HttpContext context, string orderId, OrderCommandResult result) => result switch
    {
        OrderCommandResult.Decided { Decision: Decision.Rejected rejected } =>
            ProblemResponses.RuleViolations(context, rejected.Violations, NativeRules.GetPointer),
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => WriteConflict(context, versionConflict),
        OrderCommandResult.InvalidQuoteToken invalidQuoteToken => QuoteErrorResponses.WriteInvalidToken(context, invalidQuoteToken.Error),
        OrderCommandResult.QuoteDeviated changed =>
            QuoteErrorResponses.WriteDeviation(context, changed, ToView(changed.ActualResult)),
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

    private static ModificationResultView ToView(OrderCommandResult.Decided decided)
    {
        var violations = decided.Decision is Decision.Rejected rejected
            ? [.. rejected.Violations.Select(r => (r, NativeRules.GetPointer(r)))]
            : ImmutableArray<(Core.Rules.RuleViolation, string?)>.Empty;
        return new(decided.Before!.Id.Value, violations.IsEmpty, decided.Decision is Decision.Accepted, decided.Consequences)
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

    private static ModificationResultView ToView(StoredDecision first) =>
        new(first.Accepted.After.Id.Value, true, true, Consequences.From(first.Before, first.Accepted))
        {
            Revision = first.Accepted.After.Revision,
            Policy = (first.Provenance.Policy, first.Provenance.PolicyVersion),
            UnrestoredFields = first.Accepted.UnrestoredFields,
        };
}
