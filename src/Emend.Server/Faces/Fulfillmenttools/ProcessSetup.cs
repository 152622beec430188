using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Where the face answers about changes of how orders are fulfilled.</summary>
internal static class ProcessSetup
{
    public static IServiceCollection AddProcess(this IServiceCollection services) => services
        .AddSingleton<ActionDoor>()
        .AddSingleton<ProcessActing>()
        .AddSingleton<RerouteCommands>()
        .AddSingleton<LogSurroundings>()
        .AddSingleton<HistoryLogEndpoints>()
        .AddSingleton<RetryNotRoutable>()
        .AddSingleton<ReasonEndpoints>();

    public static void MapProcess(this RouteGroupBuilder api)
    {
        api.MapPost(
            "orders/{orderId}/actions", (HttpContext context, ProcessActing acting, string orderId) => acting.OnOrder(context, orderId))
            .Needs(P.OrderCancel).Describes(ProcessOperations.OnOrder);
        api.MapPost(
            "processes/{processId}/actions",
            (HttpContext context, ProcessActing acting, string processId) => acting.OnProcess(context, processId))
            .Needs(P.ProcessWrite).Describes(ProcessOperations.OnProcess);
        api.MapPost(
            "processes/{processId}/reroute",
            (HttpContext context, ProcessActing acting, string processId) => acting.Reroute(context, processId))
            .Needs(P.ProcessReroute).Describes(ProcessOperations.Reroute);
        api.MapGet(
            "processes/{processId}/historylogs",
            (HttpContext context, HistoryLogEndpoints logs, string processId) => logs.List(context, processId))
            .Needs(P.ProcessLogRead).Describes(ProcessOperations.HistoryLogs);
        api.MapPatch(
            "pickjobs/{pickJobId}", (HttpContext context, ProcessActing acting, string pickJobId) => acting.OnPickJob(context, pickJobId))
            .Needs(P.RoutingWrite).Describes(ProcessOperations.OnPickJob);
        api.MapPatch(
            "routingplans/{routingplanId}",
            (HttpContext context, ProcessActing acting, string routingplanId) => acting.OnPlan(context, routingplanId))
            .Needs(P.RoutingWrite).Describes(ProcessOperations.OnPlan);
        api.MapPost("routing/commands/reroute", (HttpContext context, RerouteCommands commands) => commands.Act(context))
            .Needs(P.RoutingWrite).Describes(ProcessOperations.RerouteCommand);
        api.MapPost("processes/retrynotroutable", (HttpContext context, RetryNotRoutable retry) => retry.Act(context))
            .Needs(P.ProcessReroute, P.RoutingWrite).Describes(ProcessOperations.RetryNotRoutable);
        MapReasons(api, ReasonList.Cancelation);
        MapReasons(api, ReasonList.Reroute);
    }

    private static void MapReasons(RouteGroupBuilder api, ReasonList list)
    {
        var one = list == ReasonList.Reroute ? list.List + "/{rerouteDescriptionId}" : list.List + "/{cancelationReasonId}";
        var name = one[(one.IndexOf('{', StringComparison.Ordinal) + 1)..^1];
        api.MapGet(list.List, (HttpContext context, ReasonEndpoints all) => all.List(context, list))
            .Needs(P.ConfigRead).Describes(ProcessOperations.List(list));
        api.MapPost(list.List, (HttpContext context, ReasonEndpoints all) => all.Create(context, list))
            .Needs(P.ConfigWrite).Describes(ProcessOperations.Create(list));
        api.MapGet(one, (HttpContext context, ReasonEndpoints all) => all.Get(context, list, Id(context)))
            .Needs(P.ConfigRead).Describes(ProcessOperations.Get(list));
        api.MapPut(one, (HttpContext context, ReasonEndpoints all) => all.Put(context, list, Id(context)))
            .Needs(P.ConfigWrite).Describes(ProcessOperations.Put(list));
        api.MapDelete(one, (HttpContext context, ReasonEndpoints all) => all.Delete(context, list, Id(context)))
            .Needs(P.ConfigWrite).Describes(ProcessOperations.Delete(list));

        string Id(HttpContext context) => (string)context.Request.RouteValues[name]!;
    }
}
