using System.Collections.Concurrent;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>
/// Callers with the roles they have now. What was read is kept with the version of the tenant's people it was read at, and read
/// again as soon as a request comes with a newer version: a change acts on the next request on every node.
/// </summary>
internal sealed class Actors(IIdentityStore store) : IActorDirectory
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(TenantId, ActorId), Known> people = new();

    public ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct) =>
        people.TryGetValue((caller.Tenant, caller.User), out var known) && known.Version >= identityVersion
            ? new(known.For(caller))
            : Read(caller, ct);

    public async ValueTask<Actor?> Find(Caller caller, CancellationToken ct) =>
        await store.IdentityVersion(caller.Tenant, ct) is { } version ? await Find(caller, version, ct) : null;

    private async ValueTask<Actor?> Read(Caller caller, CancellationToken ct)
    {
        if (await store.Read(caller.Tenant, caller.User, ct) is not { } read) return null;
        var known = read.Person is { Active: true } person
            ? new Known(read.IdentityVersion, Roles.ActorOf(person, read.Roles), person.TokensFrom)
            : new Known(read.IdentityVersion, null, 0);
        if (people.Count >= Most) people.Clear();
        people.AddOrUpdate((caller.Tenant, caller.User), known, (_, old) => old.Version > known.Version ? old : known);
        return known.For(caller);
    }

    private sealed record Known(long Version, Actor? Actor, long TokensFrom)
    {
        public Actor? For(Caller caller) => caller.IssuedAt >= TokensFrom ? Actor : null;
    }
}
