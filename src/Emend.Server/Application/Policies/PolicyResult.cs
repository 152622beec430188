using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Server.Application.Policies;

/// <summary>The result of <see cref="PolicyService"/> and <see cref="PolicySimulator"/>.</summary>
internal abstract record PolicyResult
{
    private PolicyResult()
    {
    }

    /// <summary>The token or API key of the caller is no longer valid.</summary>
    public sealed record Unauthenticated : PolicyResult;

    /// <summary>The caller lacks a permission.</summary>
    public sealed record Forbidden(string Permission) : PolicyResult;

    /// <summary>The tenant has no policy with this name.</summary>
    public sealed record NotFound(string Name, ImmutableArray<string> Known) : PolicyResult;

    /// <summary>The custom policy is invalid.</summary>
    public sealed record Invalid(ImmutableArray<CustomPolicyError> Errors) : PolicyResult;

    /// <summary>The policy assignments are invalid.</summary>
    public sealed record InvalidAssignment(ImmutableArray<PolicyAssignmentError> Errors) : PolicyResult;

    /// <summary>The policy is still assigned.</summary>
    /// <param name="Apis">The APIs it is assigned to; null = the default of the tenant.</param>
    public sealed record InUse(string Name, ImmutableArray<string?> Apis) : PolicyResult;

    /// <summary>The named version is not the current version.</summary>
    public sealed record VersionConflict(long Current, long Expected) : PolicyResult;

    /// <summary>The current policies and assignments.</summary>
    public sealed record Listed(StoredPolicies Policies) : PolicyResult;

    /// <summary>The result of a policy simulation.</summary>
    public sealed record Simulated(PolicySimulation Simulation) : PolicyResult;

    /// <summary>The written or requested version.</summary>
    /// <param name="Policy">The stored policy.</param>
    /// <param name="Base">The built-in policy; null if this version does not have it.</param>
    public sealed record Stored(StoredPolicy Policy, Policy? Base) : PolicyResult
    {
        /// <summary>Whether the write created the policy.</summary>
        public bool IsNew { get; init; }
    }

    /// <summary>Versions of a policy, newest first.</summary>
    public sealed record Versions(ImmutableArray<StoredPolicy> Policies, bool More) : PolicyResult;

    /// <summary>A built-in policy.</summary>
    public sealed record BuiltIn(Policy Policy) : PolicyResult;
}

/// <summary>One error in policy assignments: an unknown policy or an unknown API.</summary>
/// <param name="Api">The API of the assignment; null = the default of the tenant.</param>
/// <param name="Policy">The unknown policy; null if the API is unknown.</param>
/// <param name="Known">The known policies or APIs.</param>
internal sealed record PolicyAssignmentError(string? Api, string? Policy, ImmutableArray<string> Known);
