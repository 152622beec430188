using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Core;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Orders;

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
        await context.Response.WriteView(StatusCodes.Status200OK, modificationResult);
    }

    public static Task WritePreview(HttpContext context, string orderId, OrderCommandResult result) => result switch
    {
        OrderCommandResult.Decided
        {
            Decision: Decision.Accepted or Decision.NoChange or Decision.Rejected { IsForbidden: false },
        } decided =>
            context.Response.WriteView(StatusCodes.Status200OK, ToView(decided)),
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
        ImmutableArray<RuleViolationView> violations = decided.Decision is Decision.Rejected rejected
            ? [.. rejected.Violations.Select(violation => new RuleViolationView(violation, NativeRules.GetPointer(violation)))]
            : [];
        return new()
        {
            Order = decided.Before!.Id,
            Accepted = violations.IsEmpty,
            Changed = decided.Decision is Decision.Accepted,
            Consequences = decided.Consequences is { } consequences ? new(consequences) : null,
            Policy = decided.Policy.Name,
            PolicyVersion = decided.Policy.Version,
            Violations = violations,
            UnrestoredFields = ToViews(decided.Decision switch
            {
                Decision.Accepted accepted => accepted.UnrestoredFields,
                Decision.Rejected { UnrestoredFields: var fields } => fields,
                _ => [],
            }),
            QuoteToken = decided.Quote?.Token,
            QuoteTokenExpiresAt = decided.Quote?.Expires,
        };
    }

    private static ModificationResultView ToView(StoredDecision first) => new()
    {
        Order = first.Accepted.After.Id,
        Accepted = true,
        Changed = true,
        Consequences = new(Consequences.From(first.Before, first.Accepted)),
        Revision = first.Accepted.After.Revision,
        Policy = first.Provenance.Policy,
        PolicyVersion = first.Provenance.PolicyVersion,
        UnrestoredFields = ToViews(first.Accepted.UnrestoredFields),
    };

    private static IEnumerable<UnrestoredFieldView>? ToViews(ImmutableArray<UnrestoredField> fields) =>
        fields.NullIfEmpty()?.Select(field => new UnrestoredFieldView(field));
}
