using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of fulfillment actions, history logs, and reasons.</summary>
internal static class ProcessSetup
{
    public static IServiceCollection AddFulfillmentActions(this IServiceCollection services) => services
        .AddSingleton<ActionDispatcher>()
        .AddSingleton<ProcessActionEndpoints>()
        .AddSingleton<RerouteCommandEndpoints>()
        .AddSingleton<HistoryLogLookups>()
        .AddSingleton<HistoryLogEndpoints>()
        .AddSingleton<RetryUnroutableEndpoint>()
        .AddSingleton<ReasonEndpoints>();

    public static void MapFulfillmentActions(this RouteGroupBuilder api)
    {
        api.MapPost(
            "orders/{orderId}/actions",
            (HttpContext context, ProcessActionEndpoints endpoints, string orderId) => endpoints.ActOnOrder(context, orderId))
            .RequiresPermission(P.OrderCancel).WithOperation(ProcessOperations.ActOnOrder);
        api.MapPost(
            "processes/{processId}/actions",
            (HttpContext context, ProcessActionEndpoints endpoints, string processId) => endpoints.ActOnProcess(context, processId))
            .RequiresPermission(P.ProcessWrite).WithOperation(ProcessOperations.ActOnProcess);
        api.MapPost(
            "processes/{processId}/reroute",
            (HttpContext context, ProcessActionEndpoints endpoints, string processId) => endpoints.Reroute(context, processId))
            .RequiresPermission(P.ProcessReroute).WithOperation(ProcessOperations.Reroute);
        api.MapGet("processes", (HttpContext context, ProcessEndpoints processes) => processes.List(context))
            .RequiresPermission(P.ProcessRead).WithOperation(ProcessOperations.ListProcesses);
        api.MapPatch(
            "processes/{processId}",
            (HttpContext context, ProcessActionEndpoints endpoints, string processId) => endpoints.PatchProcess(context, processId))
            .RequiresPermission(P.ProcessWrite).WithOperation(ProcessOperations.PatchProcess);
        api.MapGet(
            "processes/{processId}/historylogs",
            (HttpContext context, HistoryLogEndpoints logs, string processId) => logs.List(context, processId))
            .RequiresPermission(P.ProcessLogRead).WithOperation(ProcessOperations.HistoryLogs);
        api.MapPatch(
            "pickjobs/{pickJobId}",
            (HttpContext context, PickJobActionEndpoints endpoints, string pickJobId) => endpoints.Patch(context, pickJobId))
            .RequiresPermission(P.RoutingWrite).WithOperation(ProcessOperations.PatchPickJob);
        api.MapPatch(
            "routingplans/{routingplanId}",
            (HttpContext context, ProcessActionEndpoints endpoints, string routingplanId) =>
                endpoints.PatchRoutingPlan(context, routingplanId))
            .RequiresEitherPermission(P.RoutingWrite, P.ProcessReroute).WithOperation(ProcessOperations.PatchRoutingPlan);
        api.MapPost("routing/commands/reroute", (HttpContext context, RerouteCommandEndpoints commands) => commands.Reroute(context))
            .RequiresPermission(P.RoutingWrite).WithOperation(ProcessOperations.RerouteCommand);
        api.MapPost("processes/retrynotroutable", (HttpContext context, RetryUnroutableEndpoint retry) => retry.Retry(context))
            .RequiresPermission(P.ProcessReroute).WithOperation(ProcessOperations.RetryNotRoutable);
        MapReasons(api, ReasonList.Cancelation);
        MapReasons(api, ReasonList.Reroute);
    }

    private static void MapReasons(RouteGroupBuilder api, ReasonList list)
    {
        var one = list == ReasonList.Reroute ? list.Name + "/{rerouteDescriptionId}" : list.Name + "/{cancelationReasonId}";
        var name = one[(one.IndexOf('{', StringComparison.Ordinal) + 1)..^1];
        api.MapGet(list.Name, (HttpContext context, ReasonEndpoints endpoints) => endpoints.List(context, list))
            .RequiresPermission(P.ConfigRead).WithOperation(ProcessOperations.List(list));
        api.MapPost(list.Name, (HttpContext context, ReasonEndpoints endpoints) => endpoints.Create(context, list))
            .RequiresPermission(P.ConfigWrite).WithOperation(ProcessOperations.Create(list));
        api.MapGet(one, (HttpContext context, ReasonEndpoints endpoints) => endpoints.Get(context, list, Id(context)))
            .RequiresPermission(P.ConfigRead).WithOperation(ProcessOperations.Get(list));
        api.MapPut(one, (HttpContext context, ReasonEndpoints endpoints) => endpoints.Put(context, list, Id(context)))
            .RequiresPermission(P.ConfigWrite).WithOperation(ProcessOperations.Put(list));
        api.MapDelete(one, (HttpContext context, ReasonEndpoints endpoints) => endpoints.Delete(context, list, Id(context)))
            .RequiresPermission(P.ConfigWrite).WithOperation(ProcessOperations.Delete(list));

        string Id(HttpContext context) => (string)context.Request.RouteValues[name]!;
    }
}
