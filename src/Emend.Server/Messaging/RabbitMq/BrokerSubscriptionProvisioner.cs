using Emend.Server.Application.Events;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>
/// Where a broker is configured it subscribes to everything of every tenant, like any other receiver, from the moment it is first there:
/// so it shares with the others what keeps, claims, repeats and tells what became of events.
/// </summary>
internal sealed class BrokerSubscriptionProvisioner(ISubscriptionStore store, EventReader reader, TimeProvider clock, RabbitMqOptions? broker)
{
    public bool IsOn => broker is not null;

    public async Task Subscribe(CancellationToken ct)
    {
        if (broker is null) return;
        foreach (var tenant in await store.WithoutBroker(ct))
        {
            var now = clock.GetUtcNow();
            await store.Add(Subscription.OfBroker(tenant, now), await reader.Head(ct), ct);
        }
    }
}
