using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Catalog;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and deletes listings of a facility.</summary>
internal sealed class ListingEndpoints(FulfillmenttoolsAuthorizer authorizer, IListingStore listings, FacilityListingResolver facilities)
{
    public async Task List(HttpContext context, string facilityId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId) is not { Facility.Id: var facility })
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var filter = new ListingFilter(
            facility, query.ReadText("startAfterId"), query.ReadPageSize(),
            [.. query.ReadTexts("tenantArticleIds").Select(a => new ArticleId(a))]);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FacilityListingResolver.RequireAccess(context, caller, facility, Permissions.ListingRead))
        {
            var page = await listings.List(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "listings", page, ListingWriter.WriteStripped);
        }
    }

    public async Task Get(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId, tenantArticleId) is not { } listing)
        {
            return;
        }

        if (await FacilityListingResolver.RequireAccess(context, caller, listing.Facility, Permissions.ListingRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, listing, ListingWriter.Write);
        }
    }

    public async Task Delete(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId, tenantArticleId) is not { } listing)
        {
            return;
        }

        if (!await FacilityListingResolver.RequireAccess(context, caller, listing.Facility, Permissions.ListingDelete))
        {
            return;
        }

        await listings.Remove(caller.Tenant, listing.Facility, listing.Article, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, listing, ListingWriter.Write);
    }

    public async Task DeleteAll(HttpContext context, string facilityId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId) is not { Facility.Id: var facility })
        {
            return;
        }

        if (!await FacilityListingResolver.RequireAccess(context, caller, facility, Permissions.ListingDelete))
        {
            return;
        }

        var count = await listings.Remove(caller.Tenant, facility, null, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, count, (json, total) => json.WriteNumber("total", total));
    }
}
