using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>A tenant's own policies: told, written, removed, and put to use. What is not there is told before who may not.</summary>
internal sealed class PolicyDesk(IPolicyStore store, IActorDirectory actors, IEnumerable<KnownFace> faces, TimeProvider clock)
{
    /// <summary>Who writes policies, and who may have one named decide.</summary>
    public const string Writes = Permissions.ConfigWrite;

    /// <summary>Who reads them.</summary>
    public const string Reads = Permissions.ConfigRead;

    private const int Attempts = 20;

    /// <summary>The faces that policies can be assigned to.</summary>
    public ImmutableArray<string> Faces { get; } = [.. faces.Select(f => f.Name).Order(StringComparer.Ordinal)];

    /// <summary>All of them, each in its newest version, and which decides where.</summary>
    public async Task<PolicyOutcome> List(Caller caller, CancellationToken ct) =>
        await Ending(caller, Reads, ct) is (_, { } ending) ? ending : new PolicyOutcome.Told(await store.Read(caller.Tenant, ct));

    /// <summary>The newest version of one, or any version it ever had.</summary>
    public async Task<PolicyOutcome> Find(Caller caller, string name, int? version, CancellationToken ct)
    {
        var (_, ending) = await Ending(caller, Reads, ct);
        if (ending is PolicyOutcome.Unauthenticated)
            return ending;
        if (Variants.Find(name) is { } builtIn && version is null or 1)
            return ending ?? new PolicyOutcome.BuiltIn(builtIn!);
        return await store.Find(caller.Tenant, name, version, ct) is { } kept && (version is not null || !kept.Removed)
            ? ending ?? new PolicyOutcome.Kept(kept)
            : await Unknown(caller, name, ct);
    }

    /// <summary>The versions of one, also of one that was removed.</summary>
    public async Task<PolicyOutcome> Versions(Caller caller, string name, int before, int most, CancellationToken ct)
    {
        var (_, ending) = await Ending(caller, Reads, ct);
        if (ending is PolicyOutcome.Unauthenticated)
            return ending;
        if (Variants.Find(name) is { } builtIn)
            return ending ?? new PolicyOutcome.BuiltIn(builtIn);
        if (await store.Find(caller.Tenant, name, null, ct) is null)
            return await Unknown(caller, name, ct);
        var versions = await store.Versions(caller.Tenant, name, before, most, ct);
        return ending ?? new PolicyOutcome.History([.. versions], versions is [.., { Variant.Version: > 1 }]);
    }

    /// <summary>Writes a variant as its next version; where it says so already, nothing is written.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="variant">What it is to say; its version is not looked at.</param>
    /// <param name="version">The version the caller saw, 0 for none; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyOutcome> Write(Caller caller, Variant variant, int? version, CancellationToken ct)
    {
        var (actor, ending) = await Ending(caller, Writes, ct);
        if (ending is not null)
            return ending;
        if (Variants.Check(variant) is { IsEmpty: false } problems)
            return new PolicyOutcome.Invalid(problems);
        return await Attempted(async () =>
        {
            var last = await store.Find(caller.Tenant, variant.Name, null, ct);
            var current = last is { Removed: false } ? last.Variant.Version : 0;
            if (current > 0 && IsSame(last!.Variant, variant))
                return new PolicyOutcome.Kept(last);
            if (version is { } named && named != current)
                return new PolicyOutcome.Stale(current, named);
            var next = variant with { Version = (last?.Variant.Version ?? 0) + 1 };
            var kept = new KeptVariant(next, actor!.Id, clock.GetUtcNow().ToMicroseconds());
            return await store.Add(caller.Tenant, kept, ct) is KeepOutcome.Written
                ? new PolicyOutcome.Kept(kept) { IsNew = current == 0 }
                : null;
        });
    }

