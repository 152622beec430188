using Emend.Server.Application.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Writes the error responses of order commands.</summary>
internal static class NativeOrderResponses
{
    /// <summary>Writes the response of a command that ended before a decision.</summary>
    public static Task WriteError(HttpContext context, OrderCommandResult result, string orderId) => result switch
    {
        OrderCommandResult.Unauthenticated => ProblemResponses.Unauthenticated(context, AuthenticationError.Revoked),
        OrderCommandResult.NotFound => ProblemResponses.NotFound(context, "order", orderId),
        OrderCommandResult.IdempotencyKeyReused => ProblemResponses.IdempotencyKeyReused(context),
        OrderCommandResult.PolicyNotAllowed forbidden => ProblemResponses.Forbidden(context, forbidden.Permission),
        OrderCommandResult.UnknownPolicy unknown => ProblemResponses.Write(
            context,
            new("unknown-policy", "The policy was not found.", StatusCodes.Status422UnprocessableEntity)
            {
                Detail = $"The tenant has no policy {unknown.Name}.",
                KnownPolicies = unknown.Known,
            }),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
    };
}
