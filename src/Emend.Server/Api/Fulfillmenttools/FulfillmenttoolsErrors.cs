using System.Collections.Immutable;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Writes error responses. The body is always a list of error entries.</summary>
internal static class FulfillmenttoolsErrors
{
    public static Task InvalidRequest(
        HttpContext context, ImmutableArray<ValidationError> problems, int status = StatusCodes.Status400BadRequest) =>
        Write(context, status, problems.Select(ToEntry));

    public static Task Unauthenticated(HttpContext context, AuthenticationError authenticationError)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Write(
            context,
            StatusCodes.Status401Unauthorized,
            [new(authenticationError.Description, "Sign in at /v1/accounts:signInWithPassword.")]);
    }

    public static Task Forbidden(HttpContext context, string permission) => Write(
        context,
        StatusCodes.Status403Forbidden,
        [new($"The permission {permission} is missing.", "Ask an administrator to grant it.")]);

    public static Task NotFound(HttpContext context, string resource, string id) => Write(
        context,
        StatusCodes.Status404NotFound,
        [new($"There is no {resource} {ValueFormatter.Truncate(id)}.", "The id is unknown, belongs to another tenant, or was deleted.")]);

    public static Task VersionConflict(HttpContext context, string resource, long current, long expected) => Write(
        context,
        StatusCodes.Status409Conflict,
        [
            new(
                $"The {resource} is at version {current}. The request expects version {expected}.",
                $"Read the {resource} again and retry with its current version.",
                current,
                expected),
        ]);

    public static Task Conflict(HttpContext context, string summary, string description) =>
        Write(context, StatusCodes.Status409Conflict, [new(summary, description)]);

    public static Task Unprocessable(HttpContext context, string summary, string description) =>
        Write(context, StatusCodes.Status422UnprocessableEntity, [new(summary, description)]);

    public static Task Write(HttpContext context, int status, IEnumerable<ErrorEntry> entries) =>
        JsonResponseWriter.WriteList(context.Response, status, entries, ErrorEntry.Write);

    /// <summary>Converts a validation error to an error entry.</summary>
    public static ErrorEntry ToEntry(ValidationError problem) =>
        new(
            $"{(problem.Path.Length == 0 ? "The body" : problem.Path)} {problem.Detail}.",
            $"{Capitalize(problem.Expected)}{GetFullStop(problem.Expected)}");

    private static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string GetFullStop(string text) => text[^1] is '?' ? "" : ".";
}