    /// <summary>Removes one that decides nowhere; its versions are kept.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version the caller saw; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyOutcome> Remove(Caller caller, string name, int? version, CancellationToken ct)
    {
        var (actor, ending) = await Ending(caller, Writes, ct);
        if (ending is PolicyOutcome.Unauthenticated)
            return ending;
        if (Variants.Find(name) is not null)
            return ending ?? new PolicyOutcome.Invalid([new(VariantFault.BadName, null, name, [])]);
        return await Attempted(async () =>
        {
            if (await store.Find(caller.Tenant, name, null, ct) is not { Removed: false } last)
                return await Unknown(caller, name, ct);
            var use = (await store.Read(caller.Tenant, ct)).Use;
            if (ending is not null)
                return ending;
            if (version is { } named && named != last.Variant.Version)
                return new PolicyOutcome.Stale(last.Variant.Version, named);
            if (WhereOf(name, use) is { IsEmpty: false } where)
                return new PolicyOutcome.InUse(name, where);
            var next = last.Variant with { Version = last.Variant.Version + 1 };
            var kept = new KeptVariant(next, actor!.Id, clock.GetUtcNow().ToMicroseconds()) { Removed = true };
            return await store.Remove(caller.Tenant, kept, use.Version, ct) is KeepOutcome.Written ? new PolicyOutcome.Kept(kept) : null;
        });
    }

    /// <summary>Says which policy decides where; where that is so already, nothing is written.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="use">What is to be; its version is not looked at.</param>
    /// <param name="version">The version the caller saw; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyOutcome> Use(Caller caller, PolicyUse use, long? version, CancellationToken ct)
    {
        if (await Ending(caller, Writes, ct) is (_, { } ending))
            return ending;
        return await Attempted(async () =>
        {
            var present = await store.Read(caller.Tenant, ct);
            if (Problems(use, Names(present)) is { IsEmpty: false } problems)
                return new PolicyOutcome.InvalidUse(problems);
            var current = present.Use;
            if (use.Default == current.Default && use.Faces.SequenceEqual(current.Faces))
                return new PolicyOutcome.Told(present);
            if (version is { } named && named != current.Version)
                return new PolicyOutcome.Stale(current.Version, named);
            var next = use with { Version = current.Version + 1 };
            var assigned = present.Variants.Select(v => v.Variant).Where(v => !WhereOf(v.Name, use).IsEmpty);
            return await store.Use(caller.Tenant, next, [.. assigned], ct) is KeepOutcome.Written
                ? new PolicyOutcome.Told(present with { Use = next })
                : null;
        });
    }

    private ImmutableArray<UseProblem> Problems(PolicyUse use, ImmutableArray<string> names) =>
    [
        .. use.Default is { } name && !names.Contains(name) ? [new UseProblem(null, name, names)] : ImmutableArray<UseProblem>.Empty,
        .. use.Faces.Keys.Where(face => !Faces.Contains(face)).Select(face => new UseProblem(face, null, Faces)),
        .. use.Faces.Where(face => !names.Contains(face.Value)).Select(face => new UseProblem(face.Key, face.Value, names)),
    ];

    private async ValueTask<(Actor? Actor, PolicyOutcome? Ending)> Ending(Caller caller, string permission, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor)
            return (null, new PolicyOutcome.Unauthenticated());
        return (actor, actor.May(permission) ? null : new PolicyOutcome.Forbidden(permission));
    }

    private async Task<PolicyOutcome> Unknown(Caller caller, string name, CancellationToken ct) =>
        new PolicyOutcome.Unknown(name, Names(await store.Read(caller.Tenant, ct)));

    /// <summary>Looks again as often as somebody else was faster.</summary>
    private static async Task<PolicyOutcome> Attempted(Func<Task<PolicyOutcome?>> attempt)
    {
        for (var i = 1; i <= Attempts; i++)
            if (await attempt() is { } outcome)
                return outcome;
        throw new TimeoutException($"The policies of the tenant could not be written in {Attempts} attempts.");
    }

    private static bool IsSame(Variant one, Variant other) =>
        one.Base == other.Base && Differing(one).SetEquals(Differing(other));

    private static HashSet<RowChoice> Differing(Variant variant) => [.. variant.Rows.Where(r => r.Stance is not Stance.On)];

    private static ImmutableArray<string?> WhereOf(string name, PolicyUse use) =>
        [.. use.Default == name ? [null] : ImmutableArray<string?>.Empty, .. use.Faces.Where(f => f.Value == name).Select(f => f.Key)];

    private static ImmutableArray<string> Names(KeptPolicies policies) => [.. new TenantPolicies(policies).Names];
}
