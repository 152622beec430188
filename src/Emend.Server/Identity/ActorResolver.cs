using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>
/// Resolves callers with their current roles. Caches each actor with the identity version of the tenant and reads it again when a request
/// has a newer version. A change takes effect with the next request on every node. Throws <see cref="TenantSuspendedException"/> if the
/// tenant is suspended.
/// </summary>
internal sealed class ActorResolver(IIdentityStore store, ICredentialStore credentials, TimeProvider clock) : IActorResolver
{
    private const int MaxCached = 10_000;

    /// <summary>Precision of the time of last use of a credential. Limits the number of writes.</summary>
    private static readonly TimeSpan LastUsedPrecision = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(TenantId, ActorId), CachedActor> _cache = new();

    public async ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct)
    {
        var cachedActor = _cache.TryGetValue((caller.Tenant, caller.User), out var cached) && cached.Version >= identityVersion
            ? cached
            : await Read(caller, ct);
        if (cachedActor is { IsSuspended: true })
        {
            throw new TenantSuspendedException();
        }

        var now = clock.GetUtcNow();
        if (cachedActor?.ActorIfValid(caller, now) is not { } actor)
        {
            return null;
        }

        if (caller.Secret is not null && cachedActor.TryRecordUse(now, LastUsedPrecision))
        {
            await credentials.RecordUse(caller.Tenant, caller.User, now, now - LastUsedPrecision, ct);
        }

        return actor;
    }

    public async ValueTask<Actor?> Find(Caller caller, CancellationToken ct) =>
        await store.ReadIdentityVersion(caller.Tenant, ct) is { } version ? await Find(caller, version, ct) : null;

    private async ValueTask<CachedActor?> Read(Caller caller, CancellationToken ct)
    {
        var cachedActor = caller.Secret is null ? await ReadUser(caller, ct) : await ReadCredential(caller, ct);
        if (cachedActor is null)
        {
            return null;
        }

        if (_cache.Count >= MaxCached)
        {
            _cache.Clear();
        }

        return _cache.AddOrUpdate(
            (caller.Tenant, caller.User), cachedActor, (_, old) => old.Version > cachedActor.Version ? old : cachedActor);
    }

    private async ValueTask<CachedActor?> ReadUser(Caller caller, CancellationToken ct) =>
        await store.Read(caller.Tenant, caller.User, ct) is not { } read ? null
        : read.IsSuspended ? new CachedActor(read.IdentityVersion, null) { IsSuspended = true }
        : read.User is { Active: true } user
            ? new(read.IdentityVersion, BuiltInRoles.CreateActor(user, read.Roles)) { TokensFrom = user.TokensValidFrom }
            : new CachedActor(read.IdentityVersion, null);

    private async ValueTask<CachedActor?> ReadCredential(Caller caller, CancellationToken ct) =>
        await credentials.Read(caller.Tenant, caller.User, ct) is not { } read ? null
        : read.IsSuspended ? new CachedActor(read.IdentityVersion, null) { IsSuspended = true }
        : read.Credential is { } credential
            ? new(read.IdentityVersion, BuiltInRoles.CreateActor(credential, read.Roles))
            {
                EndsAt = credential.ExpiresAt,
                Secrets = [.. read.Secrets.Select(s => (Convert.ToHexStringLower(s.Hash), s.EndsAt))],
            }
            : new CachedActor(read.IdentityVersion, null);

    private sealed record CachedActor(long Version, Actor? Actor)
    {
        private long _usedAt = long.MinValue;

        public bool IsSuspended { get; init; }

        public long TokensFrom { get; init; }

        public DateTimeOffset? EndsAt { get; init; }

        public ImmutableArray<(string Hash, DateTimeOffset? EndsAt)> Secrets { get; init; } = [];

        public Actor? ActorIfValid(Caller caller, DateTimeOffset now) => IsValid(caller, now) ? Actor : null;

        /// <summary>Whether to store this use. True for only one of several concurrent uses.</summary>
        public bool TryRecordUse(DateTimeOffset now, TimeSpan every)
        {
            var before = Interlocked.Read(ref _usedAt);
            return (before == long.MinValue || now.UtcTicks - before >= every.Ticks)
                && Interlocked.CompareExchange(ref _usedAt, now.UtcTicks, before) == before;
        }

        private bool IsValid(Caller caller, DateTimeOffset now) => caller.Secret is null
            ? caller.IssuedAt >= TokensFrom
            : !(EndsAt <= now) && Secrets.Any(s => s.Hash == caller.Secret && !(s.EndsAt <= now));
    }
}
