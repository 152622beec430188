using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>Whether an action can be taken with an order now, and if not, why not.</summary>
/// <param name="Action">The action, as in <see cref="Rules.ActionNames"/>.</param>
/// <param name="Violations">
/// The rows that forbid it whatever is asked, in table order. Where permissions are missing, only those are told, as a request would be.
/// </param>
/// <param name="Effects">What it brings with it.</param>
/// <param name="Steps">The single steps of it that the order allows one by one; empty where it makes no difference.</param>
public sealed record AvailableAction(
    string Action, ImmutableArray<RuleViolation> Violations, ImmutableArray<ActionEffect> Effects, ImmutableArray<AvailableActionStep> Steps)
{
    /// <summary>Whether nothing forbids it that can be told before anybody asks.</summary>
    public bool Allowed => Violations.IsEmpty;

    /// <summary>Whether only soft rows forbid it.</summary>
    public bool IsOverridable => !Violations.IsEmpty && Violations.All(r => r.Soft is not null);
}

/// <summary>Whether one step of an action can be taken.</summary>
/// <param name="Step">
/// Of a line: remove, increase, decrease or article. Of a pick job: start, pick, pause, close, abort, reset or reroute.
/// </param>
/// <param name="Line">The line it is about; null where it is about a pick job.</param>
/// <param name="PickJob">The pick job it is about; null where it is about a line.</param>
/// <param name="Allowed">Whether nothing forbids it, neither here nor for the whole action.</param>
/// <param name="Violations">The rows that forbid it beside those that forbid the action.</param>
public sealed record AvailableActionStep(string Step, LineId? Line, EntityId? PickJob, bool Allowed, ImmutableArray<RuleViolation> Violations)
{
    /// <summary>The handover job it is about: handOver, wait, revert or cancel.</summary>
    public EntityId? HandoverJob { get; init; }

    /// <summary>The parcel it is about: request or void, of its label.</summary>
    public EntityId? Parcel { get; init; }
}
