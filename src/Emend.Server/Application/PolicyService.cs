using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>A tenant's own policies: told, written, removed, and put to use. What is not there is told before who may not.</summary>
internal sealed class PolicyService(IPolicyStore store, IActorResolver actors, IEnumerable<ApiDescriptor> faces, TimeProvider clock)
{
    /// <summary>Who writes policies, and who may have one named decide.</summary>
    public const string Writes = Permissions.ConfigWrite;

    /// <summary>Who reads them.</summary>
    public const string Reads = Permissions.ConfigRead;

    private const int Attempts = 20;

    /// <summary>The faces that policies can be assigned to.</summary>
    public ImmutableArray<string> Faces { get; } = [.. faces.Select(f => f.ApiName).Order(StringComparer.Ordinal)];

    /// <summary>All of them, each in its newest version, and which decides where.</summary>
    public async Task<PolicyResult> List(Caller caller, CancellationToken ct) =>
        await Ending(caller, Reads, ct) is (_, { } result) ? result : new PolicyResult.Listed(await store.Read(caller.Tenant, ct));

    /// <summary>The newest version of one, or any version it ever had.</summary>
    public async Task<PolicyResult> Find(Caller caller, string name, int? version, CancellationToken ct)
    {
        var (_, result) = await Ending(caller, Reads, ct);
        if (result is PolicyResult.Unauthenticated)
            return result;
        if (CustomPolicyBuilder.Find(name) is { } builtIn && version is null or 1)
            return result ?? new PolicyResult.BuiltIn(builtIn!);
        return await store.Find(caller.Tenant, name, version, ct) is { } storedPolicy && (version is not null || !storedPolicy.Removed)
            ? result ?? new PolicyResult.Stored(storedPolicy)
            : await Unknown(caller, name, ct);
    }

    /// <summary>The versions of one, also of one that was removed.</summary>
    public async Task<PolicyResult> Versions(Caller caller, string name, int before, int max, CancellationToken ct)
    {
        var (_, result) = await Ending(caller, Reads, ct);
        if (result is PolicyResult.Unauthenticated)
            return result;
        if (CustomPolicyBuilder.Find(name) is { } builtIn)
            return result ?? new PolicyResult.BuiltIn(builtIn);
        if (await store.Find(caller.Tenant, name, null, ct) is null)
            return await Unknown(caller, name, ct);
        var versions = await store.Versions(caller.Tenant, name, before, max, ct);
        return result ?? new PolicyResult.Versions([.. versions], versions is [.., { Variant.Version: > 1 }]);
    }

    /// <summary>Writes a variant as its next version; where it says so already, nothing is written.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="policy">What it is to say; its version is not looked at.</param>
    /// <param name="version">The version the caller saw, 0 for none; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyResult> Write(Caller caller, CustomPolicy policy, int? version, CancellationToken ct)
    {
        var (actor, result) = await Ending(caller, Writes, ct);
        if (result is not null)
            return result;
        if (CustomPolicyBuilder.Check(policy) is { IsEmpty: false } customPolicyErrors)
            return new PolicyResult.Invalid(customPolicyErrors);
        return await Attempted(async () =>
        {
            var last = await store.Find(caller.Tenant, policy.Name, null, ct);
            var current = last is { Removed: false } ? last.Variant.Version : 0;
            if (current > 0 && IsSame(last!.Variant, policy))
                return new PolicyResult.Stored(last);
            if (version is { } named && named != current)
                return new PolicyResult.VersionConflict(current, named);
            var next = policy with { Version = (last?.Variant.Version ?? 0) + 1 };
            var storedPolicy = new StoredPolicy(next, actor!.Id, clock.GetUtcNow().ToMicroseconds());
            return await store.Add(caller.Tenant, storedPolicy, ct) is StoreWriteResult.Written
                ? new PolicyResult.Stored(storedPolicy) { IsNew = current == 0 }
                : null;
        });
    }

