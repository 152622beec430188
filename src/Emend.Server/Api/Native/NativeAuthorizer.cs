using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>Who gets in at this face, told as problems where somebody does not.</summary>
internal sealed class NativeAuthorizer(IActorResolver actors) : ApiAuthorizer<NativeAuthorizer>(actors), IApiErrorWriter
{
    public static Task Unauthenticated(HttpContext context, AuthenticationError authenticationError) => ProblemResponses.Unauthenticated(context, authenticationError);

    public static Task Forbidden(HttpContext context, string permission) => ProblemResponses.Forbidden(context, permission);

    public static Task Failed(HttpContext context, int status, string what, string? remedy) =>
        ProblemResponses.Write(context, new(CodeOf(status), what, status) { Detail = remedy });

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => "busy",
        StatusCodes.Status500InternalServerError => "failed",
        _ => "malformed",
    };
}
