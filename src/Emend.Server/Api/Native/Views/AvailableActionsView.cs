using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The actions that an order allows, and the rule violations that prevent the others.</summary>
internal readonly struct AvailableActionsView(AvailableActions available)
{
    [NonBlank]
    public string Order => available.Order.Id.Value;

    [Minimum(1)]
    public long Revision => available.Order.Revision;

    [Minimum(1)]
    public long Version => available.Order.Version;

    [NonBlank]
    public string Policy => available.Policy.Name;

    [Minimum(1)]
    public int PolicyVersion => available.Policy.Version;

    [MaxLength(ProblemSchemas.MaxItems)]
    public IEnumerable<AvailableActionView> Actions => available.Actions.Select(action => new AvailableActionView(action));
}

/// <summary>Whether an order allows one action.</summary>
internal readonly struct AvailableActionView(AvailableAction action)
{
    [NonBlank]
    public string Action => action.Action;

    public bool Allowed => action.IsAllowed;

    [Description("True if the caller can override every violated rule.")]
    public bool Overridable => action.IsOverridable;

    [MaxLength(ProblemSchemas.MaxItems)]
    public IEnumerable<RuleViolationView> Violations => action.Violations.Select(violation => new RuleViolationView(violation));

    [MaxLength(ProblemSchemas.MaxItems)]
    public IEnumerable<ActionEffectView> Effects => action.Effects.Select(effect => new ActionEffectView(effect));

    [MaxLength(10_000)]
    public IEnumerable<AvailableActionStepView> Steps => action.Steps.Select(step => new AvailableActionStepView(step));
}

/// <summary>An effect of an action.</summary>
internal readonly struct ActionEffectView(ActionEffect effect)
{
    [NonBlank]
    public string Name => effect.Name;

    [NonBlank]
    public string Description => effect.Description;
}

/// <summary>Whether an order allows one step of an action.</summary>
internal readonly struct AvailableActionStepView(AvailableActionStep step)
{
    [NonBlank]
    [Description(
        "For a line: remove, increase, decrease, article. For a pick job: start, pick, split, merge, pause, close, abort, reset, "
        + "restart, cancel, reroute, and create for the handover job of refused goods. "
        + "For a handover job: handOver, wait, revert, cancel. For a parcel: request, void, track, split.")]
    public string Step => step.Step;

    [NonBlank]
    public string? Line => step.Line?.Value;

    [NonBlank]
    public string? PickJob => step.PickJob?.Value;

    [NonBlank]
    public string? HandoverJob => step.HandoverJob?.Value;

    [NonBlank]
    public string? Parcel => step.Parcel?.Value;

    public bool Allowed => step.IsAllowed;

    [MaxLength(ProblemSchemas.MaxItems)]
    public IEnumerable<RuleViolationView> Violations => step.Violations.Select(violation => new RuleViolationView(violation));
}
