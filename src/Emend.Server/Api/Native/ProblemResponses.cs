using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>Error answers: problems of RFC 9457, each with all that is wrong at once.</summary>
internal static class ProblemResponses
{
    public const string MediaType = "application/problem+json";

    public static Task Malformed(HttpContext context, ImmutableArray<ValidationError> problems, int status = StatusCodes.Status400BadRequest) =>
        Write(context, new("malformed", "The request is not well formed.", status)
        {
            Detail = string.Join("; ", problems.Take(3)),
            Errors = problems,
        });

    public static Task Unauthenticated(HttpContext context, AuthenticationError authenticationError)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Write(context, new("unauthenticated", "The caller is not known.", StatusCodes.Status401Unauthorized)
        {
            Detail = $"{authenticationError.Words} Sign in at /v1/accounts:signInWithPassword, or send a key as X-Api-Key.",
        });
    }

    public static Task Forbidden(HttpContext context, string permission) =>
        Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"The permission {permission} is missing. Ask an administrator for it.",
            More = json => json.WriteString("permission", permission),
        });

    public static Task NotFound(HttpContext context, string what, string id) =>
        Write(context, new("not-found", "There is no such thing.", StatusCodes.Status404NotFound)
        {
            Detail = $"There is no {what} {ValueFormatter.Short(id)}: it never was, it is another tenant's, or it was deleted.",
        });

    public static Task Stale(HttpContext context, string what, long current, long named) =>
        Write(context, new("stale", "It was changed meanwhile.", StatusCodes.Status409Conflict)
        {
            Detail = $"The {what} is in version {current}, the request names {named}. Read it again, and decide anew.",
            Current = current,
            Named = named,
        });

    public static Task KeyReused(HttpContext context) =>
        Write(context, new("key-reused", "The key was used for another request.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = "Send the same request again under the Idempotency-Key, or take a new key.",
        });

    /// <summary>Rows that do not hold. Where permissions are missing, only those are told.</summary>
    public static Task Refused(HttpContext context, ImmutableArray<RuleViolation> because, Func<RuleViolation, string?> pointerOf)
    {
        var forbidden = because.Any(r => r.Kind is RuleKind.Permission);
        return Write(context, new(
            forbidden ? "forbidden" : "refused",
            forbidden ? "A permission is missing." : "Rows of the condition tables do not hold.",
            forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity)
        {
            Detail = string.Join(" ", because.Select(r => $"It must hold that {r.Condition} ({r.RuleId}).")),
            Refusals = [.. because.Select(r => (r, pointerOf(r)))],
        });
    }

    public static Task Write(HttpContext context, ProblemDetailsWriter problemDetailsWriter) =>
        JsonResponseWriter.Write(context.Response, problemDetailsWriter.Status, problemDetailsWriter, ProblemDetailsWriter.Write, MediaType);
}
