using System.Text.Json;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Writes results of user and role changes as responses.</summary>
internal static class UserResponses
{
    /// <param name="context">The request.</param>
    /// <param name="result">Result of the change.</param>
    /// <param name="subject">Resource name and id for error messages.</param>
    /// <param name="expectedVersion">The version that the request expects.</param>
    /// <param name="writeResponse">Writes the response of a successful change.</param>
    public static Task Write<T>(
        HttpContext context, IdentityChangeResult<T> result, (string What, string Id) subject, long expectedVersion,
        Func<T, Task> writeResponse)
        where T : class =>
        result.Status switch
        {
            IdentityChangeStatus.Succeeded => writeResponse(result.Value!),
            IdentityChangeStatus.NotFound => FulfillmenttoolsErrors.NotFound(context, subject.What, subject.Id),
            IdentityChangeStatus.VersionConflict =>
                FulfillmenttoolsErrors.VersionConflict(context, subject.What, result.CurrentVersion, expectedVersion),
            IdentityChangeStatus.Forbidden => WriteErrors(context, StatusCodes.Status403Forbidden, result, subject.What),
            IdentityChangeStatus.NameTaken => WriteErrors(context, StatusCodes.Status409Conflict, result, subject.What),
            IdentityChangeStatus.Invalid =>
                WriteErrors(context, StatusCodes.Status422UnprocessableEntity, result, subject.What),
            _ => throw new InvalidOperationException($"{result.Status} has no response."),
        };

    public static Func<T, Task> CreateWriter<T>(HttpContext context, int status, Action<Utf8JsonWriter, T> members) =>
        value => JsonResponseWriter.Write(context.Response, status, value, members);

    private static Task WriteErrors<T>(HttpContext context, int status, IdentityChangeResult<T> result, string what)
        where T : class => FulfillmenttoolsErrors.Write(context, status, result.Errors.Select(f => new ErrorEntry(
            $"{(f.Path.Length == 0 ? "The " + what : f.Path)} {f.Detail}.", $"{char.ToUpperInvariant(f.Expected[0])}{f.Expected[1..]}.")));
}
