using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Catalog;
using Emend.Server.Http;
using Emend.Server.Identity;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the searches.</summary>
internal static class SearchSetup
{
    public static IServiceCollection AddSearches(this IServiceCollection services) => services
        .AddSingleton<SearchEndpoints>()
        .AddSingleton<ReservationViewIndex>()
        .AddSingleton<RoutingPlanViewIndex>()
        .AddSingleton<ParcelViewIndex>()
        .AddSingleton<ProcessViewIndex>();

    public static void MapSearches(this RouteGroupBuilder api)
    {
        api.MapPost(
            "orders/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<Order> orders) =>
                searches.Search(context, SearchDefinitions.Orders, orders))
            .RequiresPermission(P.AdminModulesRead).WithOperation(SearchOperations.Orders);
        api.MapPost(
            "processes/search",
            (HttpContext context, SearchEndpoints searches, ProcessViewIndex processes) =>
                searches.Search(context, SearchDefinitions.Processes, processes))
            .RequiresPermission(P.ProcessRead).WithOperation(SearchOperations.Processes);
        api.MapPost(
            "routingplans/search",
            (HttpContext context, SearchEndpoints searches, RoutingPlanViewIndex plans) =>
                searches.Search(context, SearchDefinitions.RoutingPlans, plans))
            .RequiresPermission(P.RoutingRead).WithOperation(SearchOperations.RoutingPlans);
        MapWork(api);
        MapCatalog(api);
    }

    private static void MapWork(RouteGroupBuilder api)
    {
        api.MapPost(
            "pickjobs/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<OwnedEntity<PickJob>> jobs) =>
                searches.Search(context, SearchDefinitions.PickJobs, jobs))
            .RequiresPermission(P.PickjobRead).WithOperation(SearchOperations.PickJobs);
        api.MapPost(
            "handoverjobs/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<OwnedEntity<HandoverJob>> jobs) =>
                searches.Search(context, SearchDefinitions.HandoverJobs, jobs))
            .RequiresPermission(P.HandoverjobRead).WithOperation(SearchOperations.HandoverJobs);
        api.MapPost(
            "shipments/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<OwnedEntity<Shipment>> shipments) =>
                searches.Search(context, SearchDefinitions.Shipments, shipments))
            .RequiresPermission(P.ShipmentRead).WithOperation(SearchOperations.Shipments);
        api.MapPost(
            "parcels/search",
            (HttpContext context, SearchEndpoints searches, ParcelViewIndex parcels) =>
                searches.Search(context, SearchDefinitions.Parcels, parcels))
            .RequiresPermission(P.ParcelRead).WithOperation(SearchOperations.Parcels);
    }

    private static void MapCatalog(RouteGroupBuilder api)
    {
        api.MapPost(
            "reservations/search",
            (HttpContext context, SearchEndpoints searches, ReservationViewIndex reservationIndex) =>
                searches.Search(context, SearchDefinitions.Reservations, reservationIndex))
            .RequiresPermission(P.ReservationRead).WithOperation(SearchOperations.Reservations);
        api.MapPost(
            "stocks/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<StockRow> stocks) =>
                searches.Search(context, SearchDefinitions.Stocks, stocks))
            .RequiresPermission(P.StockRead).WithOperation(SearchOperations.Stocks);
        api.MapPost(
            "facilities/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<StoredFacility> facilities) =>
                searches.Search(context, SearchDefinitions.Facilities, facilities))
            .RequiresPermission(P.FacilityRead).WithOperation(SearchOperations.Facilities);
        api.MapPost(
            "users/search",
            (HttpContext context, SearchEndpoints searches, ISearchIndex<User> users) =>
                searches.Search(context, SearchDefinitions.Users, users))
            .RequiresPermission(P.UsersRead).WithOperation(SearchOperations.Users);
    }
}
