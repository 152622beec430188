using Emend.Server.Desk;
using Emend.Server.Desk.Promises;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>How promises are told that are not taken, or not kept.</summary>
internal static class PromiseAnswers
{
    public static Task Refused(HttpContext context, PromiseFault fault)
    {
        var problem = new Problem("token", WrongWith(fault), RightFor(fault));
        return fault is PromiseFault.Malformed
            ? Problems.Malformed(context, [problem])
            : Problems.Write(
                context,
                new("token-refused", "The token does not count for this request.", StatusCodes.Status422UnprocessableEntity)
                {
                    Detail = problem.ToString(),
                    Errors = [problem],
                });
    }

    public static Task Broken(HttpContext context, Outcome.Changed changed, ToldOutcome instead) => Problems.Write(
        context,
        new("promise-broken", "It would come out otherwise than the preview promised.", StatusCodes.Status409Conflict)
        {
            Detail = $"Otherwise than promised: {string.Join(", ", changed.Breaks.Select(States.Of))}. Nothing was written. "
                + "Preview again and send the new token, allow more tolerance, or leave the token out.",
            More = json =>
            {
                json.Object("promised", changed.Promised, OutcomeBody.Write);
                json.Object("now", changed.Now, OutcomeBody.Write);
                json.Texts("breaks", changed.Breaks.Select(States.Of));
                json.Object("outcome", instead, OutcomeBody.Write);
            },
        });

    private static string WrongWith(PromiseFault fault) => fault switch
    {
        PromiseFault.Malformed => "is no token of a preview",
        PromiseFault.Altered => "was altered, or its key is no longer in use",
        PromiseFault.Expired => "has expired",
        PromiseFault.OtherOrder => "is of another order",
        PromiseFault.OtherCaller => "was given to somebody else",
        PromiseFault.OtherCommand => "promises what another request does",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string RightFor(PromiseFault fault) => fault switch
    {
        PromiseFault.Malformed or PromiseFault.Altered => "must be the token of a preview's answer, as it was given",
        PromiseFault.OtherCommand => "must come with the very request that was previewed; only reason, comment and revision may differ",
        _ => "must be the token of your own preview of this order, not older than its tokenExpires: preview again",
    };
}
