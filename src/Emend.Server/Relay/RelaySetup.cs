using Emend.Server.Desk.Events;

namespace Emend.Server.Relay;

internal static class RelaySetup
{
    /// <summary>Lets this node deliver events to those who subscribed.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services, RelayOptions options) => services
        .AddSingleton(options)
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
