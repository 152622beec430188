using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>The decision on an order command. A preview shows it; an applied command writes it.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The command violates rules. If permissions are missing, only these violations are reported.</summary>
    /// <param name="Violations">All violations, in rule order; never empty.</param>
    public sealed record Rejected(ImmutableArray<RuleViolation> Violations) : Decision
    {
        /// <summary>The result without these violations; null if it cannot be determined.</summary>
        public Accepted? ResultIfAllowed { get; init; }

        /// <summary>For a rejected undo: the fields that are not restored, and why.</summary>
        public ImmutableArray<UnrestoredField> UnrestoredFields { get; init; } = [];

        /// <summary>Whether the caller lacks a permission.</summary>
        public bool IsForbidden => Violations[0].Kind is RuleKind.Permission;

        /// <summary>Whether more stock could change the decision.</summary>
        public bool IsStockShortage => Violations.Any(r => r.Kind is RuleKind.Stock);
    }

    /// <summary>The expected version is not the current version.</summary>
    /// <param name="Current">The current version.</param>
    /// <param name="Expected">The version that the caller expects.</param>
    public sealed record VersionConflict(long Current, long Expected) : Decision
    {
        /// <summary>If a rebase was allowed: the requested fields that another modification changed. Nothing was changed.</summary>
        public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];
    }

    /// <summary>The order already has the requested state. Nothing is written.</summary>
    public sealed record NoChange : Decision;

    /// <summary>The command is accepted.</summary>
    /// <param name="After">The order after the decision.</param>
    /// <param name="Events">The domain events, in order.</param>
    /// <param name="Effects">Additional writes.</param>
    public sealed record Accepted(Order After, ImmutableArray<OrderEvent> Events, DecisionEffects Effects) : Decision
    {
        /// <summary>The unsatisfied rules that the caller overrode.</summary>
        public ImmutableArray<RuleOverride> Overrides { get; init; } = [];

        /// <summary>
        /// Ids of the evaluated rules: the rule sets of the policy in their order, then the rules of every policy. Recorded for placements,
        /// modifications, fulfillment actions and reroutes of unroutable units; empty for other commands. Rules of every policy on the
        /// undo itself and on offered actions are not included.
        /// </summary>
        public ImmutableArray<string> CheckedRules { get; init; } = [];

        /// <summary>For an undo: the fields that are not or not fully restored, and why.</summary>
        public ImmutableArray<UnrestoredField> UnrestoredFields { get; init; } = [];
    }
}

/// <summary>What an accepted decision writes in addition to the order.</summary>
/// <param name="Stock">Stock changes, ordered by facility and article; never zero.</param>
/// <param name="EndedEntities">Ended and superseded entities, in their last state.</param>
/// <param name="RoutingLog">The routing log; null if nothing was routed.</param>
public sealed record DecisionEffects(ImmutableArray<StockDelta> Stock, EndedEntities EndedEntities, RoutingLog? RoutingLog)
{
    /// <summary>Requests to other systems, in the sequence in which they are sent.</summary>
    public ImmutableArray<ExternalEffect> External { get; init; } = [];
}

/// <summary>Change of the stock of an article at a facility. An increase of reservations must fit into the available stock.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Article">The article.</param>
/// <param name="Reserved">Change of the reserved quantity.</param>
/// <param name="OnHand">Change of the quantity on hand.</param>
public readonly record struct StockDelta(FacilityId Facility, ArticleId Article, Quantity Reserved, Quantity OnHand);

/// <summary>Superseded and ended operational entities.</summary>
public sealed record EndedEntities(ImmutableArray<RoutingPlan> Plans, ImmutableArray<PickJob> PickJobs)
{
    /// <summary>The handover jobs.</summary>
    public ImmutableArray<HandoverJob> HandoverJobs { get; init; } = [];

    /// <summary>The shipments with their parcels.</summary>
    public ImmutableArray<Shipment> Shipments { get; init; } = [];

    /// <summary>The return tasks.</summary>
    public ImmutableArray<ReturnTask> ReturnTasks { get; init; } = [];

    /// <summary>Whether there are no entities.</summary>
    public bool IsEmpty =>
        Plans.IsEmpty && PickJobs.IsEmpty && HandoverJobs.IsEmpty && Shipments.IsEmpty && ReturnTasks.IsEmpty;

    /// <summary>These plans and pick jobs, and the other entities.</summary>
    internal EndedEntities With(EndedEntities other) =>
        other with { Plans = [.. Plans, .. other.Plans], PickJobs = [.. PickJobs, .. other.PickJobs] };

    /// <summary>No entities.</summary>
    public static readonly EndedEntities None = new([], []);
}
