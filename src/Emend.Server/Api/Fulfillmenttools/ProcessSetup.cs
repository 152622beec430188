using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Where the face answers about changes of how orders are fulfilled.</summary>
internal static class ProcessSetup
{
    public static IServiceCollection AddProcess(this IServiceCollection services) => services
        .AddSingleton<ActionDispatcher>()
        .AddSingleton<ProcessActionEndpoints>()
        .AddSingleton<RerouteCommandEndpoints>()
        .AddSingleton<HistoryLogLookups>()
        .AddSingleton<HistoryLogEndpoints>()
        .AddSingleton<RetryUnroutableEndpoint>()
        .AddSingleton<ReasonEndpoints>();

    public static void MapProcess(this RouteGroupBuilder api)
    {
        api.MapPost(
            "orders/{orderId}/actions", (HttpContext context, ProcessActionEndpoints acting, string orderId) => acting.OnOrder(context, orderId))
            .RequiresPermission(P.OrderCancel).WithOperation(ProcessOperations.OnOrder);
        api.MapPost(
            "processes/{processId}/actions",
            (HttpContext context, ProcessActionEndpoints acting, string processId) => acting.OnProcess(context, processId))
            .RequiresPermission(P.ProcessWrite).WithOperation(ProcessOperations.OnProcess);
        api.MapPost(
            "processes/{processId}/reroute",
            (HttpContext context, ProcessActionEndpoints acting, string processId) => acting.Reroute(context, processId))
            .RequiresPermission(P.ProcessReroute).WithOperation(ProcessOperations.Reroute);
        api.MapGet(
            "processes/{processId}/historylogs",
            (HttpContext context, HistoryLogEndpoints logs, string processId) => logs.List(context, processId))
            .RequiresPermission(P.ProcessLogRead).WithOperation(ProcessOperations.HistoryLogs);
        api.MapPatch(
            "pickjobs/{pickJobId}", (HttpContext context, ProcessActionEndpoints acting, string pickJobId) => acting.OnPickJob(context, pickJobId))
            .RequiresPermission(P.RoutingWrite).WithOperation(ProcessOperations.OnPickJob);
        api.MapPatch(
            "routingplans/{routingplanId}",
            (HttpContext context, ProcessActionEndpoints acting, string routingplanId) => acting.OnPlan(context, routingplanId))
            .RequiresPermission(P.RoutingWrite).WithOperation(ProcessOperations.OnPlan);
        api.MapPost("routing/commands/reroute", (HttpContext context, RerouteCommandEndpoints commands) => commands.Act(context))
            .RequiresPermission(P.RoutingWrite).WithOperation(ProcessOperations.RerouteCommand);
        api.MapPost("processes/retrynotroutable", (HttpContext context, RetryUnroutableEndpoint retry) => retry.Act(context))
            .RequiresPermission(P.ProcessReroute, P.RoutingWrite).WithOperation(ProcessOperations.RetryNotRoutable);
        MapReasons(api, ReasonList.Cancelation);
        MapReasons(api, ReasonList.Reroute);
    }

    private static void MapReasons(RouteGroupBuilder api, ReasonList list)
    {
        var one = list == ReasonList.Reroute ? list.List + "/{rerouteDescriptionId}" : list.List + "/{cancelationReasonId}";
        var name = one[(one.IndexOf('{', StringComparison.Ordinal) + 1)..^1];
        api.MapGet(list.List, (HttpContext context, ReasonEndpoints all) => all.List(context, list))
            .RequiresPermission(P.ConfigRead).WithOperation(ProcessOperations.List(list));
        api.MapPost(list.List, (HttpContext context, ReasonEndpoints all) => all.Create(context, list))
            .RequiresPermission(P.ConfigWrite).WithOperation(ProcessOperations.Create(list));
        api.MapGet(one, (HttpContext context, ReasonEndpoints all) => all.Get(context, list, Id(context)))
            .RequiresPermission(P.ConfigRead).WithOperation(ProcessOperations.Get(list));
        api.MapPut(one, (HttpContext context, ReasonEndpoints all) => all.Put(context, list, Id(context)))
            .RequiresPermission(P.ConfigWrite).WithOperation(ProcessOperations.Put(list));
        api.MapDelete(one, (HttpContext context, ReasonEndpoints all) => all.Delete(context, list, Id(context)))
            .RequiresPermission(P.ConfigWrite).WithOperation(ProcessOperations.Delete(list));

        string Id(HttpContext context) => (string)context.Request.RouteValues[name]!;
    }
}
