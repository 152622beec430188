using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of bulk stock writes, stock totals, listings, and facility deletion.</summary>
internal static class StockSetup
{
    public static IServiceCollection AddStock(this IServiceCollection services) => services
        .AddSingleton<StockBulkEndpoints>()
        .AddSingleton<StockTotalsEndpoints>()
        .AddSingleton<FacilityListingResolver>()
        .AddSingleton<ListingEndpoints>()
        .AddSingleton<ListingWriteEndpoints>()
        .AddSingleton<DeleteFacilityEndpoint>();

    public static void MapStock(this RouteGroupBuilder api)
    {
        api.MapPut("stocks", (HttpContext context, StockBulkEndpoints stocks) => stocks.Put(context))
            .RequiresPermission(P.StockWrite).WithOperation(StockOperations.UpsertStocks);
        api.MapPost("stocks/actions", (HttpContext context, StockBulkEndpoints stocks) => stocks.Act(context))
            .RequiresPermission(P.StockWrite).WithOperation(StockOperations.ActOnStocks);
        api.MapGet("stocks/summaries", (HttpContext context, StockTotalsEndpoints totals) => totals.ListSummaries(context))
            .RequiresPermission(P.StockAvailabilitiesRead).WithOperation(StockOperations.ListSummaries);
        api.MapGet(
            "articles/{tenantArticleId}/stockdistribution",
            (HttpContext context, StockTotalsEndpoints totals, string tenantArticleId) => totals.GetDistribution(context, tenantArticleId))
            .RequiresPermission(P.StockAvailabilitiesRead).WithOperation(StockOperations.GetDistribution);
        api.MapDelete(
            "facilities/{facilityId}",
            (HttpContext context, DeleteFacilityEndpoint facilities, string facilityId) => facilities.Delete(context, facilityId))
            .RequiresPermission(P.FacilityDelete).WithOperation(StockOperations.DeleteFacility);
        MapListings(api.MapGroup("facilities/{facilityId}"));
    }

    private static void MapListings(RouteGroupBuilder api)
    {
        api.MapGet("listings", (HttpContext context, ListingEndpoints listings, string facilityId) => listings.List(context, facilityId))
            .RequiresPermission(P.ListingRead).WithOperation(StockOperations.ListListings);
        api.MapPut(
            "listings", (HttpContext context, ListingWriteEndpoints listings, string facilityId) => listings.Put(context, facilityId))
            .RequiresPermission(P.ListingWrite).WithOperation(StockOperations.PutListings);
        api.MapDelete(
            "listings", (HttpContext context, ListingEndpoints listings, string facilityId) => listings.DeleteAll(context, facilityId))
            .RequiresPermission(P.ListingDelete).WithOperation(StockOperations.DeleteListings);
        api.MapGet(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Get(context, facilityId, tenantArticleId))
            .RequiresPermission(P.ListingRead).WithOperation(StockOperations.GetListing);
        api.MapPatch(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingWriteEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Update(context, facilityId, tenantArticleId))
            .RequiresPermission(P.ListingWrite).WithOperation(StockOperations.UpdateListing);
        api.MapDelete(
            "listings/{tenantArticleId}",
            (HttpContext context, ListingEndpoints listings, string facilityId, string tenantArticleId) =>
                listings.Delete(context, facilityId, tenantArticleId))
            .RequiresPermission(P.ListingDelete).WithOperation(StockOperations.DeleteListing);
    }
}
