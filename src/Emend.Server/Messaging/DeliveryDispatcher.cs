using Emend.Server.Application.Events;
using Emend.Server.Messaging.RabbitMq;

namespace Emend.Server.Messaging;

/// <summary>
/// Has a courier for every subscription that this node holds. Every node runs one; what one of them holds the others leave alone, and if
/// it dies they take it when its time is up.
/// </summary>
internal sealed class DeliveryDispatcher(DeliveryDependencies dependencies, BrokerSubscriptionProvisioner broker, ILogger<DeliveryDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Tidying = TimeSpan.FromMinutes(10);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Dictionary<(string Tenant, string Id), RunningWorker> _walks = [];
    private DateTimeOffset _tidyAt = dependencies.Clock.GetUtcNow() + Tidying;

    /// <summary>Before the first request is taken: what it does is heard.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (dependencies.Options.Enabled) await broker.Subscribe(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!dependencies.Options.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                await Tidy(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure) // the database is away; what is held runs out of time by itself
            {
                log.LogWarning(failure, "Subscriptions could not be looked for.");
            }
            await Task.Delay(dependencies.Options.PollInterval, dependencies.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await End();
    }

    private async Task Look(CancellationToken stop)
    {
        var now = dependencies.Clock.GetUtcNow();
        var until = now + dependencies.Options.LeaseDuration;
        await broker.Subscribe(stop);
        var leasedSubscriptions = await dependencies.Store.Lease(_node, now, until, broker.IsOn, stop);
        var all = leasedSubscriptions.ToDictionary(h => (h.Subscription.Tenant.Value, h.Subscription.Id));
        foreach (var (key, walk) in _walks.ToArray())
        {
            if (walk.Run.IsCompleted)
            {
                if (walk.Run.Exception is { } failure)
                    log.LogError(failure, "The events of the subscription {Subscription} stopped; they begin anew.", key.Id);
                walk.End.Dispose();
                _walks.Remove(key);
            }
            else if (all.TryGetValue(key, out var current) && current.Signals == walk.Courier.Held.Signals)
                walk.Courier.HeldUntil = until;
            else
                await walk.End.CancelAsync();
        }
        foreach (var (key, one) in all)
            if (!_walks.ContainsKey(key))
                _walks[key] = Begin(one, until, stop);
    }

    private RunningWorker Begin(LeasedSubscription leasedSubscription, DateTimeOffset until, CancellationToken stop)
    {
        var subscriptionWorker = new SubscriptionWorker(leasedSubscription, _node, dependencies) { HeldUntil = until };
        var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        return new(subscriptionWorker, end, Task.Run(() => subscriptionWorker.Run(end.Token), CancellationToken.None));
    }

    private async Task Tidy(CancellationToken stop)
    {
        var now = dependencies.Clock.GetUtcNow();
        if (now < _tidyAt) return;
        _tidyAt = now + Tidying;
        foreach (var (tenant, id) in _walks.Keys)
            while (await dependencies.Store.Forget(new(tenant), id, now - dependencies.Options.DeliveredRetention, stop))
                stop.ThrowIfCancellationRequested();
    }

    private async Task End()
    {
        try
        {
            await Task.WhenAll(_walks.Values.Select(w => w.Run));
        }
        catch (Exception failure) // it was told of before, or does not matter now
        {
            log.LogDebug(failure, "A courier ended with a failure.");
        }
        try
        {
            await dependencies.Store.Release(_node, CancellationToken.None);
        }
        catch (Exception failure) // then its time runs out
        {
            log.LogWarning(failure, "Subscriptions could not be given back.");
        }
    }

    private sealed record RunningWorker(SubscriptionWorker Courier, CancellationTokenSource End, Task Run);
}
