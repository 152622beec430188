using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Application.Quotes;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>How promises are told that are not taken, or not kept.</summary>
internal static class QuoteErrorResponses
{
    public static Task Refused(HttpContext context, QuoteTokenError quoteTokenError)
    {
        var problem = new ValidationError("token", WrongWith(quoteTokenError), RightFor(quoteTokenError));
        return quoteTokenError is QuoteTokenError.Malformed
            ? ProblemResponses.Malformed(context, [problem])
            : ProblemResponses.Write(
                context,
                new("token-refused", "The token does not count for this request.", StatusCodes.Status422UnprocessableEntity)
                {
                    Detail = problem.ToString(),
                    Errors = [problem],
                });
    }

    public static Task Broken(HttpContext context, OrderCommandResult.QuoteDeviated changed, ModificationResultView instead) => ProblemResponses.Write(
        context,
        new("promise-broken", "It would come out otherwise than the preview promised.", StatusCodes.Status409Conflict)
        {
            Detail = $"Otherwise than promised: {string.Join(", ", changed.Deviations.Select(EnumWireNames.Of))}. Nothing was written. "
                + "Preview again and send the new token, allow more tolerance, or leave the token out.",
            More = json =>
            {
                json.Object("promised", changed.Quoted, ModificationResultWriter.Write);
                json.Object("now", changed.Actual, ModificationResultWriter.Write);
                json.Texts("breaks", changed.Deviations.Select(EnumWireNames.Of));
                json.Object("outcome", instead, ModificationResultWriter.Write);
            },
        });

    private static string WrongWith(QuoteTokenError quoteTokenError) => quoteTokenError switch
    {
        QuoteTokenError.Malformed => "is no token of a preview",
        QuoteTokenError.Altered => "was altered, or its key is no longer in use",
        QuoteTokenError.Expired => "has expired",
        QuoteTokenError.OtherOrder => "is of another order",
        QuoteTokenError.OtherCaller => "was given to somebody else",
        QuoteTokenError.OtherCommand => "promises what another request does",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string RightFor(QuoteTokenError quoteTokenError) => quoteTokenError switch
    {
        QuoteTokenError.Malformed or QuoteTokenError.Altered => "must be the token of a preview's answer, as it was given",
        QuoteTokenError.OtherCommand => "must come with the very request that was previewed; only reason, comment and revision may differ",
        _ => "must be the token of your own preview of this order, not older than its tokenExpires: preview again",
    };
}
