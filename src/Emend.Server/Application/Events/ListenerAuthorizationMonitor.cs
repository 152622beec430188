using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application.Events;

/// <summary>
/// Looks every few seconds whether those who listen may still do so as they were let in; who may not is shown out. The store is
/// asked once a round for each tenant, however many listen.
/// </summary>
internal sealed class ListenerAuthorizationMonitor(IIdentityStore identity, IActorResolver actors, TimeProvider clock, ILogger<ListenerAuthorizationMonitor> log)
{
    /// <summary>How long somebody may listen on, at most, who may no longer.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly Dictionary<TenantId, List<ListenerAuthorization>> _rooms = [];

    /// <summary>Lets somebody in until one of these ends, or until they may no longer listen.</summary>
    public ListenerAuthorization Monitor(Caller caller, Actor actor, params ReadOnlySpan<CancellationToken> until)
    {
        var listenerAuthorization = new ListenerAuthorization(caller, actor, CancellationTokenSource.CreateLinkedTokenSource(until), Leave);
        lock (_rooms)
        {
            if (_rooms.TryGetValue(caller.Tenant, out var room))
                room.Add(listenerAuthorization);
            else
            {
                _rooms[caller.Tenant] = [listenerAuthorization];
                _ = Watch(caller.Tenant);
            }
        }
        return listenerAuthorization;
    }

    private void Leave(ListenerAuthorization listenerAuthorization)
    {
        lock (_rooms)
            if (_rooms.TryGetValue(listenerAuthorization.Caller.Tenant, out var room))
                room.Remove(listenerAuthorization);
    }

    private async Task Watch(TenantId tenant)
    {
        while (Present(tenant) is { Length: > 0 } present)
        {
            await Task.Delay(Round, clock);
            try
            {
                var version = await identity.IdentityVersion(tenant, CancellationToken.None);
                foreach (var listenerAuthorization in present)
                    if (version is not { } known || !await MayStay(listenerAuthorization, known))
                        await listenerAuthorization.End();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                log.LogWarning(failure, "Whether those who listen to {Tenant} may do so could not be read; trying again.", tenant);
            }
        }
    }

    private ListenerAuthorization[] Present(TenantId tenant)
    {
        lock (_rooms)
        {
            if (_rooms[tenant] is { Count: > 0 } room)
                return [.. room];
            _rooms.Remove(tenant);
            return [];
        }
    }

    // Who reaches other facilities than before comes again, and hears of those.
    private async ValueTask<bool> MayStay(ListenerAuthorization listenerAuthorization, long version) =>
        !(listenerAuthorization.Caller.EndsAt <= clock.GetUtcNow())
        && await actors.Find(listenerAuthorization.Caller, version, CancellationToken.None) is { } actor
        && actor.HasPermission(Permissions.OrderRead)
        && actor.Facilities.SequenceEqual(listenerAuthorization.Actor.Facilities);
}

/// <summary>Somebody who was let in.</summary>
/// <param name="caller">Who.</param>
/// <param name="actor">What they might do when they came.</param>
/// <param name="end">Ends their stay.</param>
/// <param name="leave">Gives the place back.</param>
internal sealed class ListenerAuthorization(Caller caller, Actor actor, CancellationTokenSource end, Action<ListenerAuthorization> leave) : IDisposable
{
    public Caller Caller => caller;

    public Actor Actor => actor;

    /// <summary>Ends with the stay.</summary>
    public CancellationToken Until { get; } = end.Token;

    public async Task End()
    {
        try
        {
            await end.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // They had just left.
        }
    }

    public void Dispose()
    {
        leave(this);
        end.Dispose();
    }
}
