using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Who gets in at this face, told in its errors where somebody does not.</summary>
internal sealed class FulfillmenttoolsAuthorizer(IActorResolver actors) : ApiAuthorizer<FulfillmenttoolsAuthorizer>(actors), IApiErrorWriter
{
    public static Task Unauthenticated(HttpContext context, AuthenticationError authenticationError) => FulfillmenttoolsErrors.Unauthenticated(context, authenticationError);

    public static Task Forbidden(HttpContext context, string permission) => FulfillmenttoolsErrors.Forbidden(context, permission);

    public static Task Failed(HttpContext context, int status, string what, string? remedy) =>
        FulfillmenttoolsErrors.Write(context, status, [new ErrorWriter(what, remedy)]);
}
