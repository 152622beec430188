using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>Whether an order currently allows an action, and which rules prevent it.</summary>
/// <param name="Action">Name of the action, as in <see cref="ActionNames"/>.</param>
/// <param name="Violations">
/// The violations that any such request has, in rule order. If permissions are missing, only these are reported, as for a request.
/// </param>
/// <param name="Effects">Additional effects of the action.</param>
/// <param name="Steps">The individual steps of the action, if they differ in availability; else empty.</param>
public sealed record AvailableAction(
    string Action, ImmutableArray<RuleViolation> Violations,
        ImmutableArray<ActionEffect> Effects, ImmutableArray<AvailableActionStep> Steps)
{
    /// <summary>Whether no rule that can be evaluated before a request prevents the action.</summary>
    public bool IsAllowed => Violations.IsEmpty;

    /// <summary>Whether only overridable rules prevent the action.</summary>
    public bool IsOverridable => !Violations.IsEmpty && Violations.All(r => r.Override is not null);
}

/// <summary>Whether an order currently allows one step of an action.</summary>
/// <param name="Step">
/// Name of the step. Lines: remove, increase, decrease, article. Pick jobs: start, pick, split, merge, pause, close, abort, reset, restart,
/// cancel, reroute; after a refused handover: create. Handover jobs: handOver, wait, revert, cancel. Parcels: request, void, track, split.
/// </param>
/// <param name="Line">The line of the step; else null.</param>
/// <param name="PickJob">The pick job of the step; else null.</param>
/// <param name="IsAllowed">Whether no rule prevents the step or the whole action.</param>
/// <param name="Violations">The violations of the step, without the violations of the whole action.</param>
public sealed record AvailableActionStep(
    string Step, LineId? Line, EntityId? PickJob, bool IsAllowed, ImmutableArray<RuleViolation> Violations)
{
    /// <summary>The handover job of the step; else null.</summary>
    public EntityId? HandoverJob { get; init; }

    /// <summary>The parcel of the step; else null.</summary>
    public EntityId? Parcel { get; init; }
}
