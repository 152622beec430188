using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Personal data, events and remote configurations, as the face answers for them.</summary>
internal static class ConfigurationsSetup
{
    public static IServiceCollection AddConfigurations(this IServiceCollection services) => services
        .AddSingleton<GdprEndpoints>()
        .AddSingleton<SupportedEventEndpoints>()
        .AddSingleton<RemoteConfigurationEndpoints>();

    public static void MapConfigurations(this RouteGroupBuilder api)
    {
        api.MapGet("configurations/gdpr", (HttpContext context, GdprEndpoints gdpr) => gdpr.Get(context))
            .Needs(P.ConfigRead).Describes(SharedOperations.GetGdpr);
        api.MapPut("configurations/gdpr", (HttpContext context, GdprEndpoints gdpr) => gdpr.Put(context))
            .Needs(P.ConfigWrite).Describes(SharedOperations.PutGdpr);
        api.MapGet("supportedevents", (HttpContext context, SupportedEventEndpoints events) => events.List(context))
            .Needs(P.EventRead).Describes(SharedOperations.SupportedEvents);
        MapRemote(api);
    }

    private static void MapRemote(RouteGroupBuilder api)
    {
        api.MapGet("remoteconfigs", (HttpContext context, RemoteConfigurationEndpoints remote) => remote.List(context))
            .Needs(P.RemoteConfigRead).Describes(SharedOperations.ListRemote);
        api.MapPost("remoteconfigs", (HttpContext context, RemoteConfigurationEndpoints remote) => remote.Create(context))
            .Needs(P.RemoteConfigWrite).Describes(SharedOperations.CreateRemote);
        api.MapGet("remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Get(context, id))
            .Needs(P.RemoteConfigRead).Describes(SharedOperations.GetRemote);
        api.MapPut("remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Put(context, id))
            .Needs(P.RemoteConfigWrite).Describes(SharedOperations.PutRemote);
        api.MapPatch(
            "remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Patch(context, id))
            .Needs(P.RemoteConfigWrite).Describes(SharedOperations.PatchRemote);
        api.MapDelete(
            "remoteconfigs/{id}", (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.Delete(context, id))
            .Needs(P.RemoteConfigWrite).Describes(SharedOperations.DeleteRemote);
        api.MapPost(
            "remoteconfigs/{id}/scopes",
            (HttpContext context, RemoteConfigurationEndpoints remote, string id) => remote.AddScope(context, id))
            .Needs(P.RemoteConfigWrite).Describes(SharedOperations.AddScope);
        api.MapDelete(
            "remoteconfigs/{id}/scopes/{scopeId}",
            (HttpContext context, RemoteConfigurationEndpoints remote, string id, string scopeId) =>
                remote.RemoveScope(context, id, scopeId))
            .Needs(P.RemoteConfigWrite).Describes(SharedOperations.RemoveScope);
    }
}
