using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of GDPR configuration, supported events, and remote configurations.</summary>
internal static class ConfigurationsSetup
{
    public static IServiceCollection AddConfigurations(this IServiceCollection services) => services
        .AddSingleton<GdprEndpoints>()
        .AddSingleton<FixedConfigurationEndpoints>()
        .AddSingleton<SupportedEventEndpoints>()
        .AddSingleton<RemoteConfigurationEndpoints>();

    public static void MapConfigurations(this RouteGroupBuilder api)
    {
        api.MapGet("configurations/gdpr", (HttpContext context, GdprEndpoints gdpr) => gdpr.Get(context))
            .RequiresPermission(P.ConfigRead).WithOperation(SharedConfigurationOperations.GetGdpr);
        api.MapPut("configurations/gdpr", (HttpContext context, GdprEndpoints gdpr) => gdpr.Put(context))
            .RequiresPermission(P.ConfigWrite).WithOperation(SharedConfigurationOperations.PutGdpr);
        api.MapGet("supportedevents", (HttpContext context, SupportedEventEndpoints events) => events.List(context))
            .RequiresPermission(P.EventRead).WithOperation(SharedConfigurationOperations.SupportedEvents);
        api.MapGet("configurations/supportedlocales", (HttpContext context, FixedConfigurationEndpoints all) => all.ListLocales(context))
            .RequiresPermission().WithOperation(SharedConfigurationOperations.SupportedLocales);
        api.MapGet("configurations/pickingtimes", (HttpContext context, FixedConfigurationEndpoints all) => all.GetPickingTimes(context))
            .RequiresPermission(P.ConfigRead).WithOperation(SharedConfigurationOperations.PickingTimes);
        MapRemote(api);
    }

    private static void MapRemote(RouteGroupBuilder api)
    {
        api.MapGet("remoteconfigs", (HttpContext context, RemoteConfigurationEndpoints remote) => remote.List(context))
            .RequiresPermission(P.RemoteConfigRead).WithOperation(SharedConfigurationOperations.ListRemote);
        api.MapPost("remoteconfigs", (HttpContext context, RemoteConfigurationEndpoints remote) => remote.Create(context))
            .RequiresPermission(P.RemoteConfigWrite).WithOperation(SharedConfigurationOperations.CreateRemote);
        api.MapGet("remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Get(context, id))
            .RequiresPermission(P.RemoteConfigRead).WithOperation(SharedConfigurationOperations.GetRemote);
        api.MapPut("remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Put(context, id))
            .RequiresPermission(P.RemoteConfigWrite).WithOperation(SharedConfigurationOperations.PutRemote);
        api.MapPatch(
            "remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Patch(context, id))
            .RequiresPermission(P.RemoteConfigWrite).WithOperation(SharedConfigurationOperations.PatchRemote);
        api.MapDelete(
            "remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Delete(context, id))
            .RequiresPermission(P.RemoteConfigWrite).WithOperation(SharedConfigurationOperations.DeleteRemote);
        api.MapPost(
            "remoteconfigs/{id}/scopes",
            (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.AddScope(context, id))
            .RequiresPermission(P.RemoteConfigWrite).WithOperation(SharedConfigurationOperations.AddScope);
        api.MapDelete(
            "remoteconfigs/{id}/scopes/{scopeId}",
            (HttpContext context, RemoteConfigurationEndpoints remote, string id, string scopeId) =>
                remote.RemoveScope(context, id, scopeId))
            .RequiresPermission(P.RemoteConfigWrite).WithOperation(SharedConfigurationOperations.RemoveScope);
    }
}
