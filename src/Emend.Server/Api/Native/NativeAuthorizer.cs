using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native;

/// <summary>Authorizes callers of the native API. Writes errors as problem details.</summary>
internal sealed class NativeAuthorizer(IActorResolver actors) : ApiAuthorizer<NativeAuthorizer>(actors), IApiErrorWriter
{
    public static Task WriteUnauthenticated(HttpContext context, AuthenticationError authenticationError) =>
        ProblemResponses.Unauthenticated(context, authenticationError);

    public static Task WriteForbidden(HttpContext context, string permission) => ProblemResponses.Forbidden(context, permission);

    public static Task WriteFailure(HttpContext context, int status, string what, string? remedy) =>
        ProblemResponses.Write(context, new(GetCode(status), what, status) { Detail = remedy });

    private static string GetCode(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        StatusCodes.Status503ServiceUnavailable => "busy",
        StatusCodes.Status500InternalServerError => "server-error",
        _ => "invalid-request",
    };
}
