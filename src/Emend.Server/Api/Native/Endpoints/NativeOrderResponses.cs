using System.Collections.Frozen;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Writes the error responses of order commands.</summary>
internal static class NativeOrderResponses
{
    /// <summary>Maps the field names of rule violations, which are those of the rule documents, to members of the request body.</summary>
    private static readonly FrozenDictionary<string, string> MemberNames = new Dictionary<string, string>
    {
        ["id"] = "line",
        ["quantity"] = "quantity",
        ["article.tenantArticleId"] = "article",
        ["preferredHandlingTime"] = "preferredTime",
        ["addresses"] = "addresses",
        ["tenantOrderId"] = "tenantOrderId",
        ["orderLineItems"] = "lines",
        ["deliveryPreferences"] = "delivery",
        ["customServices"] = "services",
        ["kind"] = "kind",
        ["collectAt"] = "collectAt",
        ["serviceLevel"] = "serviceLevel",
        ["carriers"] = "carriers",
        ["facility"] = "facility",
        ["pickJob"] = "pickJob",
        ["lines"] = "lines",
        ["pieces"] = "pieces",
        ["parts"] = "parts",
        ["promisesOptions"] = "promisedUntil",
        ["targetTime"] = "preferredTime",
        ["until"] = "until",
        ["carrierRef"] = "carrier",
    }.ToFrozenDictionary();

    /// <summary>Returns the JSON pointer of a rule violation into the request body; null if the violation concerns the order.</summary>
    public static string? GetPointer(RuleViolation violation)
    {
        var member = violation.Field is { } field && MemberNames.TryGetValue(field, out var name) ? "/" + name : "";
        return violation.Change is { } change ? $"/changes/{change}{member}" : member.Length > 0 ? member : null;
    }

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
