using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>What there is of articles: many stocks at once, sums of stock, listings, and the end of a facility.</summary>
internal static class GoodsSetup
{
    public static IServiceCollection AddGoods(this IServiceCollection services) => services
        .AddSingleton<StockBulkEndpoints>()
        .AddSingleton<StockTotalsEndpoints>()
        .AddSingleton<ListedFacility>()
        .AddSingleton<ListingEndpoints>()
        .AddSingleton<ListingWriting>()
        .AddSingleton<FacilityRemoving>();

    public static void MapGoods(this RouteGroupBuilder api)
    {
        api.MapPut("stocks", (HttpContext context, StockBulkEndpoints stocks) => stocks.Put(context))
            .Needs(P.StockWrite).Describes(GoodsOperations.UpsertStocks);
        api.MapPost("stocks/actions", (HttpContext context, StockBulkEndpoints stocks) => stocks.Act(context))
            .Needs(P.StockWrite).Describes(GoodsOperations.ActOnStocks);
        api.MapGet("stocks/summaries", (HttpContext context, StockTotalsEndpoints totals) => totals.Summaries(context))
            .Needs(P.StockRead).Describes(GoodsOperations.Summaries);
        api.MapGet(
            "articles/{tenantArticleId}/stockdistribution",
            (HttpContext context, StockTotalsEndpoints totals, string tenantArticleId) => totals.Distribution(context, tenantArticleId))
            .Needs(P.StockRead).Describes(GoodsOperations.Distribution);
        api.MapDelete(
            "facilities/{facilityId}",
            (HttpContext context, FacilityRemoving facilities, string facilityId) => facilities.Remove(context, facilityId))
            .Needs(P.FacilityDelete).Describes(GoodsOperations.DeleteFacility);
        MapListings(api.MapGroup("facilities/{facilityId}"));
    }

    private static void MapListings(RouteGroupBuilder api)
    {
        api.MapGet("listings", (HttpContext context, ListingEndpoints listings, string facilityId) => listings.List(context, facilityId))
            .Needs(P.ListingRead).Describes(GoodsOperations.ListListings);
        api.MapPut("listings", (HttpContext context, ListingWriting listings, string facilityId) => listings.Put(context, facilityId))
            .Needs(P.ListingWrite).Describes(GoodsOperations.PutListings);
        api.MapDelete(
            "listings", (HttpContext context, ListingEndpoints listings, string facilityId) => listings.RemoveAll(context, facilityId))
            .Needs(P.ListingDelete).Describes(GoodsOperations.DeleteListings);
        api.MapGet(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Get(context, facilityId, tenantArticleId))
            .Needs(P.ListingRead).Describes(GoodsOperations.GetListing);
        api.MapPatch(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingWriting listings, string facilityId, string tenantArticleId) =>
                listings.Change(context, facilityId, tenantArticleId))
            .Needs(P.ListingWrite).Describes(GoodsOperations.ChangeListing);
        api.MapDelete(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Remove(context, facilityId, tenantArticleId))
            .Needs(P.ListingDelete).Describes(GoodsOperations.DeleteListing);
    }
}
