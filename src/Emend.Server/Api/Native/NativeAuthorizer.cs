using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native;

/// <summary>Authorizes callers of the native API. Writes errors as problem details.</summary>
internal sealed class NativeAuthorizer(IActorResolver actors) : ApiAuthorizer<NativeAuthorizer>(actors), IApiErrorWriter
{
    public static Task WriteUnauthenticated(HttpContext context, AuthenticationError authenticationError) =>
        ProblemResponses.Unauthenticated(context, authenticationError);

    public static Task WriteForbidden(HttpContext context, string permission) => ProblemResponses.Forbidden(context, permission);

    public static Task WriteFailure(HttpContext context, RequestFailure failure) =>
        ProblemResponses.Write(context, new(failure.Code, failure.Title, failure.Status) { Detail = failure.Remedy });
}
