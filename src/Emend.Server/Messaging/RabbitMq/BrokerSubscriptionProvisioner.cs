using Emend.Server.Application.Events;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>
/// If a broker is configured, subscribes it to all events of every tenant from now on. The broker is a subscription like any other, so it
/// uses the same leases, retries, and delivery states.
/// </summary>
internal sealed class BrokerSubscriptionProvisioner(
    ISubscriptionStore store, EventReader reader, TimeProvider clock, RabbitMqOptions? broker)
{
    public bool IsEnabled => broker is not null;

    /// <summary>Subscribes the broker, and lets its earlier subscriptions use the API of the configuration.</summary>
    public async Task Start(CancellationToken ct)
    {
        if (broker is not null)
        {
            await store.SetBrokerApi(broker.Api, ct);
        }

        await Subscribe(ct);
    }

    public async Task Subscribe(CancellationToken ct)
    {
        if (broker is null)
        {
            return;
        }

        foreach (var tenant in await store.ListTenantsWithoutBroker(ct))
        {
            var now = clock.GetUtcNow();
            await store.Add(Subscription.CreateBroker(tenant, broker.Api, now), await reader.ReadHead(tenant, ct), maxPerEvent: null, ct);
        }
    }
}
