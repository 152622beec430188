using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Application.Events;

/// <summary>
/// Rechecks the permissions of all listeners every two seconds and disconnects listeners that lost access. Reads the identity version
/// once per tenant and interval.
/// </summary>
internal sealed class ListenerAuthorizationMonitor(
    IIdentityStore identity, IActorResolver actors, TimeProvider clock, ILogger<ListenerAuthorizationMonitor> log)
{
    /// <summary>The check interval: the maximum time a listener stays connected after losing access.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<TenantId, List<ListenerAuthorization>> _listeners = [];

    /// <summary>Monitors a listener until it loses access or one of the tokens is canceled.</summary>
    public ListenerAuthorization Monitor(Caller caller, Actor actor, params ReadOnlySpan<CancellationToken> until)
    {
        var listener = new ListenerAuthorization(caller, actor, CancellationTokenSource.CreateLinkedTokenSource(until), Leave);
        lock (_listeners)
        {
            if (_listeners.TryGetValue(caller.Tenant, out var listeners))
            {
                listeners.Add(listener);
            }
            else
            {
                _listeners[caller.Tenant] = [listener];
                _ = Watch(caller.Tenant);
            }
        }
        return listener;
    }

    private void Leave(ListenerAuthorization listener)
    {
        lock (_listeners)
        {
            if (_listeners.TryGetValue(listener.Caller.Tenant, out var listeners))
            {
                listeners.Remove(listener);
            }
        }
    }

    private async Task Watch(TenantId tenant)
    {
        while (GetListeners(tenant) is { Length: > 0 } present)
        {
            await Task.Delay(CheckInterval, clock);
            try
            {
                var version = await identity.ReadIdentityVersion(tenant, CancellationToken.None);
                foreach (var listener in present)
                {
                    if (version is not { } known || !await IsStillAuthorized(listener, known))
                    {
                        await listener.Cancel();
                    }
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                log.LogWarning(failure, "Could not check the permissions of the event listeners of tenant {Tenant}. Retrying.", tenant);
            }
        }
    }

    private ListenerAuthorization[] GetListeners(TenantId tenant)
    {
        lock (_listeners)
        {
            if (_listeners[tenant] is { Count: > 0 } listeners)
            {
                return [.. listeners];
            }

            _listeners.Remove(tenant);
            return [];
        }
    }

    // A listener whose facilities changed is disconnected. It receives the events of the new facilities after reconnecting.
    private async ValueTask<bool> IsStillAuthorized(ListenerAuthorization listener, long version)
    {
        try
        {
            return !(listener.Caller.EndsAt <= clock.GetUtcNow())
                && await actors.Find(listener.Caller, version, CancellationToken.None) is { } actor
                && actor.HasPermission(Permissions.OrderRead)
                && actor.Facilities.SequenceEqual(listener.Actor.Facilities);
        }
        catch (TenantSuspendedException)
        {
            return false;
        }
    }
}

/// <summary>The authorization of one event listener.</summary>
/// <param name="caller">The caller.</param>
/// <param name="actor">The actor with the permissions at connection time.</param>
/// <param name="end">Disconnects the listener.</param>
/// <param name="leave">Removes the listener from the monitor.</param>
internal sealed class ListenerAuthorization(Caller caller, Actor actor, CancellationTokenSource end, Action<ListenerAuthorization> leave)
    : IDisposable
{
    public Caller Caller => caller;

    public Actor Actor => actor;

    /// <summary>Canceled when the listener loses access.</summary>
    public CancellationToken Token { get; } = end.Token;

    public async Task Cancel()
    {
        try
        {
            await end.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The listener disconnected at the same time.
        }
    }

    public void Dispose()
    {
        leave(this);
        end.Dispose();
    }
}
