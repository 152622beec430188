using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Routes or reroutes the open units of an order. Own reservations count as available, so that a reroute never loses stock to another
/// order.
/// </summary>
/// <param name="EndedEntities">The superseded entities, in their last state.</param>
/// <param name="Log">The routing log.</param>
/// <param name="RoutedAnyUnits">Whether any unit was routed.</param>
internal sealed record OrderReroute(EndedEntities EndedEntities, RoutingLog Log, bool RoutedAnyUnits)
{
    /// <summary>Returns the plans without started work.</summary>
    public static ImmutableArray<EntityId> GetPlansNotStarted(Order order) =>
        [.. order.Plans.Where(p => order.FindPickJobOfPlan(p.Id) is null or { Status: PickJobStatus.Open }).Select(p => p.Id)];

    /// <summary>Returns the plans of unroutable units.</summary>
    public static IEnumerable<EntityId> GetUnroutablePlans(Order order) =>
        order.Plans.Where(p => p.IsUnroutable).Select(p => p.Id);

    /// <summary>Supersedes the plans and routes all units that no other plan covers.</summary>
    public static OrderReroute Reroute(
        OrderRevisionBuilder builder, DecisionContext context, RerouteReason? reason, ImmutableArray<EntityId> superseded) => Reroute(
        builder, context, reason, superseded,
        demand => Router.Route(demand, context.Network, context.Stock, context.Strategy, context.Workload));

    /// <summary>
    /// Supersedes the plans and assigns all units to one facility, or none. The facility only has to be online and have the stock.
    /// </summary>
    public static OrderReroute Assign(
        FacilityId facility, OrderRevisionBuilder builder, DecisionContext context, ImmutableArray<EntityId> superseded) => Reroute(
        builder, context, RerouteReason.Assigned, superseded,
        demand => Router.Assign(demand, facility, context.Network, context.Stock, context.Strategy, context.Workload));

    private static OrderReroute Reroute(
        OrderRevisionBuilder builder, DecisionContext context, RerouteReason? reason,
            ImmutableArray<EntityId> superseded, Func<RoutingDemand, Route> find)
    {
        var demand = CreateDemand(builder.Order, builder.Before ?? builder.Order, superseded, reason) with { Now = builder.Now };
        return Apply(builder, context, reason, superseded, find(demand));
    }

    /// <summary>Supersedes the plans by plans and pick jobs for the route.</summary>
    internal static OrderReroute Apply(
        OrderRevisionBuilder builder, DecisionContext context, RerouteReason? reason, ImmutableArray<EntityId> superseded, Route route)
    {
        var order = builder.Order;
        var plans = CreatePlans(builder, route, reason, superseded, !context.Stock.IsInfinite);
        var jobs = OrderRelease.IsUnblocked(order, builder.Now)
            ? plans.Where(p => p.Facility is not null && OrderRelease.IsDue(order, p, builder.Now))
                .Select(p => CreatePickJob(p, builder)).ToImmutableArray()
            : [];
        var endedEntities = new EndedEntities(
            [.. order.Plans.Where(p => superseded.Contains(p.Id)).Select(p => Supersede(p, builder.Now))],
            [.. order.PickJobs.Where(j => superseded.Contains(j.PlanId)).Select(j => Supersede(j, reason, builder.Now))])
        {
            HandoverJobs =
                [.. order.HandoverJobs.Where(h => IsSuperseded(order, h.PickJobId, superseded)).Select(h => Supersede(h, builder.Now))],
            Shipments = [.. order.Shipments.Where(s => IsSuperseded(order, s.PickJobId, superseded))
                .Select(s => Supersede(s, builder.Now))],
        };
        builder.Append(new OrderEvent.Routed(reason, superseded, plans, jobs));
        builder.ExceedsCapacity |= route.ExceedsCapacity;
        return new(endedEntities, route.Log, !route.Assignments.IsEmpty);
    }

