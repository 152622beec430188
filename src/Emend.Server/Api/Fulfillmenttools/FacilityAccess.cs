using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>
/// What being bound to facilities means at this face, in one place: lists hold what lies at one's own facilities, and what lies
/// elsewhere is neither read nor changed. Orders and processes lie nowhere.
/// </summary>
internal static class FacilityAccess
{
    /// <summary>What a list is narrowed to; empty = nothing.</summary>
    public static ImmutableArray<FacilityId> Of(Actor actor) => actor.Facilities;

    /// <summary>Whether they reach that facility; answers 403 where not.</summary>
    public static async Task<bool> Covers(HttpContext context, Actor actor, FacilityId? facility)
    {
        if (Has(actor, facility)) return true;
        await FulfillmenttoolsErrors.Write(context, StatusCodes.Status403Forbidden, [Elsewhere(facility)]);
        return false;
    }

    /// <summary>Whether they reach it: what lies nowhere yet is reached only by who is bound to nothing.</summary>
    public static bool Has(Actor actor, FacilityId? facility) =>
        actor.Facilities.IsEmpty || (facility is { } known && actor.CanAccessFacility(known));

    /// <summary>What those are told who ask for too much: also for one entry of many.</summary>
    public static ErrorWriter Elsewhere(FacilityId? facility) => facility is { } known
        ? new($"Your roles do not reach the facility {ValueFormatter.Short(known.Value)}.", "Ask for what lies at your own facilities.")
        : new("Your roles are bound to facilities, and this lies at none of them.", "It takes a role that is bound to none.");
}
