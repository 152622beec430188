using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Authenticates and authorizes requests. Writes failures in the error format of this API.</summary>
internal sealed class FulfillmenttoolsAuthorizer(IActorResolver actors) : ApiAuthorizer<FulfillmenttoolsAuthorizer>(actors), IApiErrorWriter
{
    public static Task WriteUnauthenticated(HttpContext context, AuthenticationError authenticationError) =>
        FulfillmenttoolsErrors.Unauthenticated(context, authenticationError);

    public static Task WriteForbidden(HttpContext context, string permission) => FulfillmenttoolsErrors.Forbidden(context, permission);

    public static Task WriteFailure(HttpContext context, RequestFailure failure) =>
        FulfillmenttoolsErrors.Write(context, failure.Status, [new ErrorEntry(failure.Title, failure.Remedy)]);
}
