using System.Collections.Frozen;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>How the Desk's outcomes are told.</summary>
internal static class NativeOrderResponses
{
    /// <summary>The member of a change or of a new order that a row speaks of: rows know the fields of their documents.</summary>
    private static readonly FrozenDictionary<string, string> Members = new Dictionary<string, string>
    {
        ["id"] = "line",
        ["quantity"] = "quantity",
        ["article.tenantArticleId"] = "article",
        ["preferredHandlingTime"] = "to",
        ["addresses"] = "addresses",
        ["tenantOrderId"] = "tenantOrderId",
        ["orderLineItems"] = "lines",
        ["deliveryPreferences"] = "delivery",
        ["customServices"] = "services",
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

    /// <summary>Where in the body a refusal points; null where it speaks of the order.</summary>
    public static string? PointerOf(RuleViolation violation)
    {
        var member = violation.Field is { } field && Members.TryGetValue(field, out var name) ? "/" + name : "";
        return violation.Change is { } change ? $"/changes/{change}{member}" : member.Length > 0 ? member : null;
    }

    /// <summary>Tells an outcome before which nothing was decided.</summary>
    public static Task Ended(HttpContext context, OrderCommandResult ending, string orderId) => ending switch
    {
        OrderCommandResult.Unauthenticated => ProblemResponses.Unauthenticated(context, AuthenticationError.Revoked),
        OrderCommandResult.NotFound => ProblemResponses.NotFound(context, "order", orderId),
        OrderCommandResult.IdempotencyKeyReused => ProblemResponses.KeyReused(context),
        OrderCommandResult.PolicyNotAllowed forbidden => ProblemResponses.Forbidden(context, forbidden.Permission),
        OrderCommandResult.UnknownPolicy unknown => ProblemResponses.Write(
            context,
            new("unknown-policy", "There is no such policy.", StatusCodes.Status422UnprocessableEntity)
            {
                Detail = $"The tenant has no policy {unknown.Name}.",
                Known = unknown.Known,
            }),
        _ => throw new InvalidOperationException($"{ending.GetType().Name} cannot be told."),
    };
}
