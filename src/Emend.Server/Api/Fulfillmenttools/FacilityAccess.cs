using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>
/// Enforces the facility restrictions of roles. Lists contain only entities of the caller's facilities. The caller can neither read nor
/// change entities of other facilities. Orders and processes belong to no facility.
/// </summary>
internal static class FacilityAccess
{
    /// <summary>The facilities that a list is restricted to. Empty: no restriction.</summary>
    public static ImmutableArray<FacilityId> GetFacilities(Actor actor) => actor.Facilities;

    /// <summary>Returns whether the actor can access the facility. Writes a 403 response if not.</summary>
    public static async Task<bool> RequireAccess(HttpContext context, Actor actor, FacilityId? facility)
    {
        if (CanAccess(actor, facility))
        {
            return true;
        }

        await FulfillmenttoolsErrors.Write(context, StatusCodes.Status403Forbidden, [CreateError(facility)]);
        return false;
    }

    /// <summary>
    /// Whether the actor can access the facility. Null (no facility yet) requires an actor without facility restrictions.
    /// </summary>
    public static bool CanAccess(Actor actor, FacilityId? facility) =>
        actor.Facilities.IsEmpty || (facility is { } known && actor.CanAccessFacility(known));

    /// <summary>The error entry of a denied access. Bulk requests use the entry for one row.</summary>
    public static ErrorEntry CreateError(FacilityId? facility) => facility is { } known
        ? new(
            $"Your roles do not grant access to facility {ValueFormatter.Truncate(known.Value)}.",
            "Request entities of your own facilities.")
        : new(
            "Your roles are restricted to facilities. This request is not about one of them.", "Use a role without facility restrictions.");
}
