using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>The face as the process sees it: what it needs, and where it answers.</summary>
internal static class FulfillmenttoolsSetup
{
    public static readonly FaceDescription Description = new(
        Face.Name,
        "Emend, spoken to as fulfillmenttools",
        """
        Orders, and what is made of them, for clients that were written for fulfillmenttools.

        Sign in at `/v1/accounts:signInWithPassword`, and send the `idToken` of the answer as `Authorization: Bearer …`. Members and
        parameters that are not in this document are refused, with the name that was probably meant.
        """,
        AnswerShapes.Error,
        "application/json",
        [CallerKey.Token]);

    public static IServiceCollection AddFulfillmenttools(this IServiceCollection services) => services
        .AddSingleton<Entrance>()
        .AddSingleton<OrderAnswers>()
        .AddSingleton<OrderWriting>()
        .AddSingleton<OrderReading>()
        .AddSingleton<ProcessEndpoints>()
        .AddSingleton<RoutingPlanEndpoints>()
        .AddSingleton<PickJobReading>()
        .AddSingleton<PickJobActions>()
        .AddSingleton<ReservationEndpoints>()
        .AddSingleton<FacilityEndpoints>()
        .AddSingleton<StockEndpoints>()
        .AddSingleton<ConfigurationEndpoints>();

    public static void MapFulfillmenttools(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, Failures>().WithMetadata(Description);
        MapOrders(api);
        MapWork(api);
        MapInventory(api);
        MapConfiguration(api);
        api.MapFallback("{**path}", (HttpContext context) => Errors.NotFound(
            context, "endpoint", $"{context.Request.Method} {context.Request.Path}")).IsOpen();
    }

    private static void MapOrders(RouteGroupBuilder api)
    {
        api.MapPost("orders", (HttpContext context, OrderWriting orders) => orders.Place(context))
            .Needs(P.OrderWrite).Describes(OrderOperations.Place);
        api.MapGet("orders", (HttpContext context, OrderReading orders) => orders.List(context))
            .Needs(P.OrderRead).Describes(OrderOperations.List);
        api.MapGet("orders/{id}", (HttpContext context, OrderReading orders, string id) => orders.Get(context, id))
            .Needs(P.OrderRead).Describes(OrderOperations.Get);
        api.MapPatch("orders/{id}", (HttpContext context, OrderWriting orders, string id) => orders.Modify(context, id))
            .Needs(P.OrderWrite).Describes(OrderOperations.Modify);
        api.MapPost(
            "orders/{id}/orderlineitems/{line}/actions",
            (HttpContext context, OrderWriting orders, string id, string line) => orders.ActOnLine(context, id, line))
            .Needs(P.OrderWrite, P.OrderCustomAttributesWrite).Describes(OrderOperations.ActOnLine);
    }

    private static void MapWork(RouteGroupBuilder api)
    {
        api.MapGet("processes/{id}", (HttpContext context, ProcessEndpoints processes, string id) => processes.Get(context, id))
            .Needs(P.ProcessRead).Describes(WorkOperations.GetProcess);
        api.MapGet("process", (HttpContext context, ProcessEndpoints processes) => processes.Find(context))
            .Needs(P.ProcessRead).Describes(WorkOperations.FindProcess);
        api.MapGet("routingplans", (HttpContext context, RoutingPlanEndpoints plans) => plans.List(context))
            .Needs(P.RoutingRead).Describes(WorkOperations.ListPlans);
        api.MapGet("routingplans/{id}", (HttpContext context, RoutingPlanEndpoints plans, string id) => plans.Get(context, id))
            .Needs(P.RoutingRead).Describes(WorkOperations.GetPlan);
        api.MapGet("pickjobs", (HttpContext context, PickJobReading jobs) => jobs.List(context))
            .Needs(P.PickjobRead).Describes(WorkOperations.ListJobs);
        api.MapGet("pickjobs/{id}", (HttpContext context, PickJobReading jobs, string id) => jobs.Get(context, id))
            .Needs(P.PickjobRead).Describes(WorkOperations.GetJob);
        api.MapPost("pickjobs/{id}/actions", (HttpContext context, PickJobActions jobs, string id) => jobs.Act(context, id))
            .Needs(P.PickjobWrite).Describes(WorkOperations.ActOnJob);
        api.MapGet("reservations", (HttpContext context, ReservationEndpoints held) => held.List(context))
            .Needs(P.ReservationRead).Describes(InventoryOperations.ListReservations);
        api.MapGet("reservations/{id}", (HttpContext context, ReservationEndpoints held, string id) => held.Get(context, id))
            .Needs(P.ReservationRead).Describes(InventoryOperations.GetReservation);
    }

    private static void MapInventory(RouteGroupBuilder api)
    {
        api.MapPost("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.Create(context))
            .Needs(P.FacilityCreate).Describes(InventoryOperations.CreateFacility);
        api.MapGet("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.List(context))
            .Needs(P.FacilityRead).Describes(InventoryOperations.ListFacilities);
        api.MapGet("facilities/{id}", (HttpContext context, FacilityEndpoints facilities, string id) => facilities.Get(context, id))
            .Needs(P.FacilityRead).Describes(InventoryOperations.GetFacility);
        api.MapPatch("facilities/{id}", (HttpContext context, FacilityEndpoints facilities, string id) => facilities.Change(context, id))
            .Needs(P.FacilityWrite).Describes(InventoryOperations.ChangeFacility);
        api.MapPost("stocks", (HttpContext context, StockEndpoints stocks) => stocks.Create(context))
            .Needs(P.StockWrite).Describes(InventoryOperations.CreateStock);
        api.MapGet("stocks", (HttpContext context, StockEndpoints stocks) => stocks.List(context))
            .Needs(P.StockRead).Describes(InventoryOperations.ListStocks);
        api.MapGet("stocks/{id}", (HttpContext context, StockEndpoints stocks, string id) => stocks.Get(context, id))
            .Needs(P.StockRead).Describes(InventoryOperations.GetStock);
        api.MapPut("stocks/{id}", (HttpContext context, StockEndpoints stocks, string id) => stocks.Put(context, id))
            .Needs(P.StockWrite).Describes(InventoryOperations.PutStock);
        api.MapDelete("stocks/{id}", (HttpContext context, StockEndpoints stocks, string id) => stocks.Delete(context, id))
            .Needs(P.StockWrite).Describes(InventoryOperations.DeleteStock);
    }

    private static void MapConfiguration(RouteGroupBuilder api)
    {
        api.MapGet("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) => settings.Get(context))
            .Needs(P.ConfigRead).Describes(ConfigurationOperations.GetOrderModification);
        api.MapPut("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) => settings.Put(context))
            .Needs(P.ConfigWrite).Describes(ConfigurationOperations.PutOrderModification);
    }
}
