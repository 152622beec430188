using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Application.Policies;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers the services and maps the routes of the fulfillmenttools API.</summary>
internal static class FulfillmenttoolsSetup
{
    public static readonly ApiDocumentInfo DocumentInfo = new(
        FulfillmenttoolsApi.Name,
        "The fulfillmenttools API of Emend",
        """
        Orders and their fulfillment, for clients that were written for fulfillmenttools.

        Sign in at `/v1/accounts:signInWithPassword` and send the `idToken` of the response as `Authorization: Bearer …`. A program
        with an API key sends `X-Api-Key` instead. Emend rejects members and parameters that are not in this document and suggests
        the closest known name.
        """,
        CommonResponseSchemas.Error,
        "application/json",
        [ApiSecurityScheme.Token, ApiSecurityScheme.ApiKey]);

    public static IServiceCollection AddFulfillmenttools(this IServiceCollection services) => services
        .AddSingleton(new ApiDescriptor(FulfillmenttoolsApi.Name))
        .AddSingleton<FulfillmenttoolsAuthorizer>()
        .AddSingleton<OrderResponses>()
        .AddSingleton<PromiseViewFactory>()
        .AddSingleton<OrderWriteEndpoints>()
        .AddSingleton<OrderReadEndpoints>()
        .AddSingleton<BulkForceCancelEndpoint>()
        .AddSingleton<ProcessEndpoints>()
        .AddSingleton<RoutingPlanEndpoints>()
        .AddSingleton<PickJobReadEndpoints>()
        .AddSingleton<PickJobActionEndpoints>()
        .AddSingleton<PickJobCreationEndpoint>()
        .AddSingleton<ReservationEndpoints>()
        .AddSingleton<ReservationActionEndpoints>()
        .AddRouting()
        .AddFulfillmentActions()
        .AddSingleton<FacilityEndpoints>()
        .AddSingleton<StockEndpoints>()
        .AddSingleton<ConfigurationEndpoints>()
        .AddStock()
        .AddShipping()
        .AddCursors()
        .AddSearches()
        .AddUsersAndRoles()
        .AddConfigurations()
        .AddItemReturns()
        .AddSubscriptions();

    public static void MapFulfillmenttools(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api")
            .WithMetadata(DocumentInfo, new ApiFailureWriter(FulfillmenttoolsAuthorizer.WriteFailure));
        MapOrders(api);
        MapFulfillment(api);
        MapInventory(api);
        api.MapStock();
        api.MapShipping();
        api.MapRouting();
        api.MapFulfillmentActions();
        api.MapSubscriptions();
        MapConfiguration(api);
        api.MapSearches();
        api.MapUsersAndRoles();
        api.MapConfigurations();
        api.MapItemReturns();
        api.MapFallback("{**path}", (HttpContext context) => FulfillmenttoolsErrors.Write(context, StatusCodes.Status404NotFound,
        [
            new(
                $"There is no endpoint {ValueFormatter.Truncate($"{context.Request.Method} {context.Request.Path}")}.",
                "Check the method and the path."),
        ])).IsPublic();
    }

    private static void MapOrders(RouteGroupBuilder api)
    {
        api.MapPost("orders", (HttpContext context, OrderWriteEndpoints orders) => orders.Place(context))
            .RequiresPermission(P.OrderWrite).WithOperation(OrderOperations.Place);
        api.MapPost("orders/actions", (HttpContext context, BulkForceCancelEndpoint orders) => orders.ForceCancel(context))
            .RequiresPermission(P.OrderForceCancel).WithOperation(OrderOperations.BulkForceCancel);
        api.MapPost("promises/deliverypromise", (HttpContext context, OrderWriteEndpoints orders) => orders.Promise(context))
            .RequiresPermission(P.OrderWrite).WithOperation(OrderOperations.Promise);
        api.MapGet("orders", (HttpContext context, OrderReadEndpoints orders) => orders.List(context))
            .RequiresPermission(P.OrderRead).WithOperation(OrderOperations.List);
        api.MapGet("orders/{orderId}", (HttpContext context, OrderReadEndpoints orders, string orderId) => orders.Get(context, orderId))
            .RequiresPermission(P.OrderRead).WithOperation(OrderOperations.Get);
        api.MapPatch(
            "orders/{orderId}", (HttpContext context, OrderWriteEndpoints orders, string orderId) => orders.Modify(context, orderId))
            .RequiresPermission(P.OrderWrite).WithOperation(OrderOperations.Modify);
        api.MapPost(
            "orders/{orderId}/orderlineitems/{orderLineItemId}/actions",
            (HttpContext context, OrderWriteEndpoints orders, string orderId, string orderLineItemId) =>
                orders.UpdateLineAttributes(context, orderId, orderLineItemId))
            .RequiresPermission(P.OrderWrite, P.OrderCustomAttributesWrite).WithOperation(OrderOperations.UpdateLineAttributes);
    }

