using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>How the Desk answers who asks for or about a tenant's policies.</summary>
internal abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    /// <summary>The caller's token counts no longer.</summary>
    public sealed record Unauthenticated : PolicyOutcome;

    /// <summary>The caller lacks a permission.</summary>
    public sealed record Forbidden(string Permission) : PolicyOutcome;

    /// <summary>The tenant has no policy of that name.</summary>
    public sealed record Unknown(string Name, ImmutableArray<string> Known) : PolicyOutcome;

    /// <summary>What is wrong with the variant.</summary>
    public sealed record Invalid(ImmutableArray<VariantProblem> Problems) : PolicyOutcome;

    /// <summary>What is wrong with what was said about which policy decides where.</summary>
    public sealed record InvalidUse(ImmutableArray<UseProblem> Problems) : PolicyOutcome;

    /// <summary>It decides still.</summary>
    /// <param name="Where">The faces it is assigned to; null stands for the default.</param>
    public sealed record InUse(string Name, ImmutableArray<string?> Where) : PolicyOutcome;

    /// <summary>The version named, or the one written meanwhile, is not the current one.</summary>
    public sealed record Stale(long Current, long Named) : PolicyOutcome;

    /// <summary>The policies as they are now.</summary>
    public sealed record Told(KeptPolicies Policies) : PolicyOutcome;

    /// <summary>What a variant would have said to modifications of before.</summary>
    public sealed record Tried(PolicyTrial Trial) : PolicyOutcome;

    /// <summary>The version written, or asked for.</summary>
    public sealed record Kept(KeptVariant Variant) : PolicyOutcome
    {
        /// <summary>Whether there was none of that name before.</summary>
        public bool IsNew { get; init; }
    }

    /// <summary>Versions of a policy, newest first.</summary>
    public sealed record History(ImmutableArray<KeptVariant> Versions, bool More) : PolicyOutcome;

    /// <summary>A policy that comes with the product.</summary>
    public sealed record BuiltIn(Policy Policy) : PolicyOutcome;
}

/// <summary>One thing that is wrong with what was said about which policy decides where.</summary>
/// <param name="Face">The face of which it was said; null stands for the default.</param>
/// <param name="Policy">The policy that is not there; null where the face is not.</param>
/// <param name="Known">Those there are.</param>
internal sealed record UseProblem(string? Face, string? Policy, ImmutableArray<string> Known);
