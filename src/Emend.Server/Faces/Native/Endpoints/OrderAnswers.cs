using Emend.Server.Desk;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>How the Desk's outcomes are told.</summary>
internal static class OrderAnswers
{
    /// <summary>Tells an outcome before which nothing was decided.</summary>
    public static Task Ended(HttpContext context, Outcome ending, string orderId) => ending switch
    {
        Outcome.Unauthenticated => Problems.Unauthenticated(context, CallerProblem.Revoked),
        Outcome.NotFound => Problems.NotFound(context, "order", orderId),
        Outcome.KeyReused => Problems.KeyReused(context),
        Outcome.PolicyForbidden forbidden => Problems.Forbidden(context, forbidden.Permission),
        Outcome.UnknownPolicy unknown => Problems.Write(
            context,
            new("unknown-policy", "There is no such policy.", StatusCodes.Status422UnprocessableEntity)
            {
                Detail = $"The tenant has no policy {unknown.Name}.",
                Known = unknown.Known,
            }),
        _ => throw new InvalidOperationException($"{ending.GetType().Name} cannot be told."),
    };
}
