using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>The facility of a path, and one listing of it; answers 404 where there is none.</summary>
internal sealed class FacilityListingResolver(IFacilityStore facilities, IListingStore listings)
{
    public static async Task<bool> May(HttpContext context, AuthenticatedCaller caller, FacilityId facility, string permission) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission) && await FacilityAccess.Covers(context, caller.Actor, facility);

    public async Task<StoredFacility?> Find(HttpContext context, AuthenticatedCaller caller, string reference)
    {
        var ct = context.RequestAborted;
        var storedFacility = FacilityUrn.TenantFacilityIdIn(reference) is { } named
            ? await facilities.FindByTenantId(caller.Tenant, named, ct)
            : await facilities.Find(caller.Tenant, new(reference), ct);
        if (storedFacility is null)
        {
            var own = "The tenant's own id is written as " + FacilityUrn.Of("…") + ".";
            await FulfillmenttoolsErrors.Write(
                context, StatusCodes.Status404NotFound, [new($"There is no facility {ValueFormatter.Short(reference)}.", own)]);
        }

        return storedFacility;
    }

    public async Task<StoredListing?> Find(HttpContext context, AuthenticatedCaller caller, string reference, string article)
    {
        if (await Find(context, caller, reference) is not { } facility) return null;
        var storedListing = await listings.Find(caller.Tenant, facility.Facility.Id, new(article), context.RequestAborted);
        if (storedListing is null) await FulfillmenttoolsErrors.NotFound(context, "listing of article", article);
        return storedListing;
    }
}