    /// <summary>Creates the pick job of a plan.</summary>
    public static PickJob CreatePickJob(RoutingPlan plan, OrderRevisionBuilder builder) => new()
    {
        Id = new EntityId(builder.Ids.Next()),
        Status = PickJobStatus.Open,
        Facility = plan.Facility!.Value,
        PlanId = plan.Id,
        Lines = [.. plan.Lines.Select(l => new PickLine(l.Line, l.Quantity, Quantity.Zero, PickLineStatus.Open))],
        CreatedAt = builder.Now,
        ModifiedAt = builder.Now,
    };

    // Reservations of removed lines also count as available.
    internal static RoutingDemand CreateDemand(
        Order order, Order before, ImmutableArray<EntityId> superseded, RerouteReason? reason = null)
    {
        var covered = new Dictionary<LineId, Quantity>();
        var own = new Dictionary<(FacilityId, ArticleId), Quantity>(before.Lines.Length);
        var position = 0;
        foreach (var plan in order.Plans)
        {
            foreach (var line in plan.Lines)
            {
                if (!superseded.Contains(plan.Id))
                {
                    covered[line.Line] = covered.GetValueOrDefault(line.Line) + line.Quantity;
                }
                else if (plan.Facility is { } facility && before.FindArticle(line.Line, ref position) is { } article)
                {
                    own[(facility, article)] = own.GetValueOrDefault((facility, article))
                        + GetUnpickedReservation(order, plan, line) + ReducedStock.GetUnpicked(order, plan, line);
                }
            }
        }

        return new RoutingDemand(
            [
                .. order.Lines.Select(l => new DemandLine(
                    l.Id, l.Article, ClampToZero(l.Quantity - l.Withdrawn - covered.GetValueOrDefault(l.Id)), GetBundle(order, l.Article))),
            ],
            order.Delivery.Destination,
            order.Delivery.CollectAt is null ? order.Delivery.Preselected : [], // the collection facility is the only candidate
            order.ExcludedFacilities,
            [.. own.Select(o => new OwnReservation(o.Key.Item1, o.Key.Item2, o.Value))],
            order.Delivery.CollectAt)
        {
            PreferredTime = order.Delivery.PreferredTime,
            ShippingPreferences = order.Delivery.ShippingPreferences,
            Places = reason is RerouteReason.Aborted or RerouteReason.ShortPick ? [] : GetPlaces(order, superseded),
        };
    }

    // A facility that gave up its work, or did not find the units, keeps no place.
    private static ImmutableArray<Assignment> GetPlaces(Order order, ImmutableArray<EntityId> superseded) =>
    [
        .. from plan in order.Plans
           where plan.Facility is not null && superseded.Contains(plan.Id)
           from line in plan.Lines
           select new Assignment(plan.Facility!.Value, line.Line, line.Quantity),
    ];

    // Goods that the ended pick job picked are not available until they are restocked.
    private static Quantity GetUnpickedReservation(Order order, RoutingPlan plan, PlanLine held)
    {
        var picked = order.FindPickJobOfPlan(plan.Id)?.Lines.FirstOrDefault(l => l.Line == held.Line).Picked ?? Quantity.Zero;
        return ClampToZero(held.Reserved - picked);
    }

    private static Quantity ClampToZero(Quantity quantity) => quantity > Quantity.Zero ? quantity : Quantity.Zero;

