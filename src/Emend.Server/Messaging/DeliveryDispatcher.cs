using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Messaging.RabbitMq;

namespace Emend.Server.Messaging;

/// <summary>
/// Runs a worker for every subscription that this node leases. Every node runs a dispatcher. If a node dies, other nodes take over its
/// subscriptions after the leases expire.
/// </summary>
internal sealed class DeliveryDispatcher(
    DeliveryDependencies dependencies, BrokerSubscriptionProvisioner broker, ILogger<DeliveryDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan CleanupInterval = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Tenant, string Id), RunningWorker> _workers = [];
    private bool _isBrokerStarted;
    private string _node = Guid.NewGuid().ToString("N");
    private DateTimeOffset _leasedUntil = DateTimeOffset.MaxValue;
    private DateTimeOffset _cleanupAt = dependencies.Clock.GetUtcNow() + CleanupInterval;

    /// <summary>Subscribes the broker before the node accepts requests, so the broker receives the events of all requests.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartBroker(cancellationToken);
        }
        catch (DatabaseUnavailableException outage) // the tenants of this database have to wait; the worker repeats it
        {
            log.LogWarning("Could not subscribe the broker: {Reason}", outage.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    private async Task StartBroker(CancellationToken ct)
    {
        if (dependencies.Options.Enabled && !_isBrokerStarted)
        {
            await broker.Start(ct);
            _isBrokerStarted = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!dependencies.Options.Enabled)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartBroker(stoppingToken);
                await UpdateWorkers(stoppingToken);
                await CleanUp(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure) // the database is unavailable; the leases expire
            {
                log.LogWarning(failure, "Could not read subscriptions.");
            }
            await Task.Delay(
                dependencies.Options.PollInterval, dependencies.Clock,
                stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await StopWorkers();
    }

    private async Task UpdateWorkers(CancellationToken stoppingToken)
    {
        var now = dependencies.Clock.GetUtcNow();
        var until = now + dependencies.Options.LeaseDuration;
        await EndExpiredLeases(now);
        await broker.Subscribe(stoppingToken);
        var leasedSubscriptions = await dependencies.Store.Lease(_node, now, until, broker.IsEnabled, stoppingToken);
        _leasedUntil = until;
        var all = leasedSubscriptions.ToDictionary(h => (h.Subscription.Tenant.Value, h.Subscription.Id));
        foreach (var (key, worker) in _workers.ToArray())
        {
            if (worker.Run.IsCompleted)
            {
                if (worker.Run.Exception is { } failure)
                {
                    log.LogError(failure, "The worker of subscription {Subscription} failed. Emend restarts the worker.", key.Id);
                }

                worker.End.Dispose();
                _workers.Remove(key);
            }
            else if (all.TryGetValue(key, out var current) && current.Signals == worker.Worker.Lease.Signals)
            {
                worker.Worker.LeasedUntil = until;
            }
            else
            {
                await worker.End.CancelAsync();
            }
        }
        foreach (var (key, leased) in all)
        {
            if (!_workers.ContainsKey(key))
            {
                _workers[key] = StartWorker(leased, until, stoppingToken);
            }
        }
    }

    // Another node may have held the leases in the meantime. Under a new name, this node leases subscriptions again, and the workers of the
    // expired leases can no longer write.
    private async Task EndExpiredLeases(DateTimeOffset now)
    {
        if (now < _leasedUntil)
        {
            return;
        }

        _node = Guid.NewGuid().ToString("N");
        foreach (var worker in _workers.Values)
        {
            await worker.End.CancelAsync();
        }

        await Task.WhenAll(_workers.Values.Select(worker => worker.Run)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private RunningWorker StartWorker(LeasedSubscription lease, DateTimeOffset until, CancellationToken stoppingToken)
    {
        var subscriptionWorker = new SubscriptionWorker(lease, _node, dependencies) { LeasedUntil = until };
        var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        return new(subscriptionWorker, end, Task.Run(() => subscriptionWorker.Run(end.Token), CancellationToken.None));
    }

    private async Task CleanUp(CancellationToken stoppingToken)
    {
        var now = dependencies.Clock.GetUtcNow();
        if (now < _cleanupAt)
        {
            return;
        }

        _cleanupAt = now + CleanupInterval;
        foreach (var (tenant, id) in _workers.Keys)
        {
            while (await dependencies.Store.DeleteDelivered(new(tenant), id, now - dependencies.Options.DeliveredRetention, stoppingToken))
            {
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task StopWorkers()
    {
        try
        {
            await Task.WhenAll(_workers.Values.Select(w => w.Run));
        }
        catch (Exception failure) // already logged, or irrelevant at shutdown
        {
            log.LogDebug(failure, "A subscription worker failed.");
        }
        try
        {
            await dependencies.Store.Release(_node, [.. _workers.Keys.Select(key => new TenantId(key.Tenant))], CancellationToken.None);
        }
        catch (Exception failure) // the leases expire
        {
            log.LogWarning(failure, "Could not release subscriptions.");
        }
    }

    private sealed record RunningWorker(SubscriptionWorker Worker, CancellationTokenSource End, Task Run);
}
