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

    public async Task Subscribe(CancellationToken ct)
    {
        if (broker is null)
        {
            return;
        }

        foreach (var tenant in await store.ListTenantsWithoutBroker(ct))
        {
            var now = clock.GetUtcNow();
            await store.Add(Subscription.CreateBroker(tenant, now), await reader.ReadHead(ct), ct);
        }
    }
}
