using Emend.Core.Orders;
using Emend.Core.Rules;
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

    /// <summary>Whether the actor can access the facility. Otherwise writes the error.</summary>
    public static async Task<bool> RequireFacilityAccess(HttpContext context, Actor actor, FacilityId facility)
    {
        if (actor.Facilities.IsEmpty || actor.CanAccessFacility(facility))
        {
            return true;
        }

        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not include the facility {ValueFormatter.Truncate(facility.Value)}.",
        });
        return false;
    }
}