    private static void MapFulfillment(RouteGroupBuilder api)
    {
        api.MapGet(
            "processes/{processId}",
            (HttpContext context, ProcessEndpoints processes, string processId) => processes.Get(context, processId))
            .RequiresPermission(P.ProcessRead).WithOperation(FulfillmentOperations.GetProcess);
        api.MapGet("process", (HttpContext context, ProcessEndpoints processes) => processes.Find(context))
            .RequiresPermission(P.ProcessRead).WithOperation(FulfillmentOperations.FindProcess);
        api.MapGet("routingplans", (HttpContext context, RoutingPlanEndpoints plans) => plans.List(context))
            .RequiresPermission(P.RoutingRead).WithOperation(FulfillmentOperations.ListPlans);
        api.MapGet(
            "routingplans/{routingplanId}",
            (HttpContext context, RoutingPlanEndpoints plans, string routingplanId) => plans.Get(context, routingplanId))
            .RequiresPermission(P.RoutingRead).WithOperation(FulfillmentOperations.GetPlan);
        api.MapGet(
            "routingplans/{routingplanId}/decisionlogs/{routingRun}",
            (HttpContext context, RoutingPlanEndpoints plans, string routingplanId, string routingRun) =>
                plans.GetDecisionLog(context, routingplanId, routingRun))
            .RequiresPermission(P.RoutingRead).WithOperation(RoutingOperations.GetDecisionLog);
        api.MapPost("pickjobs", (HttpContext context, PickJobCreationEndpoint creation) => creation.Create(context))
            .RequiresPermission(P.PickjobWrite, P.OrderWrite).WithOperation(FulfillmentOperations.CreatePickJob);
        api.MapGet("pickjobs", (HttpContext context, PickJobReadEndpoints jobs) => jobs.List(context))
            .RequiresPermission(P.PickjobRead).WithOperation(FulfillmentOperations.ListPickJobs);
        api.MapGet(
            "pickjobs/{pickJobId}", (HttpContext context, PickJobReadEndpoints jobs, string pickJobId) => jobs.Get(context, pickJobId))
            .RequiresPermission(P.PickjobRead).WithOperation(FulfillmentOperations.GetPickJob);
        api.MapPost(
            "pickjobs/{pickJobId}/actions",
            (HttpContext context, PickJobActionEndpoints jobs, string pickJobId) => jobs.Act(context, pickJobId))
            .RequiresPermission(P.PickjobWrite).WithOperation(FulfillmentOperations.ActOnPickJob);
        api.MapGet("reservations", (HttpContext context, ReservationEndpoints endpoints) => endpoints.List(context))
            .RequiresPermission(P.ReservationRead).WithOperation(InventoryOperations.ListReservations);
        api.MapGet(
            "reservations/{reservationId}",
            (HttpContext context, ReservationEndpoints endpoints, string reservationId) => endpoints.Get(context, reservationId))
            .RequiresPermission(P.ReservationRead).WithOperation(InventoryOperations.GetReservation);
        api.MapPost("reservations/actions", (HttpContext context, ReservationActionEndpoints endpoints) => endpoints.Act(context))
            .RequiresPermission(P.ReservationWrite).WithOperation(InventoryOperations.ActOnReservations);
    }

    private static void MapInventory(RouteGroupBuilder api)
    {
        api.MapPost("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.Create(context))
            .RequiresPermission(P.FacilityCreate).WithOperation(InventoryOperations.CreateFacility);
        api.MapGet("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.List(context))
            .RequiresPermission(P.FacilityRead).WithOperation(InventoryOperations.ListFacilities);
        api.MapGet(
            "facilities/{facilityId}",
            (HttpContext context, FacilityEndpoints facilities, string facilityId) => facilities.Get(context, facilityId))
            .RequiresPermission(P.FacilityRead).WithOperation(InventoryOperations.GetFacility);
        api.MapPatch(
            "facilities/{facilityId}",
            (HttpContext context, FacilityEndpoints facilities, string facilityId) => facilities.Update(context, facilityId))
            .RequiresPermission(P.FacilityWrite).WithOperation(InventoryOperations.UpdateFacility);
        api.MapPut(
            "facilities/{facilityId}",
            (HttpContext context, FacilityEndpoints facilities, string facilityId) => facilities.Replace(context, facilityId))
            .RequiresPermission(P.FacilityWrite).WithOperation(InventoryOperations.ReplaceFacility);
        api.MapPost("stocks", (HttpContext context, StockEndpoints stocks) => stocks.Create(context))
            .RequiresPermission(P.StockWrite).WithOperation(InventoryOperations.CreateStock);
        api.MapGet("stocks", (HttpContext context, StockEndpoints stocks) => stocks.List(context))
            .RequiresPermission(P.StockRead).WithOperation(InventoryOperations.ListStocks);
        api.MapGet("stocks/{stockId}", (HttpContext context, StockEndpoints stocks, string stockId) => stocks.Get(context, stockId))
            .RequiresPermission(P.StockRead).WithOperation(InventoryOperations.GetStock);
        api.MapPut("stocks/{stockId}", (HttpContext context, StockEndpoints stocks, string stockId) => stocks.Put(context, stockId))
            .RequiresPermission(P.StockWrite).WithOperation(InventoryOperations.PutStock);
        api.MapDelete("stocks/{stockId}", (HttpContext context, StockEndpoints stocks, string stockId) => stocks.Delete(context, stockId))
            .RequiresPermission(P.StockWrite).WithOperation(InventoryOperations.DeleteStock);
    }

    private static void MapConfiguration(RouteGroupBuilder api)
    {
        api.MapGet("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Get(context, ToggleConfiguration.OrderModification))
            .RequiresPermission(P.ConfigRead).WithOperation(ConfigurationOperations.GetOrderModification);
        api.MapPut("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Put(context, ToggleConfiguration.OrderModification))
            .RequiresPermission(P.ConfigWrite).WithOperation(ConfigurationOperations.PutOrderModification);
        api.MapGet("configurations/ordercancelation", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Get(context, ToggleConfiguration.OrderCancelation))
            .RequiresPermission(P.ConfigRead).WithOperation(ConfigurationOperations.GetOrderCancelation);
        api.MapPut("configurations/ordercancelation", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Put(context, ToggleConfiguration.OrderCancelation))
            .RequiresPermission(P.ConfigWrite).WithOperation(ConfigurationOperations.PutOrderCancelation);
    }
}
