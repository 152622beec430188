using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Finds the facility or listing of a path. Writes a 404 response if it does not exist.</summary>
internal sealed class FacilityListingResolver(IFacilityStore facilities, IListingStore listings)
{
    public static async Task<bool> RequireAccess(HttpContext context, AuthenticatedCaller caller, FacilityId facility, string permission) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission)
            && await FacilityAccess.RequireAccess(context, caller.Actor, facility);

    public async Task<StoredFacility?> Find(HttpContext context, AuthenticatedCaller caller, string reference)
    {
        var ct = context.RequestAborted;
        var facility = FacilityUrn.ParseTenantFacilityId(reference) is { } named
            ? await facilities.FindByTenantId(caller.Tenant, named, ct)
            : await facilities.Find(caller.Tenant, new(reference), ct);
        if (facility is null)
        {
            var hint = "Write the tenant's hint facility id as " + FacilityUrn.Create("…") + ".";
            await FulfillmenttoolsErrors.Write(
                context, StatusCodes.Status404NotFound, [new($"There is no facility {ValueFormatter.Truncate(reference)}.", hint)]);
        }

        return facility;
    }

    public async Task<StoredListing?> Find(HttpContext context, AuthenticatedCaller caller, string reference, string article)
    {
        if (await Find(context, caller, reference) is not { } facility)
        {
            return null;
        }

        var listing = await listings.Find(caller.Tenant, facility.Facility.Id, new(article), context.RequestAborted);
        if (listing is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "listing of article", article);
        }

        return listing;
    }
}
