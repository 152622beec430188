using Emend.Server.Faces.Fulfillmenttools.Endpoints;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>The face as the process sees it: what it needs, and where it answers.</summary>
internal static class FulfillmenttoolsSetup
{
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
        var api = routes.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, Failures>();
        MapOrders(api);
        MapWork(api);
        MapInventory(api);
        api.MapFallback("{**path}", (HttpContext context) => Errors.NotFound(
            context, "endpoint", $"{context.Request.Method} {context.Request.Path}"));
    }

    private static void MapOrders(RouteGroupBuilder api)
    {
        api.MapPost("orders", (HttpContext context, OrderWriting orders) => orders.Place(context));
        api.MapGet("orders", (HttpContext context, OrderReading orders) => orders.List(context));
        api.MapGet("orders/{id}", (HttpContext context, OrderReading orders, string id) => orders.Get(context, id));
        api.MapPatch("orders/{id}", (HttpContext context, OrderWriting orders, string id) => orders.Modify(context, id));
        api.MapPost(
            "orders/{id}/orderlineitems/{line}/actions",
            (HttpContext context, OrderWriting orders, string id, string line) => orders.ActOnLine(context, id, line));
    }

    private static void MapWork(RouteGroupBuilder api)
    {
        api.MapGet("processes/{id}", (HttpContext context, ProcessEndpoints processes, string id) => processes.Get(context, id));
        api.MapGet("process", (HttpContext context, ProcessEndpoints processes) => processes.Find(context));
        api.MapGet("routingplans", (HttpContext context, RoutingPlanEndpoints plans) => plans.List(context));
        api.MapGet("routingplans/{id}", (HttpContext context, RoutingPlanEndpoints plans, string id) => plans.Get(context, id));
        api.MapGet("pickjobs", (HttpContext context, PickJobReading jobs) => jobs.List(context));
        api.MapGet("pickjobs/{id}", (HttpContext context, PickJobReading jobs, string id) => jobs.Get(context, id));
        api.MapPost("pickjobs/{id}/actions", (HttpContext context, PickJobActions jobs, string id) => jobs.Act(context, id));
    }

    private static void MapInventory(RouteGroupBuilder api)
    {
        api.MapPost("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.Create(context));
        api.MapGet("facilities", (HttpContext context, FacilityEndpoints facilities) => facilities.List(context));
        api.MapGet("facilities/{id}", (HttpContext context, FacilityEndpoints facilities, string id) => facilities.Get(context, id));
        api.MapPatch("facilities/{id}", (HttpContext context, FacilityEndpoints facilities, string id) => facilities.Change(context, id));
        api.MapPost("stocks", (HttpContext context, StockEndpoints stocks) => stocks.Create(context));
        api.MapGet("stocks", (HttpContext context, StockEndpoints stocks) => stocks.List(context));
        api.MapGet("stocks/{id}", (HttpContext context, StockEndpoints stocks, string id) => stocks.Get(context, id));
        api.MapPut("stocks/{id}", (HttpContext context, StockEndpoints stocks, string id) => stocks.Put(context, id));
        api.MapDelete("stocks/{id}", (HttpContext context, StockEndpoints stocks, string id) => stocks.Delete(context, id));
        api.MapGet("reservations", (HttpContext context, ReservationEndpoints held) => held.List(context));
        api.MapGet("reservations/{id}", (HttpContext context, ReservationEndpoints held, string id) => held.Get(context, id));
        api.MapGet("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) => settings.Get(context));
        api.MapPut("configurations/ordermodification", (HttpContext context, ConfigurationEndpoints settings) => settings.Put(context));
    }
}
