using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Where the face answers about how orders are routed, and by which carriers facilities are served.</summary>
internal static class RoutingSetup
{
    public static IServiceCollection AddRouting(this IServiceCollection services) => services
        .AddSingleton<StrategyEndpoints>()
        .AddSingleton<TryOutEndpoints>()
        .AddSingleton<CarrierEndpoints>()
        .AddSingleton<FacilityCarrierEndpoints>()
        .AddSingleton<OrderRoutingEndpoints>();

    public static void MapRouting(this RouteGroupBuilder api)
    {
        MapStrategies(api.MapGroup("routing"));
        MapCarriers(api);
        api.MapGet("configurations/orderrouting", (HttpContext context, OrderRoutingEndpoints settings) => settings.Get(context))
            .RequiresPermission(P.RoutingConfigRead).WithOperation(RoutingOperations.GetConfiguration);
        api.MapPut("configurations/orderrouting", (HttpContext context, OrderRoutingEndpoints settings) => settings.Put(context))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.PutConfiguration);
    }

    private static void MapStrategies(RouteGroupBuilder api)
    {
        api.MapGet("strategies", (HttpContext context, StrategyEndpoints all) => all.List(context))
            .RequiresPermission(P.RoutingConfigRead).WithOperation(RoutingOperations.List);
        api.MapPost("strategies", (HttpContext context, StrategyEndpoints all) => all.Create(context))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.Create);
        api.MapGet(
            "strategies/{strategyId}",
            (HttpContext context, StrategyEndpoints all, string strategyId) => all.Get(context, strategyId))
            .RequiresPermission(P.RoutingConfigRead).WithOperation(RoutingOperations.Get);
        api.MapPut(
            "strategies/{strategyId}",
            (HttpContext context, StrategyEndpoints all, string strategyId) => all.Put(context, strategyId))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.Put);
        api.MapPost(
            "strategies/{strategyId}/actions",
            (HttpContext context, StrategyEndpoints all, string strategyId) => all.Act(context, strategyId))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.Act);
        api.MapPost(
            "strategies/{strategyId}/evaluation",
            (HttpContext context, TryOutEndpoints all, string strategyId) => all.Evaluate(context, strategyId))
            .RequiresPermission(P.RoutingRead).WithOperation(RoutingOperations.Evaluate);
        api.MapPost("tryouts", (HttpContext context, TryOutEndpoints all) => all.TryOut(context))
            .RequiresPermission(P.RoutingRead).WithOperation(RoutingOperations.TryOut);
    }

    private static void MapCarriers(RouteGroupBuilder api)
    {
        api.MapGet("carriers", (HttpContext context, CarrierEndpoints carriers) => carriers.List(context))
            .RequiresPermission(P.CarrierRead).WithOperation(CarrierOperations.List);
        api.MapPost("carriers", (HttpContext context, CarrierEndpoints carriers) => carriers.Create(context))
            .RequiresPermission(P.CarrierWrite).WithOperation(CarrierOperations.Create);
        api.MapGet(
            "carriers/{carrierId}",
            (HttpContext context, CarrierEndpoints carriers, string carrierId) => carriers.Get(context, carrierId))
            .RequiresPermission(P.CarrierRead).WithOperation(CarrierOperations.Get);
        api.MapGet(
            "facilities/{facilityId}/carriers",
            (HttpContext context, FacilityCarrierEndpoints all, string facilityId) => all.List(context, facilityId))
            .RequiresPermission(P.FacilityRead).WithOperation(CarrierOperations.ListOfFacility);
        const string One = "facilities/{facilityId}/carriers/{carrierRef}";
        api.MapGet(One, (HttpContext context, FacilityCarrierEndpoints all, string facilityId, string carrierRef) =>
            all.Get(context, facilityId, carrierRef)).RequiresPermission(P.FacilityRead).WithOperation(CarrierOperations.GetConnection);
        api.MapPost(One, (HttpContext context, FacilityCarrierEndpoints all, string facilityId, string carrierRef) =>
            all.Connect(context, facilityId, carrierRef)).RequiresPermission(P.FacilityWrite).WithOperation(CarrierOperations.Connect);
        api.MapPut(One, (HttpContext context, FacilityCarrierEndpoints all, string facilityId, string carrierRef) =>
            all.Change(context, facilityId, carrierRef)).RequiresPermission(P.FacilityWrite).WithOperation(CarrierOperations.Change);
    }
}
