using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What a facility offers of articles is read and taken away.</summary>
internal sealed class ListingEndpoints(FulfillmenttoolsAuthorizer entrance, IListingStore listings, FacilityListingResolver facilities)
{
    public async Task List(HttpContext context, string facilityId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId) is not { Facility.Id: var facility }) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = new ListingFilter(
            facility, query.Text("startAfterId"), query.Size(), [.. query.Texts("tenantArticleIds").Select(a => new ArticleId(a))]);
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FacilityListingResolver.May(context, caller, facility, Permissions.ListingRead))
        {
            var page = await listings.List(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "listings", page, ListingWriter.Stripped);
        }
    }

    public async Task Get(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId, tenantArticleId) is not { } storedListing) return;
        if (await FacilityListingResolver.May(context, caller, storedListing.Facility, Permissions.ListingRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, storedListing, ListingWriter.Write);
    }

    public async Task Remove(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId, tenantArticleId) is not { } storedListing) return;
        if (!await FacilityListingResolver.May(context, caller, storedListing.Facility, Permissions.ListingDelete)) return;
        await listings.Remove(caller.Tenant, storedListing.Facility, storedListing.Article, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, storedListing, ListingWriter.Write);
    }

    public async Task RemoveAll(HttpContext context, string facilityId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId) is not { Facility.Id: var facility }) return;
        if (!await FacilityListingResolver.May(context, caller, facility, Permissions.ListingDelete)) return;
        var count = await listings.Remove(caller.Tenant, facility, null, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, count, (json, total) => json.WriteNumber("total", total));
    }
}
