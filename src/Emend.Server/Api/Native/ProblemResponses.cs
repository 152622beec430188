using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native;

/// <summary>Writes error responses as problem details (RFC 9457). Each lists all errors of the request.</summary>
internal static class ProblemResponses
{
    public const string MediaType = "application/problem+json";

    public static Task InvalidRequest(
        HttpContext context, ImmutableArray<ValidationError> problems, int status = StatusCodes.Status400BadRequest) =>
        Write(context, new("invalid-request", "The request is invalid.", status)
        {
            Detail = string.Join("; ", problems.Take(3)),
            Errors = problems,
        });

    public static Task Unauthenticated(HttpContext context, AuthenticationError authenticationError)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Write(context, new("unauthenticated", "Authentication is required.", StatusCodes.Status401Unauthorized)
        {
            Detail = $"{authenticationError.Description} Sign in at /v1/accounts:signInWithPassword, or send an API key as X-Api-Key.",
        });
    }

    public static Task Forbidden(HttpContext context, string permission) =>
        Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"The permission {permission} is missing. Ask an administrator for it.",
            WriteMembers = json => json.WriteString("permission", permission),
        });

    public static Task NotFound(HttpContext context, string resource, string id) =>
        Write(context, new("not-found", "The resource was not found.", StatusCodes.Status404NotFound)
        {
            Detail = $"The {resource} {ValueFormatter.Truncate(id)} does not exist, was deleted, or belongs to another tenant.",
        });

    public static Task UnknownEndpoint(HttpContext context) =>
        Write(context, new("not-found", "The resource was not found.", StatusCodes.Status404NotFound)
        {
            Detail = $"There is no endpoint {ValueFormatter.Truncate($"{context.Request.Method} {context.Request.Path}")}. "
                + "Check the method and the path; /docs lists all endpoints.",
        });

    public static Task VersionConflict(HttpContext context, string resource, long current, long expected) =>
        Write(context, new("version-conflict", "The resource was changed by another request.", StatusCodes.Status409Conflict)
        {
            Detail = $"The {resource} has version {current}. The request expects version {expected}. Read it again and retry.",
            Current = current,
            Expected = expected,
        });

    /// <summary>The event position belongs to events that the restore of a backup removed.</summary>
    public static Task Restored(HttpContext context, string cursor) =>
        Write(context, new("restored", "The database was restored from a backup.", StatusCodes.Status410Gone)
        {
            Detail = "The events at this position are lost. Read the orders that you received after the backup again, and continue with "
                + "the given cursor.",
            WriteMembers = json => json.WriteString("cursor", cursor),
        });

    public static Task IdempotencyKeyReused(HttpContext context) =>
        Write(context, new(
            "idempotency-key-reused", "The Idempotency-Key was used for a different request.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = "Send the original request with this key, or use a new key.",
        });

    /// <summary>
    /// Writes rule violations. If permissions are missing, the status is 403 and the violations contain only those; otherwise 422.
    /// </summary>
    public static Task RuleViolations(
        HttpContext context, ImmutableArray<RuleViolation> violations, Func<RuleViolation, string?> getPointer)
    {
        var forbidden = violations.Any(r => r.Kind is RuleKind.Permission);
        return Write(context, new(
            forbidden ? "forbidden" : "rule-violation",
            forbidden ? "A permission is missing." : "The request violates business rules.",
            forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity)
        {
            Detail = string.Join(" ", violations.Select(r => $"Rule {r.RuleId} requires: {r.Condition}.")),
            Violations = [.. violations.Select(violation => new RuleViolationView(violation, getPointer(violation)))],
        });
    }

    public static Task Write(HttpContext context, ProblemDetailsWriter problem) =>
        JsonResponseWriter.Write(context.Response, problem.Status, problem, ProblemDetailsWriter.Write, MediaType);
}
