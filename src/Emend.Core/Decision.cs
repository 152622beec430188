using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>What a request does, or why it is refused. The only answer there is: preview shows it, apply writes it.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Rows that do not hold. Where permissions are missing, only those are told.</summary>
    /// <param name="Violations">All failing rows, in table order; never empty.</param>
    public sealed record Rejected(ImmutableArray<RuleViolation> Violations) : Decision
    {
        /// <summary>What would be done if these rows held; null where nobody can know.</summary>
        public Accepted? ResultIfAllowed { get; init; }

        /// <summary>Of an undo that is refused as a whole: what does not go back, and why.</summary>
        public ImmutableArray<UnrestoredField> NotRestored { get; init; } = [];

        /// <summary>Whether the caller lacks permissions.</summary>
        public bool IsForbidden => Violations[0].Kind is RuleKind.Permission;

        /// <summary>Whether another stock would have decided otherwise.</summary>
        public bool IsStockShortage => Violations.Any(r => r.Kind is RuleKind.Stock);
    }

    /// <summary>The version the caller named is no longer the current one.</summary>
    /// <param name="Current">The version now.</param>
    /// <param name="Expected">The version named.</param>
    public sealed record VersionConflict(long Current, long Expected) : Decision
    {
        /// <summary>Where a rebase was allowed: the fields asked for that somebody else changed since. Nothing was done.</summary>
        public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];
    }

    /// <summary>What was asked for is so already; nothing is written.</summary>
    public sealed record NoChange : Decision;

    /// <summary>It is done like this.</summary>
    /// <param name="After">The order afterwards.</param>
    /// <param name="Events">What happened, in order.</param>
    /// <param name="Effects">What else is written with it.</param>
    public sealed record Accepted(Order After, ImmutableArray<OrderEvent> Events, DecisionEffects Effects) : Decision
    {
        /// <summary>The soft rows that did not hold and were passed.</summary>
        public ImmutableArray<RuleOverride> Overrides { get; init; } = [];

        /// <summary>Of an undo: what does not go back, or not quite, and why.</summary>
        public ImmutableArray<UnrestoredField> NotRestored { get; init; } = [];
    }
}

/// <summary>What an accepted decision writes beside the order.</summary>
/// <param name="Stock">Differences of stock, ordered by facility and article; never zero.</param>
/// <param name="Past">Entities that left the order, in their last state.</param>
/// <param name="Routing">How the routing was found; null where nothing was routed.</param>
public sealed record DecisionEffects(ImmutableArray<StockDelta> Stock, EndedEntities Past, RoutingLog? Routing);

/// <summary>How the stock of an article in a facility changes. An increase of what is reserved must fit into what is there.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Article">Of what.</param>
/// <param name="Reserved">Added to what is reserved.</param>
/// <param name="OnHand">Added to what is there.</param>
public readonly record struct StockDelta(FacilityId Facility, ArticleId Article, Quantity Reserved, Quantity OnHand);

/// <summary>Operational entities that were superseded or ended.</summary>
public sealed record EndedEntities(ImmutableArray<RoutingPlan> Plans, ImmutableArray<PickJob> PickJobs)
{
    /// <summary>Handover jobs among them.</summary>
    public ImmutableArray<HandoverJob> HandoverJobs { get; init; } = [];

    /// <summary>Shipments among them, with their parcels.</summary>
    public ImmutableArray<Shipment> Shipments { get; init; } = [];

    /// <summary>Return tasks among them.</summary>
    public ImmutableArray<ReturnTask> ReturnTasks { get; init; } = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty =>
        Plans.IsEmpty && PickJobs.IsEmpty && HandoverJobs.IsEmpty && Shipments.IsEmpty && ReturnTasks.IsEmpty;

    /// <summary>None.</summary>
    public static readonly EndedEntities None = new([], []);
}
