using System.Collections.Immutable;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Error answers: always a list of entries.</summary>
internal static class FulfillmenttoolsErrors
{
    public static Task Malformed(HttpContext context, ImmutableArray<ValidationError> problems, int status = StatusCodes.Status400BadRequest) =>
        Write(context, status, problems.Select(Entry));

    public static Task Unauthenticated(HttpContext context, AuthenticationError authenticationError)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Write(context, StatusCodes.Status401Unauthorized, [new(authenticationError.Words, "Sign in at /v1/accounts:signInWithPassword.")]);
    }

    public static Task Forbidden(HttpContext context, string permission) => Write(
        context,
        StatusCodes.Status403Forbidden,
        [new($"The permission {permission} is missing.", "Ask an administrator for it.")]);

    public static Task NotFound(HttpContext context, string what, string id) => Write(
        context,
        StatusCodes.Status404NotFound,
        [new($"There is no {what} {ValueFormatter.Short(id)}.", "It never was, it is another tenant's, or it was deleted.")]);

    public static Task Stale(HttpContext context, string what, long current, long named) => Write(
        context,
        StatusCodes.Status409Conflict,
        [new($"The {what} is in version {current}, the request names {named}.", "Read it again, and decide anew.", current, named)]);

    public static Task Conflict(HttpContext context, string summary, string description) =>
        Write(context, StatusCodes.Status409Conflict, [new(summary, description)]);

    public static Task Refused(HttpContext context, string summary, string description) =>
        Write(context, StatusCodes.Status422UnprocessableEntity, [new(summary, description)]);

    public static Task Write(HttpContext context, int status, IEnumerable<ErrorWriter> entries) =>
        JsonResponseWriter.WriteList(context.Response, status, entries, ErrorWriter.Write);

    /// <summary>A problem as this face tells it.</summary>
    public static ErrorWriter Entry(ValidationError problem) =>
        new($"{(problem.Path.Length == 0 ? "The body" : problem.Path)} {problem.Detail}.", $"{Upper(problem.Expected)}{Stop(problem.Expected)}");

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Stop(string text) => text[^1] is '?' ? "" : ".";
}
