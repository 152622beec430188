using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native;

/// <summary>Writes the error responses to changes of users, roles and API keys.</summary>
internal static class IdentityProblems
{
    public static Task Write<T>(HttpContext context, IdentityChangeResult<T> result, string resource, string id)
        where T : class => result.Status switch
        {
            IdentityChangeStatus.NotFound => ProblemResponses.NotFound(context, resource, id),
            IdentityChangeStatus.Forbidden => Write(context, result, resource, ("forbidden", "A permission is missing.", 403)),
            IdentityChangeStatus.NameTaken =>
                Write(context, result, resource, ("name-conflict", "The name is already in use.", 409)),
            IdentityChangeStatus.Invalid =>
                Write(context, result, resource, ("invalid-state", "The request conflicts with the current state.", 422)),
            _ => throw new InvalidOperationException($"{result.Status} has no error response."),
        };

    private static Task Write<T>(
        HttpContext context, IdentityChangeResult<T> result, string resource, (string Code, string Title, int Status) kind)
        where T : class => ProblemResponses.Write(context, new(kind.Code, kind.Title, kind.Status)
        {
            Detail = string.Join(" ", result.Errors.Select(
                f => $"{(f.Path.Length == 0 ? "The " + resource : f.Path)} {f.Detail}: {f.Expected}.")),
            Errors = [.. result.Errors.Select(f => new ValidationError(f.Path, f.Detail, f.Expected))],
        });
}
