using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>How the Desk answers who asks for or about a tenant's policies.</summary>
internal abstract record PolicyResult
{
    private PolicyResult()
    {
    }

    /// <summary>The caller's token counts no longer.</summary>
    public sealed record Unauthenticated : PolicyResult;

    /// <summary>The caller lacks a permission.</summary>
    public sealed record Forbidden(string Permission) : PolicyResult;

    /// <summary>The tenant has no policy of that name.</summary>
    public sealed record NotFound(string Name, ImmutableArray<string> Known) : PolicyResult;

    /// <summary>What is wrong with the variant.</summary>
    public sealed record Invalid(ImmutableArray<CustomPolicyError> Problems) : PolicyResult;

    /// <summary>What is wrong with what was said about which policy decides where.</summary>
    public sealed record InvalidAssignment(ImmutableArray<PolicyAssignmentError> Problems) : PolicyResult;

    /// <summary>It decides still.</summary>
    /// <param name="Where">The faces it is assigned to; null stands for the default.</param>
    public sealed record InUse(string Name, ImmutableArray<string?> Where) : PolicyResult;

    /// <summary>The version named, or the one written meanwhile, is not the current one.</summary>
    public sealed record VersionConflict(long Current, long Named) : PolicyResult;

    /// <summary>The policies as they are now.</summary>
    public sealed record Listed(StoredPolicies Policies) : PolicyResult;

    /// <summary>What a variant would have said to modifications of before.</summary>
    public sealed record Simulated(PolicySimulation Trial) : PolicyResult;

    /// <summary>The version written, or asked for.</summary>
    public sealed record Stored(StoredPolicy Variant) : PolicyResult
    {
        /// <summary>Whether there was none of that name before.</summary>
        public bool IsNew { get; init; }
    }

    /// <summary>Versions of a policy, newest first.</summary>
    public sealed record Versions(ImmutableArray<StoredPolicy> Policies, bool More) : PolicyResult;

    /// <summary>A policy that comes with the product.</summary>
    public sealed record BuiltIn(Policy Policy) : PolicyResult;
}

/// <summary>One thing that is wrong with what was said about which policy decides where.</summary>
/// <param name="Face">The face of which it was said; null stands for the default.</param>
/// <param name="Policy">The policy that is not there; null where the face is not.</param>
/// <param name="Known">Those there are.</param>
internal sealed record PolicyAssignmentError(string? Face, string? Policy, ImmutableArray<string> Known);
