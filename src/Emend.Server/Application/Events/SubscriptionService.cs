namespace Emend.Server.Application.Events;

/// <summary>Adds subscriptions, for every API.</summary>
internal sealed class SubscriptionService(ISubscriptionStore store, EventReader reader, ApiEventFormats formats)
{
    /// <summary>
    /// Adds a subscription that receives all later events. Returns null, or the maximum number of subscriptions per event if its API has
    /// one and it is reached.
    /// </summary>
    public async Task<int?> Add(Subscription subscription, CancellationToken ct)
    {
        var max = formats[subscription.Api].MaxSubscriptionsPerEvent;
        return await store.Add(subscription, await reader.ReadHead(subscription.Tenant, ct), max, ct) ? null : max;
    }
}
