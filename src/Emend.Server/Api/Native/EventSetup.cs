using Emend.Server.Api.Native.Events;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the event endpoint.</summary>
internal static class EventSetup
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<ListenerAuthorizationMonitor>()
        .AddSingleton<EventCursors>()
        .AddSingleton<IApiEventFormat, NativeEventFormat>()
        .AddSingleton<EventQueryReader>()
        .AddSingleton<EventStreamEndpoint>()
        .AddSingleton<EventPageEndpoint>()
        .AddSingleton<EventEndpoints>();

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("events", (HttpContext context, EventEndpoints events) => events.Get(context))
            .RequiresPermission(P.OrderRead).WithOperation(EventOperations.List);
}
