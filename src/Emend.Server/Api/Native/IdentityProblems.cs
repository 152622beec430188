using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>How a change of people, roles or keys that was not made is told.</summary>
internal static class IdentityProblems
{
    public static Task Write<T>(HttpContext context, IdentityChangeResult<T> identityChangeResult, string what, string id)
        where T : class => identityChangeResult.End switch
        {
            IdentityChangeStatus.Missing => ProblemResponses.NotFound(context, what, id),
            IdentityChangeStatus.Forbidden => Write(context, identityChangeResult, what, ("forbidden", "A permission is missing.", 403)),
            IdentityChangeStatus.Taken => Write(context, identityChangeResult, what, ("taken", "The name is taken.", 409)),
            IdentityChangeStatus.Refused => Write(context, identityChangeResult, what, ("impossible", "It cannot be as things are.", 422)),
            _ => throw new InvalidOperationException($"{identityChangeResult.End} is no problem of this face."),
        };

    private static Task Write<T>(HttpContext context, IdentityChangeResult<T> identityChangeResult, string what, (string Code, string Title, int Status) kind)
        where T : class => ProblemResponses.Write(context, new(kind.Code, kind.Title, kind.Status)
        {
            Detail = string.Join(" ", identityChangeResult.Faults.Select(
                f => $"{(f.Path.Length == 0 ? "The " + what : f.Path)} {f.Detail}: it {f.Expected}.")),
            Errors = [.. identityChangeResult.Faults.Select(f => new ValidationError(f.Path, f.Detail, f.Expected))],
        });
}