    private static int GetBundle(Order order, ArticleId article)
    {
        for (var i = 0; i < order.Services.Length; i++)
        {
            if (Bundles(order.Services[i], article, false))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool Bundles(CustomService service, ArticleId article, bool within) =>
        ((within || service.Bundled) && service.Articles.Any(a => a.Article == article))
        || service.Items.Any(i => Bundles(i, article, within || service.Bundled));

    private static ImmutableArray<RoutingPlan> CreatePlans(
        OrderRevisionBuilder builder, Route route, RerouteReason? reason, ImmutableArray<EntityId> predecessors, bool reserve)
    {
        var run = 1 + builder.Order.Plans.Select(p => p.RunNumber).DefaultIfEmpty(0).Max();
        var plans = ImmutableArray.CreateBuilder<RoutingPlan>();
        var reduced = ReducedStock.Of(builder.Order, builder.Before ?? builder.Order, predecessors);
        // Units that are released later have a plan of their own, so that they do not delay the others.
        foreach (var units in route.Assignments
            .GroupBy(a => (a.Facility, OrderRelease.FindLaterTime(builder.Order, [a.Line], builder.Now))))
        {
            plans.Add(Plan(RoutingPlanStatus.Routed, units.Key.Facility,
                [.. units.Select(a => reduced.Take(a, builder.Order, reserve))]));
        }

        if (!route.Unroutable.IsEmpty)
        {
            plans.Add(Plan(RoutingPlanStatus.NotRoutable, null,
                [.. route.Unroutable.Select(u => new PlanLine(u.Line, u.Quantity, default))])
                with { UnroutableSince = GetUnroutableSince(builder.Order, reason, predecessors) });
        }

        return plans.ToImmutable();

        RoutingPlan Plan(RoutingPlanStatus status, FacilityId? facility, ImmutableArray<PlanLine> lines) => new()
        {
            Id = new EntityId(builder.Ids.Next()),
            Status = status,
            Facility = facility,
            Lines = lines,
            Reason = reason,
            RunNumber = run,
            Predecessors = predecessors,
            CreatedAt = builder.Now,
            ModifiedAt = builder.Now,
        };
    }

    // An automatic retry keeps the time since when the units are unroutable. A user request or a modification restarts it.
    private static DateTimeOffset? GetUnroutableSince(Order order, RerouteReason? reason, ImmutableArray<EntityId> superseded) =>
        reason is RerouteReason.RetriedUnroutable
            ? order.Plans.Where(p => p is { IsUnroutable: true, AbandonedAt: null } && superseded.Contains(p.Id))
                .Min(p => (DateTimeOffset?)(p.UnroutableSince ?? p.CreatedAt))
            : null;

    private static RoutingPlan Supersede(RoutingPlan plan, DateTimeOffset at) => plan with
    {
        Version = plan.Version + 1,
        Status = RoutingPlanStatus.Rerouted,
        Lines = [.. plan.Lines.Select(l => l with { Reserved = Quantity.Zero })],
        ModifiedAt = at,
    };

    private static bool IsSuperseded(Order order, EntityId? pickJob, ImmutableArray<EntityId> plans) =>
        pickJob is { } id && order.FindPickJob(id) is { } job && plans.Contains(job.PlanId);

    private static HandoverJob Supersede(HandoverJob job, DateTimeOffset at) =>
        job with { Version = job.Version + 1, Status = HandoverStatus.Obsolete, ModifiedAt = at };

    private static Shipment Supersede(Shipment shipment, DateTimeOffset at) => shipment with
    {
        Version = shipment.Version + 1,
        Status = ShipmentStatus.Obsolete,
        Parcels = [.. shipment.Parcels.Select(p => p with { Version = p.Version + 1, Status = ParcelStatus.Obsolete })],
        ModifiedAt = at,
    };

    // A finished pick job keeps its status; a short pick only notes that the missing units are rerouted. Every other pick job becomes
    // rerouted.
    private static PickJob Supersede(PickJob job, RerouteReason? reason, DateTimeOffset at) =>
        job.Status is PickJobStatus.Aborted || (job.Status is PickJobStatus.Closed && reason is not RerouteReason.ShortPick)
        ? job
        : job with
        {
            Version = job.Version + 1,
            Status = reason is RerouteReason.ShortPick ? job.Status : PickJobStatus.Rerouted,
            SubStatus = reason switch
            {
                RerouteReason.StockZeroed => PickJobSubStatus.StockZeroed,
                RerouteReason.ProcessReroute or RerouteReason.Assigned => PickJobSubStatus.ProcessReroute,
                RerouteReason.ManualReroute => PickJobSubStatus.ManualReroute,
                RerouteReason.ShortPick => PickJobSubStatus.ShortPickReroute,
                _ => PickJobSubStatus.OrderModified,
            },
            ModifiedAt = at,
        };
}
