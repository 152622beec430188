using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>What there is of articles: many stocks at once, sums of stock, listings, and the end of a facility.</summary>
internal static class StockSetup
{
    public static IServiceCollection AddGoods(this IServiceCollection services) => services
        .AddSingleton<StockBulkEndpoints>()
        .AddSingleton<StockTotalsEndpoints>()
        .AddSingleton<FacilityListingResolver>()
        .AddSingleton<ListingEndpoints>()
        .AddSingleton<ListingWriteEndpoints>()
        .AddSingleton<DeleteFacilityEndpoint>();

    public static void MapGoods(this RouteGroupBuilder api)
    {
        api.MapPut("stocks", (HttpContext context, StockBulkEndpoints stocks) => stocks.Put(context))
            .RequiresPermission(P.StockWrite).WithOperation(StockOperations.UpsertStocks);
        api.MapPost("stocks/actions", (HttpContext context, StockBulkEndpoints stocks) => stocks.Act(context))
            .RequiresPermission(P.StockWrite).WithOperation(StockOperations.ActOnStocks);
        api.MapGet("stocks/summaries", (HttpContext context, StockTotalsEndpoints totals) => totals.Summaries(context))
            .RequiresPermission(P.StockRead).WithOperation(StockOperations.Summaries);
        api.MapGet(
            "articles/{tenantArticleId}/stockdistribution",
            (HttpContext context, StockTotalsEndpoints totals, string tenantArticleId) => totals.Distribution(context, tenantArticleId))
            .RequiresPermission(P.StockRead).WithOperation(StockOperations.Distribution);
        api.MapDelete(
            "facilities/{facilityId}",
            (HttpContext context, DeleteFacilityEndpoint facilities, string facilityId) => facilities.Remove(context, facilityId))
            .RequiresPermission(P.FacilityDelete).WithOperation(StockOperations.DeleteFacility);
        MapListings(api.MapGroup("facilities/{facilityId}"));
    }

    private static void MapListings(RouteGroupBuilder api)
    {
        api.MapGet("listings", (HttpContext context, ListingEndpoints listings, string facilityId) => listings.List(context, facilityId))
            .RequiresPermission(P.ListingRead).WithOperation(StockOperations.ListListings);
        api.MapPut("listings", (HttpContext context, ListingWriteEndpoints listings, string facilityId) => listings.Put(context, facilityId))
            .RequiresPermission(P.ListingWrite).WithOperation(StockOperations.PutListings);
        api.MapDelete(
            "listings", (HttpContext context, ListingEndpoints listings, string facilityId) => listings.RemoveAll(context, facilityId))
            .RequiresPermission(P.ListingDelete).WithOperation(StockOperations.DeleteListings);
        api.MapGet(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Get(context, facilityId, tenantArticleId))
            .RequiresPermission(P.ListingRead).WithOperation(StockOperations.GetListing);
        api.MapPatch(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingWriteEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Change(context, facilityId, tenantArticleId))
            .RequiresPermission(P.ListingWrite).WithOperation(StockOperations.ChangeListing);
        api.MapDelete(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Remove(context, facilityId, tenantArticleId))
            .RequiresPermission(P.ListingDelete).WithOperation(StockOperations.DeleteListing);
    }
}
