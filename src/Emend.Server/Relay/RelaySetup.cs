using Emend.Server.Desk.Events;
using Emend.Server.Http;
using Emend.Server.Relay.Broker;

namespace Emend.Server.Relay;

internal static class RelaySetup
{
    /// <summary>Lets this node deliver events to those who subscribed, and to the broker where there is one.</summary>
    public static IServiceCollection AddRelay(
        this IServiceCollection services, RelayOptions options, Targets targets, BrokerOptions? broker) => services
        .AddSingleton(options)
        .AddSingleton(targets)
        .AddSingleton<Calls>()
        .AddSingleton<Webhooks>()
        .AddBroker(broker)
        .AddSingleton(all => new Sender(
            all.GetRequiredService<EventReader>(), all.GetRequiredService<EventCursors>(), all.GetRequiredService<Webhooks>(),
            all.GetService<Publisher>()))
        .AddSingleton(all => new Satchel(
            all.GetRequiredService<EventHub>(),
            all.GetRequiredService<IDeliveryStore>(),
            all.GetRequiredService<Sender>(),
            all.GetRequiredService<IEventBodies>(),
            all.GetRequiredService<RelayOptions>()) { Clock = all.GetRequiredService<TimeProvider>() })
        .AddHostedService<Dispatch>();

    private static IServiceCollection AddBroker(this IServiceCollection services, BrokerOptions? broker)
    {
        services.AddSingleton(all => new BrokerSubscribers(
            all.GetRequiredService<ISubscriptionStore>(), all.GetRequiredService<EventReader>(), all.GetRequiredService<TimeProvider>(),
            broker));
        return broker is null
            ? services
            : services.AddSingleton(broker).AddSingleton<BrokerState>().AddSingleton<BrokerLink>().AddSingleton<Publisher>();
    }
}
