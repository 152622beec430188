using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>A version of a tenant's own policy, as kept.</summary>
/// <param name="Variant">What it says.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
internal sealed record KeptVariant(Variant Variant, ActorId By, DateTimeOffset At);

/// <summary>Which policy decides where. Names of the tenant's own policies or of built-in ones.</summary>
/// <param name="Version">Counts every write, from 1; 0 where nothing was ever written.</param>
/// <param name="Default">Where neither a face nor the caller has one of its own; null for the first built-in one.</param>
/// <param name="Faces">By face; a face that is not here has its own.</param>
internal sealed record PolicyUse(long Version, string? Default, ImmutableSortedDictionary<string, string> Faces)
{
    public static readonly PolicyUse None = new(0, null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
}

/// <summary>All policies of a tenant, each in its newest version.</summary>
internal sealed record KeptPolicies(ImmutableArray<KeptVariant> Variants, PolicyUse Use);

/// <summary>The modifications of a tenant, of whatever order.</summary>
internal interface IModificationLog
{
    /// <summary>The newest, newest first.</summary>
    Task<IReadOnlyList<(OrderId Order, long Revision)>> Newest(TenantId tenant, int most, CancellationToken ct);
}

/// <summary>A tenant's own policies. Every write steps the tenant's settings version in the same transaction.</summary>
internal interface IPolicyStore
{
    Task<KeptPolicies> Read(TenantId tenant, CancellationToken ct);

    /// <summary>A version of a policy, or its newest; every one that ever decided is kept.</summary>
    Task<KeptVariant?> Find(TenantId tenant, string name, int? version, CancellationToken ct);

    /// <summary>Written, or Stale where the newest version is not one less than the variant's (0 stands for none).</summary>
    Task<KeepOutcome> Add(TenantId tenant, KeptVariant variant, CancellationToken ct);

    /// <summary>Written, or Stale where the stored version is not one less.</summary>
    Task<KeepOutcome> Use(TenantId tenant, PolicyUse use, CancellationToken ct);
}
