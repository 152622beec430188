using Emend.Server.Desk.Events;
using Emend.Server.Http;

namespace Emend.Server.Relay;

internal static class RelaySetup
{
    /// <summary>Lets this node deliver events to those who subscribed.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services, RelayOptions options, Targets targets) => services
        .AddSingleton(options)
        .AddSingleton(targets)
        .AddSingleton<Calls>()
        .AddSingleton<Sender>()
        .AddSingleton(all => new Satchel(
            all.GetRequiredService<EventHub>(),
            all.GetRequiredService<IDeliveryStore>(),
            all.GetRequiredService<Sender>(),
            all.GetRequiredService<IEventBodies>(),
            all.GetRequiredService<RelayOptions>()) { Clock = all.GetRequiredService<TimeProvider>() })
        .AddHostedService<Dispatch>();
}
