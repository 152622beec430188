using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of routing strategies, carriers, and routing configuration.</summary>
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
        api.MapGet("strategies", (HttpContext context, StrategyEndpoints endpoints) => endpoints.List(context))
            .RequiresPermission(P.RoutingConfigRead).WithOperation(RoutingOperations.List);
        api.MapPost("strategies", (HttpContext context, StrategyEndpoints endpoints) => endpoints.Create(context))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.Create);
        api.MapGet(
            "strategies/{strategyId}",
            (HttpContext context, StrategyEndpoints endpoints, string strategyId) => endpoints.Get(context, strategyId))
            .RequiresPermission(P.RoutingConfigRead).WithOperation(RoutingOperations.Get);
        api.MapPut(
            "strategies/{strategyId}",
            (HttpContext context, StrategyEndpoints endpoints, string strategyId) => endpoints.Put(context, strategyId))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.Put);
        api.MapPost(
            "strategies/{strategyId}/actions",
            (HttpContext context, StrategyEndpoints endpoints, string strategyId) => endpoints.Act(context, strategyId))
            .RequiresPermission(P.RoutingConfigWrite).WithOperation(RoutingOperations.Act);
        api.MapPost(
            "strategies/{strategyId}/evaluation",
            (HttpContext context, TryOutEndpoints endpoints, string strategyId) => endpoints.Evaluate(context, strategyId))
            .RequiresPermission(P.RoutingRead).WithOperation(RoutingOperations.Evaluate);
        api.MapPost("tryouts", (HttpContext context, TryOutEndpoints endpoints) => endpoints.Simulate(context))
            .RequiresPermission(P.RoutingRead).WithOperation(RoutingOperations.Simulate);
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
            "carriers/{carrierId}/configuration",
            (HttpContext context, CarrierEndpoints carriers, string carrierId) => carriers.GetConfiguration(context, carrierId))
            .RequiresPermission(P.CarrierRead).WithOperation(CarrierOperations.GetConfiguration);
        api.MapGet(
            "facilities/{facilityId}/carriers",
            (HttpContext context, FacilityCarrierEndpoints endpoints, string facilityId) => endpoints.ListConnections(context, facilityId))
            .RequiresPermission(P.FacilityRead).WithOperation(CarrierOperations.ListConnections);
        const string One = "facilities/{facilityId}/carriers/{carrierRef}";
        api.MapGet(One, (HttpContext context, FacilityCarrierEndpoints endpoints, string facilityId, string carrierRef) =>
            endpoints.GetConnection(
                context, facilityId, carrierRef)).RequiresPermission(P.FacilityRead).WithOperation(CarrierOperations.GetConnection);
        api.MapPost(One, (HttpContext context, FacilityCarrierEndpoints endpoints, string facilityId, string carrierRef) =>
            endpoints.CreateConnection(
                context, facilityId, carrierRef)).RequiresPermission(P.FacilityWrite).WithOperation(CarrierOperations.CreateConnection);
        api.MapPut(One, (HttpContext context, FacilityCarrierEndpoints endpoints, string facilityId, string carrierRef) =>
            endpoints.UpdateConnection(
                context, facilityId, carrierRef)).RequiresPermission(P.FacilityWrite).WithOperation(CarrierOperations.UpdateConnection);
    }
}
