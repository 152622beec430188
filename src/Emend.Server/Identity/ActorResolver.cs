using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>
/// Callers with the roles they have now. What was read is kept with the version of the tenant's people it was read at, and read
/// again as soon as a request comes with a newer version: a change acts on the next request on every node.
/// </summary>
internal sealed class ActorResolver(IIdentityStore store, ICredentialStore credentials, TimeProvider clock) : IActorResolver
{
    private const int Max = 10_000;

    /// <summary>How exactly it is kept when a credential was used last: a write for each request would be too much to know.</summary>
    private static readonly TimeSpan UseKeptEvery = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(TenantId, ActorId), CachedActor> people = new();

    public async ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct)
    {
        var cachedActor = people.TryGetValue((caller.Tenant, caller.User), out var kept) && kept.Version >= identityVersion
            ? kept
            : await Read(caller, ct);
        var now = clock.GetUtcNow();
        if (cachedActor?.For(caller, now) is not { } actor) return null;
        if (caller.Secret is not null && cachedActor.NoteUse(now, UseKeptEvery))
            await credentials.Used(caller.Tenant, caller.User, now, now - UseKeptEvery, ct);
        return actor;
    }

    public async ValueTask<Actor?> Find(Caller caller, CancellationToken ct) =>
        await store.IdentityVersion(caller.Tenant, ct) is { } version ? await Find(caller, version, ct) : null;

    private async ValueTask<CachedActor?> Read(Caller caller, CancellationToken ct)
    {
        var cachedActor = caller.Secret is null ? await Person(caller, ct) : await Credential(caller, ct);
        if (cachedActor is null) return null;
        if (people.Count >= Max) people.Clear();
        return people.AddOrUpdate((caller.Tenant, caller.User), cachedActor, (_, old) => old.Version > cachedActor.Version ? old : cachedActor);
    }

    private async ValueTask<CachedActor?> Person(Caller caller, CancellationToken ct) =>
        await store.Read(caller.Tenant, caller.User, ct) is not { } read ? null
        : read.Person is { Active: true } user
            ? new(read.IdentityVersion, BuiltInRoles.ActorOf(user, read.Roles)) { TokensFrom = user.TokensFrom }
            : new CachedActor(read.IdentityVersion, null);

    private async ValueTask<CachedActor?> Credential(Caller caller, CancellationToken ct) =>
        await credentials.Read(caller.Tenant, caller.User, ct) is not { } read ? null
        : read.Credential is { } credential
            ? new(read.IdentityVersion, BuiltInRoles.ActorOf(credential, read.Roles))
            {
                EndsAt = credential.ExpiresAt,
                Secrets = [.. read.Secrets.Select(s => (Convert.ToHexStringLower(s.Hash), s.EndsAt))],
            }
            : new CachedActor(read.IdentityVersion, null);

    private sealed record CachedActor(long Version, Actor? Actor)
    {
        private long usedAt = long.MinValue;

        public long TokensFrom { get; init; }

        public DateTimeOffset? EndsAt { get; init; }

        public ImmutableArray<(string Hash, DateTimeOffset? EndsAt)> Secrets { get; init; } = [];

        public Actor? For(Caller caller, DateTimeOffset now) => Counts(caller, now) ? Actor : null;

        /// <summary>Whether this use is to be kept: of many at once, one.</summary>
        public bool NoteUse(DateTimeOffset now, TimeSpan every)
        {
            var before = Interlocked.Read(ref usedAt);
            return (before == long.MinValue || now.UtcTicks - before >= every.Ticks)
                && Interlocked.CompareExchange(ref usedAt, now.UtcTicks, before) == before;
        }

        private bool Counts(Caller caller, DateTimeOffset now) => caller.Secret is null
            ? caller.IssuedAt >= TokensFrom
            : !(EndsAt <= now) && Secrets.Any(s => s.Hash == caller.Secret && !(s.EndsAt <= now));
    }
}
