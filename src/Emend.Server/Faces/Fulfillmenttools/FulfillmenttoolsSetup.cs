using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Faces.Fulfillmenttools.Searching;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;
using Emend.Server.Http.Searching;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>The face as the process sees it: what it needs, and where it answers.</summary>
internal static class FulfillmenttoolsSetup
{
    public static readonly FaceDescription Description = new(
        Face.Name,
        "The fulfillmenttools face of Emend",
        """
        Orders, and what is made of them, for clients that were written for fulfillmenttools.

        Sign in at `/v1/accounts:signInWithPassword`, and send the `idToken` of the answer as `Authorization: Bearer …`; a program
        with a key sends it as `X-Api-Key` instead. Members and parameters that are not in this document are refused, with the
        name that was probably meant.
        """,
        AnswerShapes.Error,
        "application/json",
        [CallerKey.Token, CallerKey.ApiKey]);

    public static IServiceCollection AddFulfillmenttools(this IServiceCollection services) => services
        .AddSingleton(new KnownFace(Face.Name))
        .AddSingleton<Entrance>()
        .AddSingleton<OrderAnswers>()
        .AddSingleton<OrderWriting>()
        .AddSingleton<OrderReading>()
        .AddSingleton<OrdersActing>()
        .AddSingleton<ProcessEndpoints>()
        .AddSingleton<RoutingPlanEndpoints>()
        .AddSingleton<PickJobReading>()
        .AddSingleton<PickJobActions>()
        .AddSingleton<ReservationEndpoints>()
        .AddRouting()
        .AddProcess()
        .AddSingleton<FacilityEndpoints>()
        .AddSingleton<StockEndpoints>()
        .AddSingleton<ConfigurationEndpoints>()
        .AddGoods()
        .AddShipping()
        .AddCursors()
        .AddSingleton<Searches>()
        .AddSingleton<ReservationTelling>()
        .AddPeople()
        .AddConfigurations()
        .AddSubscriptions();

    public static void MapFulfillmenttools(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, Failures<Entrance>>().WithMetadata(Description);
        MapOrders(api);
        MapWork(api);
        MapInventory(api);
        api.MapGoods();
        api.MapShipping();
        api.MapRouting();
        api.MapProcess();
        api.MapSubscriptions();
        MapConfiguration(api);
        MapSearches(api);
        api.MapPeople();
        api.MapConfigurations();
        api.MapFallback("{**path}", (HttpContext context) => Errors.NotFound(
            context, "endpoint", $"{context.Request.Method} {context.Request.Path}")).IsOpen();
    }

    private static void MapOrders(RouteGroupBuilder api)
    {
        api.MapPost("orders", (HttpContext context, OrderWriting orders) => orders.Place(context))
            .Needs(P.OrderWrite).Describes(OrderOperations.Place);
        api.MapPost("orders/actions", (HttpContext context, OrdersActing orders) => orders.Act(context))
            .Needs(P.OrderForceCancel).Describes(OrderOperations.ActOnMany);
        api.MapGet("orders", (HttpContext context, OrderReading orders) => orders.List(context))
            .Needs(P.OrderRead).Describes(OrderOperations.List);
        api.MapGet("orders/{orderId}", (HttpContext context, OrderReading orders, string orderId) => orders.Get(context, orderId))
            .Needs(P.OrderRead).Describes(OrderOperations.Get);
        api.MapPatch("orders/{orderId}", (HttpContext context, OrderWriting orders, string orderId) => orders.Modify(context, orderId))
            .Needs(P.OrderWrite).Describes(OrderOperations.Modify);
        api.MapPost(
            "orders/{orderId}/orderlineitems/{orderLineItemId}/actions",
            (HttpContext context, OrderWriting orders, string orderId, string orderLineItemId) =>
                orders.ActOnLine(context, orderId, orderLineItemId))
            .Needs(P.OrderWrite, P.OrderCustomAttributesWrite).Describes(OrderOperations.ActOnLine);
    }

