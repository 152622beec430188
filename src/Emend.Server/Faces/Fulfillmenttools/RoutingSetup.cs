using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

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
            .Needs(P.RoutingConfigRead).Describes(RoutingOperations.GetConfiguration);
        api.MapPut("configurations/orderrouting", (HttpContext context, OrderRoutingEndpoints settings) => settings.Put(context))
            .Needs(P.RoutingConfigWrite).Describes(RoutingOperations.PutConfiguration);
    }

    private static void MapStrategies(RouteGroupBuilder api)
    {
        api.MapGet("strategies", (HttpContext context, StrategyEndpoints all) => all.List(context))
            .Needs(P.RoutingConfigRead).Describes(RoutingOperations.List);
        api.MapPost("strategies", (HttpContext context, StrategyEndpoints all) => all.Create(context))
            .Needs(P.RoutingConfigWrite).Describes(RoutingOperations.Create);
        api.MapGet(
            "strategies/{strategyId}",
            (HttpContext context, StrategyEndpoints all, string strategyId) => all.Get(context, strategyId))
            .Needs(P.RoutingConfigRead).Describes(RoutingOperations.Get);
        api.MapPut(
            "strategies/{strategyId}",
            (HttpContext context, StrategyEndpoints all, string strategyId) => all.Put(context, strategyId))
            .Needs(P.RoutingConfigWrite).Describes(RoutingOperations.Put);
        api.MapPost(
            "strategies/{strategyId}/actions",
            (HttpContext context, StrategyEndpoints all, string strategyId) => all.Act(context, strategyId))
            .Needs(P.RoutingConfigWrite).Describes(RoutingOperations.Act);
        api.MapPost(
            "strategies/{strategyId}/evaluation",
            (HttpContext context, TryOutEndpoints all, string strategyId) => all.Evaluate(context, strategyId))
            .Needs(P.RoutingRead).Describes(RoutingOperations.Evaluate);
        api.MapPost("tryouts", (HttpContext context, TryOutEndpoints all) => all.TryOut(context))
            .Needs(P.RoutingRead).Describes(RoutingOperations.TryOut);
    }

    private static void MapCarriers(RouteGroupBuilder api)
    {
        api.MapGet("carriers", (HttpContext context, CarrierEndpoints carriers) => carriers.List(context))
            .Needs(P.CarrierRead).Describes(CarrierOperations.List);
        api.MapPost("carriers", (HttpContext context, CarrierEndpoints carriers) => carriers.Create(context))
            .Needs(P.CarrierWrite).Describes(CarrierOperations.Create);
        api.MapGet(
            "carriers/{carrierId}",
            (HttpContext context, CarrierEndpoints carriers, string carrierId) => carriers.Get(context, carrierId))
            .Needs(P.CarrierRead).Describes(CarrierOperations.Get);
        api.MapGet(
            "facilities/{facilityId}/carriers",
            (HttpContext context, FacilityCarrierEndpoints all, string facilityId) => all.List(context, facilityId))
            .Needs(P.FacilityRead).Describes(CarrierOperations.ListOfFacility);
        const string One = "facilities/{facilityId}/carriers/{carrierRef}";
        api.MapGet(One, (HttpContext context, FacilityCarrierEndpoints all, string facilityId, string carrierRef) =>
            all.Get(context, facilityId, carrierRef)).Needs(P.FacilityRead).Describes(CarrierOperations.GetConnection);
        api.MapPost(One, (HttpContext context, FacilityCarrierEndpoints all, string facilityId, string carrierRef) =>
            all.Connect(context, facilityId, carrierRef)).Needs(P.FacilityWrite).Describes(CarrierOperations.Connect);
        api.MapPut(One, (HttpContext context, FacilityCarrierEndpoints all, string facilityId, string carrierRef) =>
            all.Change(context, facilityId, carrierRef)).Needs(P.FacilityWrite).Describes(CarrierOperations.Change);
    }
}
