using Emend.Server.Application.Events;
using Emend.Server.Http;
using Emend.Server.Messaging.RabbitMq;

namespace Emend.Server.Messaging;

internal static class MessagingSetup
{
    /// <summary>Registers event delivery to webhooks and, if configured, to the broker.</summary>
    public static IServiceCollection AddEventDelivery(
        this IServiceCollection services, DeliveryOptions options, OutboundTargetPolicy outboundTargetPolicy,
        RabbitMqOptions? broker) => services
        .AddSingleton(options)
        .AddSingleton(outboundTargetPolicy)
        .AddSingleton<WebhookHttpClient>()
        .AddSingleton<WebhookTransport>()
        .AddBroker(broker)
        .AddSingleton(all => new EventSender(
            all.GetRequiredService<EventReader>(), all.GetRequiredService<EventCursors>(), all.GetRequiredService<ApiEventFormats>(),
            all.GetRequiredService<WebhookTransport>(), all.GetService<RabbitMqTransport>()))
        .AddSingleton(all => new DeliveryDependencies(
            all.GetRequiredService<EventHub>(),
            all.GetRequiredService<IEventDeliveryStore>(),
            all.GetRequiredService<EventSender>(),
            all.GetRequiredService<ApiEventFormats>(),
            all.GetRequiredService<DeliveryOptions>()) { Clock = all.GetRequiredService<TimeProvider>() })
        .AddHostedService<DeliveryDispatcher>();

    private static IServiceCollection AddBroker(this IServiceCollection services, RabbitMqOptions? broker)
    {
        services.AddSingleton(all => new BrokerSubscriptionProvisioner(
            all.GetRequiredService<ISubscriptionStore>(), all.GetRequiredService<EventReader>(), all.GetRequiredService<TimeProvider>(),
            broker));
        return broker is null
            ? services
            : services.AddSingleton(broker).AddSingleton<RabbitMqStatus>().AddSingleton<RabbitMqConnection>()
                .AddSingleton<RabbitMqTransport>();
    }
}
