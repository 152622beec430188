using Emend.Server.Desk.Events;
using Emend.Server.Faces.Native.Events;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>What happened, as a stream and in pages.</summary>
internal static class EventSetup
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<Doorkeeper>()
        .AddSingleton<EventCursors>()
        .AddSingleton<EventAsking>()
        .AddSingleton<EventStream>()
        .AddSingleton<EventPages>()
        .AddSingleton<EventEndpoints>();

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("events", (HttpContext context, EventEndpoints events) => events.Get(context))
            .Needs(P.OrderRead).Describes(EventOperations.Read);
}
