using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What a facility offers of articles is read and taken away.</summary>
internal sealed class ListingEndpoints(Entrance entrance, IListingStore listings, ListedFacility facilities)
{
    public async Task List(HttpContext context, string facilityId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId) is not { Facility.Id: var facility }) return;
        var query = new QueryReader(context.Request.Query);
        var filter = new ListingFilter(
            facility, query.Text("startAfterId"), query.Size(), [.. query.Texts("tenantArticleIds").Select(a => new ArticleId(a))]);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await ListedFacility.May(context, visitor, facility, Permissions.ListingRead))
        {
            var page = await listings.List(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "listings", page, ListingBody.Stripped);
        }
    }

    public async Task Get(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId, tenantArticleId) is not { } found) return;
        if (await ListedFacility.May(context, visitor, found.Facility, Permissions.ListingRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, ListingBody.Write);
    }

    public async Task Remove(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId, tenantArticleId) is not { } found) return;
        if (!await ListedFacility.May(context, visitor, found.Facility, Permissions.ListingDelete)) return;
        await listings.Remove(visitor.Tenant, found.Facility, found.Article, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, found, ListingBody.Write);
    }

    public async Task RemoveAll(HttpContext context, string facilityId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId) is not { Facility.Id: var facility }) return;
        if (!await ListedFacility.May(context, visitor, facility, Permissions.ListingDelete)) return;
        var count = await listings.Remove(visitor.Tenant, facility, null, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, count, (json, total) => json.WriteNumber("total", total));
    }
}