    private static void MapWork(RouteGroupBuilder api)
    {
        api.MapGet(
            "processes/{processId}",
            (HttpContext context, ProcessEndpoints processes, string processId) => processes.Get(context, processId))
            .Needs(P.ProcessRead).Describes(WorkOperations.GetProcess);
        api.MapGet("process", (HttpContext context, ProcessEndpoints processes) => processes.Find(context))
            .Needs(P.ProcessRead).Describes(WorkOperations.FindProcess);
        api.MapGet("routingplans", (HttpContext context, RoutingPlanEndpoints plans) => plans.List(context))
            .Needs(P.RoutingRead).Describes(WorkOperations.ListPlans);
        api.MapGet(
            "routingplans/{routingplanId}",
            (HttpContext context, RoutingPlanEndpoints plans, string routingplanId) => plans.Get(context, routingplanId))
            .Needs(P.RoutingRead).Describes(WorkOperations.GetPlan);
        api.MapGet(
            "routingplans/{routingplanId}/decisionlogs/{routingRun}",
            (HttpContext context, RoutingPlanEndpoints plans, string routingplanId, string routingRun) =>
                plans.Log(context, routingplanId, routingRun))
            .Needs(P.RoutingRead).Describes(RoutingOperations.GetLog);
        api.MapGet("pickjobs", (HttpContext context, PickJobReading jobs) => jobs.List(context))
            .Needs(P.PickjobRead).Describes(WorkOperations.ListJobs);
        api.MapGet("pickjobs/{pickJobId}", (HttpContext context, PickJobReading jobs, string pickJobId) => jobs.Get(context, pickJobId))
            .Needs(P.PickjobRead).Describes(WorkOperations.GetJob);
        api.MapPost(
            "pickjobs/{pickJobId}/actions",
            (HttpContext context, PickJobActions jobs, string pickJobId) => jobs.Act(context, pickJobId))
            .Needs(P.PickjobWrite).Describes(WorkOperations.ActOnJob);
        api.MapGet("reservations", (HttpContext context, ReservationEndpoints held) => held.List(context))
            .Needs(P.ReservationRead).Describes(InventoryOperations.ListReservations);
        api.MapGet(
            "reservations/{reservationId}",
            (HttpContext context, ReservationEndpoints held, string reservationId) => held.Get(context, reservationId))
            .Needs(P.ReservationRead).Describes(InventoryOperations.GetReservation);
    }

    private static void MapInventory(RouteGroupBuilder api)
    {
        api.MapPost("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.Create(context))
            .Needs(P.FacilityCreate).Describes(InventoryOperations.CreateFacility);
        api.MapGet("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.List(context))
            .Needs(P.FacilityRead).Describes(InventoryOperations.ListFacilities);
        api.MapGet(
            "facilities/{facilityId}",
            (HttpContext context, FacilityEndpoints facilities, string facilityId) => facilities.Get(context, facilityId))
            .Needs(P.FacilityRead).Describes(InventoryOperations.GetFacility);
        api.MapPatch(
            "facilities/{facilityId}",
            (HttpContext context, FacilityEndpoints facilities, string facilityId) => facilities.Change(context, facilityId))
            .Needs(P.FacilityWrite).Describes(InventoryOperations.ChangeFacility);
        api.MapPost("stocks", (HttpContext context, StockEndpoints stocks) => stocks.Create(context))
            .Needs(P.StockWrite).Describes(InventoryOperations.CreateStock);
        api.MapGet("stocks", (HttpContext context, StockEndpoints stocks) => stocks.List(context))
            .Needs(P.StockRead).Describes(InventoryOperations.ListStocks);
        api.MapGet("stocks/{stockId}", (HttpContext context, StockEndpoints stocks, string stockId) => stocks.Get(context, stockId))
            .Needs(P.StockRead).Describes(InventoryOperations.GetStock);
        api.MapPut("stocks/{stockId}", (HttpContext context, StockEndpoints stocks, string stockId) => stocks.Put(context, stockId))
            .Needs(P.StockWrite).Describes(InventoryOperations.PutStock);
        api.MapDelete("stocks/{stockId}", (HttpContext context, StockEndpoints stocks, string stockId) => stocks.Delete(context, stockId))
            .Needs(P.StockWrite).Describes(InventoryOperations.DeleteStock);
    }

    private static void MapConfiguration(RouteGroupBuilder api)
    {
        api.MapGet("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Get(context, Switch.OrderModification))
            .Needs(P.ConfigRead).Describes(ConfigurationOperations.GetOrderModification);
        api.MapPut("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Put(context, Switch.OrderModification))
            .Needs(P.ConfigWrite).Describes(ConfigurationOperations.PutOrderModification);
        api.MapGet("configurations/ordercancelation", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Get(context, Switch.OrderCancelation))
            .Needs(P.ConfigRead).Describes(ConfigurationOperations.GetOrderCancelation);
        api.MapPut("configurations/ordercancelation", (HttpContext context, ConfigurationEndpoints settings) =>
            settings.Put(context, Switch.OrderCancelation))
            .Needs(P.ConfigWrite).Describes(ConfigurationOperations.PutOrderCancelation);
    }

    private static void MapSearches(RouteGroupBuilder api)
    {
        api.MapPost(
            "orders/search",
            (HttpContext context, Searches searches, IFinder<Order> orders) => searches.Answer(context, SearchKinds.Orders, orders))
            .Needs(P.AdminModulesRead).Describes(SearchOperations.Orders);
        api.MapPost(
            "pickjobs/search",
            (HttpContext context, Searches searches, IFinder<Owned<PickJob>> jobs) => searches.Answer(context, SearchKinds.PickJobs, jobs))
            .Needs(P.PickjobRead).Describes(SearchOperations.PickJobs);
        api.MapPost(
            "reservations/search",
            (HttpContext context, Searches searches, ReservationTelling held) => searches.Answer(context, SearchKinds.Reservations, held))
            .Needs(P.ReservationRead).Describes(SearchOperations.Reservations);
    }
}