    /// <summary>Removes one that decides nowhere; its versions are kept.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version the caller saw; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyResult> Remove(Caller caller, string name, int? version, CancellationToken ct)
    {
        var (actor, result) = await Ending(caller, Writes, ct);
        if (result is PolicyResult.Unauthenticated)
            return result;
        if (CustomPolicyBuilder.Find(name) is not null)
            return result ?? new PolicyResult.Invalid([new(CustomPolicyErrorCode.BadName, null, name, [])]);
        return await Attempted(async () =>
        {
            if (await store.Find(caller.Tenant, name, null, ct) is not { Removed: false } last)
                return await Unknown(caller, name, ct);
            var use = (await store.Read(caller.Tenant, ct)).Use;
            if (result is not null)
                return result;
            if (version is { } named && named != last.Variant.Version)
                return new PolicyResult.VersionConflict(last.Variant.Version, named);
            if (WhereOf(name, use) is { IsEmpty: false } where)
                return new PolicyResult.InUse(name, where);
            var next = last.Variant with { Version = last.Variant.Version + 1 };
            var storedPolicy = new StoredPolicy(next, actor!.Id, clock.GetUtcNow().ToMicroseconds()) { Removed = true };
            return await store.Remove(caller.Tenant, storedPolicy, use.Version, ct) is StoreWriteResult.Written ? new PolicyResult.Stored(storedPolicy) : null;
        });
    }

    /// <summary>Says which policy decides where; where that is so already, nothing is written.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="use">What is to be; its version is not looked at.</param>
    /// <param name="version">The version the caller saw; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyResult> Use(Caller caller, PolicyAssignments use, long? version, CancellationToken ct)
    {
        if (await Ending(caller, Writes, ct) is (_, { } result))
            return result;
        return await Attempted(async () =>
        {
            var present = await store.Read(caller.Tenant, ct);
            if (Problems(use, Names(present)) is { IsEmpty: false } policyAssignmentErrors)
                return new PolicyResult.InvalidAssignment(policyAssignmentErrors);
            var current = present.Use;
            if (use.Default == current.Default && use.Faces.SequenceEqual(current.Faces))
                return new PolicyResult.Listed(present);
            if (version is { } named && named != current.Version)
                return new PolicyResult.VersionConflict(current.Version, named);
            var next = use with { Version = current.Version + 1 };
            var assigned = present.Variants.Select(v => v.Variant).Where(v => !WhereOf(v.Name, use).IsEmpty);
            return await store.Use(caller.Tenant, next, [.. assigned], ct) is StoreWriteResult.Written
                ? new PolicyResult.Listed(present with { Use = next })
                : null;
        });
    }

    private ImmutableArray<PolicyAssignmentError> Problems(PolicyAssignments use, ImmutableArray<string> names) =>
    [
        .. use.Default is { } name && !names.Contains(name) ? [new PolicyAssignmentError(null, name, names)] : ImmutableArray<PolicyAssignmentError>.Empty,
        .. use.Faces.Keys.Where(api => !Faces.Contains(api)).Select(api => new PolicyAssignmentError(api, null, Faces)),
        .. use.Faces.Where(face => !names.Contains(face.Value)).Select(face => new PolicyAssignmentError(face.Key, face.Value, names)),
    ];

    private async ValueTask<(Actor? Actor, PolicyResult? Ending)> Ending(Caller caller, string permission, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor)
            return (null, new PolicyResult.Unauthenticated());
        return (actor, actor.HasPermission(permission) ? null : new PolicyResult.Forbidden(permission));
    }

    private async Task<PolicyResult> Unknown(Caller caller, string name, CancellationToken ct) =>
        new PolicyResult.NotFound(name, Names(await store.Read(caller.Tenant, ct)));

    /// <summary>Looks again as often as somebody else was faster.</summary>
    private static async Task<PolicyResult> Attempted(Func<Task<PolicyResult?>> attempt)
    {
        for (var i = 1; i <= Attempts; i++)
            if (await attempt() is { } result)
                return result;
        throw new TimeoutException($"The policies of the tenant could not be written in {Attempts} attempts.");
    }

    private static bool IsSame(CustomPolicy one, CustomPolicy other) =>
        one.Base == other.Base && Differing(one).SetEquals(Differing(other));

    private static HashSet<RuleSetting> Differing(CustomPolicy policy) => [.. policy.Rows.Where(r => r.Stance is not RuleEnforcement.Required)];

    private static ImmutableArray<string?> WhereOf(string name, PolicyAssignments use) =>
        [.. use.Default == name ? [null] : ImmutableArray<string?>.Empty, .. use.Faces.Where(f => f.Value == name).Select(f => f.Key)];

    private static ImmutableArray<string> Names(StoredPolicies policies) => [.. new TenantPolicies(policies).Names];
}
