using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>The facility of a path, and one listing of it; answers 404 where there is none.</summary>
internal sealed class ListedFacility(IFacilityStore facilities, IListingStore listings)
{
    public static async Task<bool> May(HttpContext context, Visitor visitor, FacilityId facility, string permission) =>
        await Entrance.May(context, visitor.Actor, permission) && await Reach.Covers(context, visitor.Actor, facility);

    public async Task<KeptFacility?> Find(HttpContext context, Visitor visitor, string reference)
    {
        var ct = context.RequestAborted;
        var found = FacilityUrn.TenantFacilityIdIn(reference) is { } named
            ? await facilities.FindByTenantId(visitor.Tenant, named, ct)
            : await facilities.Find(visitor.Tenant, new(reference), ct);
        if (found is null)
        {
            var own = "The tenant's own id is written as " + FacilityUrn.Of("…") + ".";
            await Errors.Write(
                context, StatusCodes.Status404NotFound, [new($"There is no facility {Shown.Short(reference)}.", own)]);
        }

        return found;
    }

    public async Task<KeptListing?> Find(HttpContext context, Visitor visitor, string reference, string article)
    {
        if (await Find(context, visitor, reference) is not { } facility) return null;
        var found = await listings.Find(visitor.Tenant, facility.Facility.Id, new(article), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, "listing of article", article);
        return found;
    }
}
