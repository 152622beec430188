using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Desk.Events;

/// <summary>
/// Looks every few seconds whether those who listen may still do so as they were let in; who may not is shown out. The store is
/// asked once a round for each tenant, however many listen.
/// </summary>
internal sealed class Doorkeeper(IIdentityStore identity, IActorDirectory actors, TimeProvider clock, ILogger<Doorkeeper> log)
{
    /// <summary>How long somebody may listen on, at most, who may no longer.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly Dictionary<TenantId, List<Admission>> _rooms = [];

    /// <summary>Lets somebody in until one of these ends, or until they may no longer listen.</summary>
    public Admission Admit(Caller caller, Actor actor, params ReadOnlySpan<CancellationToken> until)
    {
        var admission = new Admission(caller, actor, CancellationTokenSource.CreateLinkedTokenSource(until), Leave);
        lock (_rooms)
        {
            if (_rooms.TryGetValue(caller.Tenant, out var room))
                room.Add(admission);
            else
            {
                _rooms[caller.Tenant] = [admission];
                _ = Watch(caller.Tenant);
            }
        }
        return admission;
    }

    private void Leave(Admission admission)
    {
        lock (_rooms)
            if (_rooms.TryGetValue(admission.Caller.Tenant, out var room))
                room.Remove(admission);
    }

    private async Task Watch(TenantId tenant)
    {
        while (Present(tenant) is { Length: > 0 } present)
        {
            await Task.Delay(Round, clock);
            try
            {
                var version = await identity.IdentityVersion(tenant, CancellationToken.None);
                foreach (var admission in present)
                    if (version is not { } known || !await MayStay(admission, known))
                        await admission.End();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                log.LogWarning(failure, "Whether those who listen to {Tenant} may do so could not be read; trying again.", tenant);
            }
        }
    }

    private Admission[] Present(TenantId tenant)
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
    private async ValueTask<bool> MayStay(Admission admission, long version) =>
        !(admission.Caller.EndsAt <= clock.GetUtcNow())
        && await actors.Find(admission.Caller, version, CancellationToken.None) is { } actor
        && actor.May(Permissions.OrderRead)
        && actor.Facilities.SequenceEqual(admission.Actor.Facilities);
}

/// <summary>Somebody who was let in.</summary>
/// <param name="caller">Who.</param>
/// <param name="actor">What they might do when they came.</param>
/// <param name="end">Ends their stay.</param>
/// <param name="leave">Gives the place back.</param>
internal sealed class Admission(Caller caller, Actor actor, CancellationTokenSource end, Action<Admission> leave) : IDisposable
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
