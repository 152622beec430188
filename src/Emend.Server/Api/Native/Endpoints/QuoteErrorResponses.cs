using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Quotes;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Writes the responses to invalid quote tokens and deviating results.</summary>
internal static class QuoteErrorResponses
{
    public static Task WriteInvalidToken(HttpContext context, QuoteTokenError error)
    {
        var problem = new ValidationError("quoteToken", GetDetail(error), GetExpected(error));
        return error is QuoteTokenError.Malformed
            ? ProblemResponses.InvalidRequest(context, [problem])
            : ProblemResponses.Write(
                context,
                new("invalid-quote-token", "The quote token is not valid for this request.", StatusCodes.Status422UnprocessableEntity)
                {
                    Detail = problem.ToString(),
                    Errors = [problem],
                });
    }

    public static Task WriteDeviation(HttpContext context, OrderCommandResult.QuoteDeviated changed, ModificationResultView actualResult) =>
        ProblemResponses.Write(
            context,
            new("quote-deviation", "The result differs from the quote.", StatusCodes.Status409Conflict)
            {
                Detail = $"Different from the quote: {string.Join(", ", changed.Deviations.Select(EnumWireNames.ToName))}. "
                    + "Nothing was written. Preview again and send the new quoteToken, allow more tolerance, or omit quoteToken.",
                WriteMembers = json =>
                {
                    json.WriteView("quoted", new QuoteView(changed.Quoted));
                    json.WriteView("actual", new QuoteView(changed.Actual));
                    json.WriteTexts("deviations", changed.Deviations.Select(EnumWireNames.ToName));
                    json.WriteView("result", actualResult);
                },
            });

    private static string GetDetail(QuoteTokenError error) => error switch
    {
        QuoteTokenError.Malformed => "is not the token of a preview",
        QuoteTokenError.Altered => "was altered, or its signing key is no longer in use",
        QuoteTokenError.Expired => "has expired",
        QuoteTokenError.OtherOrder => "was issued for a different order",
        QuoteTokenError.OtherCaller => "was issued to a different caller",
        QuoteTokenError.OtherCommand => "was issued for a different request",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string GetExpected(QuoteTokenError error) => error switch
    {
        QuoteTokenError.Malformed or QuoteTokenError.Altered => "must be the unchanged quoteToken of a preview",
        QuoteTokenError.OtherCommand => "must be sent with the previewed request; only reason, comment and revision may differ",
        _ => "must be the quoteToken of your own preview of this order before its quoteTokenExpiresAt; preview again",
    };
}
