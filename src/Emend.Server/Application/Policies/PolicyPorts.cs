using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Application.Policies;

/// <summary>A stored version of a custom policy.</summary>
/// <param name="Policy">The custom policy.</param>
/// <param name="AuthorId">The author of the version.</param>
/// <param name="WrittenAt">When the version was written.</param>
internal sealed record StoredPolicy(CustomPolicy Policy, ActorId AuthorId, DateTimeOffset WrittenAt)
{
    /// <summary>
    /// Whether this version removed the policy. It has the content of the previous version. A later version can restore it.
    /// </summary>
    public bool IsRemoved { get; init; }
}

/// <summary>The policy assignments of a tenant: names of custom or built-in policies.</summary>
/// <param name="Version">Starts at 1. Incremented by every write. 0 if nothing is stored.</param>
/// <param name="Default">The policy of requests whose API and caller name none; null for the first built-in policy.</param>
/// <param name="Apis">Policies by API. An API without an entry uses its built-in policy.</param>
internal sealed record PolicyAssignments(long Version, string? Default, ImmutableSortedDictionary<string, string> Apis)
{
    public static readonly PolicyAssignments None = new(0, null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
}

/// <summary>An API that executes order commands. Policies can be assigned to it.</summary>
internal sealed record ApiDescriptor(string ApiName);

/// <summary>All custom policies of a tenant that are not removed, in their newest versions, and the assignments.</summary>
internal sealed record StoredPolicies(ImmutableArray<StoredPolicy> Policies, PolicyAssignments Assignments);

/// <summary>The modifications of all orders of a tenant.</summary>
internal interface IModificationLog
{
    /// <summary>The newest modifications, newest first.</summary>
    Task<IReadOnlyList<(OrderId Order, long Revision)>> ListNewest(TenantId tenant, int max, CancellationToken ct);
}

/// <summary>Custom policies. Every write increments the settings version of the tenant in the same transaction.</summary>
internal interface IPolicyStore
{
    Task<StoredPolicies> Read(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// A version of a policy, or its newest version if none is named. Includes removed policies. Versions are never deleted.
    /// </summary>
    Task<StoredPolicy?> Find(TenantId tenant, string name, int? version, CancellationToken ct);

    /// <summary>The versions of a policy before <paramref name="before"/>, newest first.</summary>
    Task<IReadOnlyList<StoredPolicy>> ListVersions(TenantId tenant, string name, int before, int max, CancellationToken ct);

    /// <summary>
    /// Returns Written, or VersionConflict if the newest stored version is not one less than the policy's (0 = no stored version).
    /// </summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredPolicy storedPolicy, CancellationToken ct);

    /// <summary>The same for a version that removes the policy. Also returns VersionConflict if the assignments changed.</summary>
    /// <param name="use">The expected version of the assignments.</param>
    Task<StoreWriteResult> Remove(TenantId tenant, StoredPolicy storedPolicy, long use, CancellationToken ct);

    /// <summary>
    /// Writes the assignments. Returns Written, or VersionConflict if the stored version is not one less, or if one of the policies in
    /// <paramref name="assignedPolicies"/> is not the newest version.
    /// </summary>
    Task<StoreWriteResult> WriteAssignments(
        TenantId tenant, PolicyAssignments assignments, IReadOnlyCollection<CustomPolicy> assignedPolicies, CancellationToken ct);
}
