using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Application.Policies;

/// <summary>Reads, writes, removes and assigns custom policies. NotFound takes precedence over Forbidden.</summary>
internal sealed class PolicyService(
    IPolicyStore store, IActorResolver actors, IEnumerable<ApiDescriptor> apis, PolicyRegistry registry, TimeProvider clock)
{
    /// <summary>The permission to write policies and to request a policy for a command.</summary>
    public const string WritePermission = Permissions.ConfigWrite;

    /// <summary>The permission to read policies.</summary>
    public const string ReadPermission = Permissions.ConfigRead;

    private const int MaxAttempts = 20;

    /// <summary>The built-in policies.</summary>
    public PolicyRegistry Registry => registry;

    /// <summary>The APIs that policies can be assigned to.</summary>
    public ImmutableArray<string> Apis { get; } = [.. apis.Select(f => f.ApiName).Order(StringComparer.Ordinal)];

    /// <summary>All policies in their newest versions, and the assignments.</summary>
    public async Task<PolicyResult> List(Caller caller, CancellationToken ct) =>
        await Authorize(caller, ReadPermission, ct) is (_, { } result)
            ? result
            : new PolicyResult.Listed(await store.Read(caller.Tenant, ct));

    /// <summary>A version of a policy, or its newest version if none is named.</summary>
    public async Task<PolicyResult> Find(Caller caller, string name, int? version, CancellationToken ct)
    {
        var (_, result) = await Authorize(caller, ReadPermission, ct);
        if (result is PolicyResult.Unauthenticated)
        {
            return result;
        }

        if (registry.Find(name) is { } builtIn && version is null or 1)
        {
            return result ?? new PolicyResult.BuiltIn(builtIn!);
        }

        return await store.Find(caller.Tenant, name, version, ct) is { } storedPolicy && (version is not null || !storedPolicy.IsRemoved)
            ? result ?? ToResult(storedPolicy)
            : await NotFound(caller, name, ct);
    }

    /// <summary>The versions of a policy. Includes removed policies.</summary>
    public async Task<PolicyResult> ListVersions(Caller caller, string name, int before, int max, CancellationToken ct)
    {
        var (_, result) = await Authorize(caller, ReadPermission, ct);
        if (result is PolicyResult.Unauthenticated)
        {
            return result;
        }

        if (registry.Find(name) is { } builtIn)
        {
            return result ?? new PolicyResult.BuiltIn(builtIn);
        }

        if (await store.Find(caller.Tenant, name, null, ct) is null)
        {
            return await NotFound(caller, name, ct);
        }

        var versions = await store.ListVersions(caller.Tenant, name, before, max, ct);
        return result ?? new PolicyResult.Versions([.. versions], versions is [.., { Policy.Version: > 1 }]);
    }

    /// <summary>Writes the next version of a policy. Writes nothing if the newest version has the same content.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="policy">The content. Its version is ignored.</param>
    /// <param name="version">The expected version, 0 for a new policy; null accepts any version.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<PolicyResult> Write(Caller caller, CustomPolicy policy, int? version, CancellationToken ct)
    {
        var (actor, result) = await Authorize(caller, WritePermission, ct);
        if (result is not null)
        {
            return result;
        }

        if (CustomPolicyBuilder.Validate(policy, registry) is { IsEmpty: false } errors)
        {
            return new PolicyResult.Invalid(errors);
        }

        return await Retry(async () =>
        {
            var last = await store.Find(caller.Tenant, policy.Name, null, ct);
            var current = last is { IsRemoved: false } ? last.Policy.Version : 0;
            if (current > 0 && IsSame(last!.Policy, policy))
            {
                return ToResult(last);
            }

            if (version is { } named && named != current)
            {
                return new PolicyResult.VersionConflict(current, named);
            }

            var next = policy with { Version = (last?.Policy.Version ?? 0) + 1 };
            var storedPolicy = new StoredPolicy(next, actor!.Id, clock.GetUtcNow().ToMicroseconds());
            return await store.Add(caller.Tenant, storedPolicy, ct) is StoreWriteResult.Written
                ? ToResult(storedPolicy) with { IsNew = current == 0 }
                : null;
        });
    }

    /// <summary>Removes a policy without assignments. Its versions stay stored.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="name">The name of the policy.</param>
    /// <param name="version">The expected version; null accepts any version.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<PolicyResult> Remove(Caller caller, string name, int? version, CancellationToken ct)
    {
        var (actor, result) = await Authorize(caller, WritePermission, ct);
        if (result is PolicyResult.Unauthenticated)
        {
            return result;
        }

        if (registry.Find(name) is not null)
        {
            return result ?? new PolicyResult.Invalid([new(CustomPolicyErrorCode.BuiltInName, null, name, [])]);
        }

        return await Retry(async () =>
        {
            if (await store.Find(caller.Tenant, name, null, ct) is not { IsRemoved: false } last)
            {
                return await NotFound(caller, name, ct);
            }

            var assignments = (await store.Read(caller.Tenant, ct)).Assignments;
            if (result is not null)
            {
                return result;
            }

            if (version is { } named && named != last.Policy.Version)
            {
                return new PolicyResult.VersionConflict(last.Policy.Version, named);
            }

            if (FindAssignments(name, assignments) is { IsEmpty: false } where)
            {
                return new PolicyResult.InUse(name, where);
            }

            var next = last.Policy with { Version = last.Policy.Version + 1 };
            var storedPolicy = new StoredPolicy(next, actor!.Id, clock.GetUtcNow().ToMicroseconds()) { IsRemoved = true };
            return await store.Remove(caller.Tenant, storedPolicy, assignments.Version, ct) is StoreWriteResult.Written
                ? ToResult(storedPolicy)
                : null;
        });
    }

    /// <summary>Writes the policy assignments. Writes nothing if they are unchanged.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="assignments">The new assignments. Their version is ignored.</param>
    /// <param name="version">The expected version; null accepts any version.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<PolicyResult> Assign(Caller caller, PolicyAssignments assignments, long? version, CancellationToken ct)
    {
        if (await Authorize(caller, WritePermission, ct) is (_, { } result))
        {
            return result;
        }

        return await Retry(async () =>
        {
            var present = await store.Read(caller.Tenant, ct);
            if (Validate(assignments, GetNames(present)) is { IsEmpty: false } errors)
            {
                return new PolicyResult.InvalidAssignment(errors);
            }

            var current = present.Assignments;
            if (assignments.Default == current.Default && assignments.Apis.SequenceEqual(current.Apis))
            {
                return new PolicyResult.Listed(present);
            }

            if (version is { } expectedVersion && expectedVersion != current.Version)
            {
                return new PolicyResult.VersionConflict(current.Version, expectedVersion);
            }

            var next = assignments with { Version = current.Version + 1 };
            var assigned = present.Policies.Select(v => v.Policy).Where(v => !FindAssignments(v.Name, assignments).IsEmpty);
            return await store.WriteAssignments(caller.Tenant, next, [.. assigned], ct) is StoreWriteResult.Written
                ? new PolicyResult.Listed(present with { Assignments = next })
                : null;
        });
    }

    private ImmutableArray<PolicyAssignmentError> Validate(PolicyAssignments assignments, ImmutableArray<string> names) =>
    [
        .. assignments.Default is { } name && !names.Contains(name)
            ? [new PolicyAssignmentError(null, name, names)]
            : ImmutableArray<PolicyAssignmentError>.Empty,
        .. assignments.Apis.Keys.Where(api => !Apis.Contains(api)).Select(api => new PolicyAssignmentError(api, null, Apis)),
        .. assignments.Apis.Where(api => !names.Contains(api.Value)).Select(
            api => new PolicyAssignmentError(api.Key, api.Value, names)),
    ];

    private async ValueTask<(Actor? Actor, PolicyResult? EarlyResult)> Authorize(Caller caller, string permission, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor)
        {
            return (null, new PolicyResult.Unauthenticated());
        }

        return (actor, actor.HasPermission(permission) ? null : new PolicyResult.Forbidden(permission));
    }

    private async Task<PolicyResult> NotFound(Caller caller, string name, CancellationToken ct) =>
        new PolicyResult.NotFound(name, GetNames(await store.Read(caller.Tenant, ct)));

    /// <summary>Retries while concurrent writes cause version conflicts.</summary>
    private static async Task<PolicyResult> Retry(Func<Task<PolicyResult?>> attempt)
    {
        for (var i = 1; i <= MaxAttempts; i++)
        {
            if (await attempt() is { } result)
            {
                return result;
            }
        }

        throw new TimeoutException($"The policies of the tenant could not be written in {MaxAttempts} attempts.");
    }

    private static bool IsSame(CustomPolicy one, CustomPolicy other) =>
        one.Base == other.Base && GetChangedSettings(one).SetEquals(GetChangedSettings(other));

    private static HashSet<RuleSetting> GetChangedSettings(CustomPolicy policy) =>
        [.. policy.RuleSettings.Where(r => r.Enforcement is not RuleEnforcement.Required)];

    private static ImmutableArray<string?> FindAssignments(string name, PolicyAssignments assignments) =>
        [
            .. assignments.Default == name ? [null] : ImmutableArray<string?>.Empty,
            .. assignments.Apis.Where(api => api.Value == name).Select(api => api.Key),
        ];

    private PolicyResult.Stored ToResult(StoredPolicy policy) => new(policy, registry.Find(policy.Policy.Base));

    private ImmutableArray<string> GetNames(StoredPolicies policies) => [.. new TenantPolicies(policies, registry).Names];
}
