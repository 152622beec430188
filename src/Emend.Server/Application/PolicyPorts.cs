using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>A version of a tenant's own policy, as kept.</summary>
/// <param name="Variant">What it says.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
internal sealed record StoredPolicy(CustomPolicy Variant, ActorId By, DateTimeOffset At)
{
    /// <summary>Whether the policy was removed by this version, which says what it said last; a later one may bring it back.</summary>
    public bool Removed { get; init; }
}

/// <summary>Which policy decides where. Names of the tenant's own policies or of built-in ones.</summary>
/// <param name="Version">Counts every write, from 1; 0 where nothing was ever written.</param>
/// <param name="Default">Where neither a face nor the caller has one of its own; null for the first built-in one.</param>
/// <param name="Faces">By face; a face that is not here has its own.</param>
internal sealed record PolicyAssignments(long Version, string? Default, ImmutableSortedDictionary<string, string> Faces)
{
    public static readonly PolicyAssignments None = new(0, null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
}

/// <summary>A face through which orders are decided on: policies can be assigned to it.</summary>
internal sealed record ApiDescriptor(string ApiName);

/// <summary>All policies of a tenant that were not removed, each in its newest version.</summary>
internal sealed record StoredPolicies(ImmutableArray<StoredPolicy> Variants, PolicyAssignments Use);

/// <summary>The modifications of a tenant, of whatever order.</summary>
internal interface IModificationLog
{
    /// <summary>The newest, newest first.</summary>
    Task<IReadOnlyList<(OrderId Order, long Revision)>> Newest(TenantId tenant, int max, CancellationToken ct);
}

/// <summary>A tenant's own policies. Every write steps the tenant's settings version in the same transaction.</summary>
internal interface IPolicyStore
{
    Task<StoredPolicies> Read(TenantId tenant, CancellationToken ct);

    /// <summary>A version of a policy, or its newest, removed or not; every one that ever decided is kept.</summary>
    Task<StoredPolicy?> Find(TenantId tenant, string name, int? version, CancellationToken ct);

    /// <summary>The versions of a policy before one, newest first.</summary>
    Task<IReadOnlyList<StoredPolicy>> Versions(TenantId tenant, string name, int before, int max, CancellationToken ct);

    /// <summary>Written, or Stale where the newest version is not one less than the variant's (0 stands for none).</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredPolicy storedPolicy, CancellationToken ct);

    /// <summary>The same for a version that removes, and Stale too where it was said anew meanwhile which policy decides where.</summary>
    /// <param name="use">The version of what was said when it was looked at.</param>
    Task<StoreWriteResult> Remove(TenantId tenant, StoredPolicy storedPolicy, long use, CancellationToken ct);

    /// <summary>Written, or Stale where the stored version is not one less, or one of these variants is not the newest any more.</summary>
    Task<StoreWriteResult> Use(TenantId tenant, PolicyAssignments use, IReadOnlyCollection<CustomPolicy> named, CancellationToken ct);
}
