using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Decisions;

/// <summary>
/// Routes the open units of an order, first or again, with what the order itself holds counted as free: a reroute never loses stock to
/// another order between giving it back and taking it again.
/// </summary>
/// <param name="Past">What was superseded, in its last state.</param>
/// <param name="Log">How the route was found.</param>
/// <param name="RoutedAnyUnits">Whether any unit found a place.</param>
internal sealed record OrderReroute(EndedEntities Past, RoutingLog Log, bool RoutedAnyUnits)
{
    /// <summary>The plans on which no work was begun.</summary>
    public static ImmutableArray<EntityId> PlansNotStarted(Order order) =>
        [.. order.Plans.Where(p => order.PickJobOf(p.Id) is null or { Status: PickJobStatus.Open }).Select(p => p.Id)];

    /// <summary>The plans whose units found no place.</summary>
    public static IEnumerable<EntityId> Waiting(Order order) =>
        order.Plans.Where(p => p.IsUnroutable).Select(p => p.Id);

    /// <summary>Supersedes the plans and routes every unit that no other plan covers.</summary>
    public static OrderReroute From(OrderRevisionBuilder builder, DecisionContext context, RerouteReason? reason, ImmutableArray<EntityId> superseded) => From(
        builder, context, reason, superseded,
        demand => Router.Route(demand, context.Network, context.Stock, context.Strategy, context.Workload));

    /// <summary>The same to one facility, which has everything or nothing; only whether it is online and has the stock counts.</summary>
    public static OrderReroute To(FacilityId facility, OrderRevisionBuilder builder, DecisionContext context, ImmutableArray<EntityId> superseded) => From(
        builder, context, RerouteReason.Assigned, superseded,
        demand => Router.Assign(demand, facility, context.Network, context.Stock, context.Strategy, context.Workload));

    private static OrderReroute From(
        OrderRevisionBuilder builder, DecisionContext context, RerouteReason? reason, ImmutableArray<EntityId> superseded, Func<RoutingDemand, Route> find)
    {
        var order = builder.Order;
        var demand = Demand(order, builder.Before ?? order, superseded) with { At = builder.At };
        var route = find(demand);
        var plans = Plans(builder, route, reason, superseded, !context.Stock.IsInfinite);
        var jobs = order.CanReleaseAt(builder.At)
            ? plans.Where(p => p.Facility is not null).Select(p => Job(p, builder)).ToImmutableArray()
            : [];
        var past = new EndedEntities(
            [.. order.Plans.Where(p => superseded.Contains(p.Id)).Select(p => Ended(p, builder.At))],
            [.. order.PickJobs.Where(j => superseded.Contains(j.PlanId)).Select(j => Ended(j, reason, builder.At))])
        {
            HandoverJobs = [.. order.HandoverJobs.Where(h => IsSuperseded(order, h.PickJobId, superseded)).Select(h => Ended(h, builder.At))],
            Shipments = [.. order.Shipments.Where(s => IsSuperseded(order, s.PickJobId, superseded)).Select(s => Ended(s, builder.At))],
        };
        builder.Append(new OrderEvent.Routed(reason, superseded, plans, jobs));
        return new(past, route.Log, !route.Assignments.IsEmpty);
    }

    /// <summary>The work that carries out a plan.</summary>
    public static PickJob Job(RoutingPlan plan, OrderRevisionBuilder builder) => new()
    {
        Id = new EntityId(builder.Ids.Next()),
        Status = PickJobStatus.Open,
        Facility = plan.Facility!.Value,
        PlanId = plan.Id,
        Lines = [.. plan.Lines.Select(l => new PickLine(l.Line, l.Quantity, Quantity.Zero, PickLineStatus.Open))],
        CreatedAt = builder.At,
        ModifiedAt = builder.At,
    };

    // A removed line is no longer on the order, yet what it held is as free as the rest.
    internal static RoutingDemand Demand(Order order, Order before, ImmutableArray<EntityId> superseded)
    {
        var covered = new Dictionary<LineId, Quantity>();
        var own = new Dictionary<(FacilityId, ArticleId), Quantity>(before.Lines.Length);
        var place = 0;
        foreach (var plan in order.Plans)
            foreach (var line in plan.Lines)
                if (!superseded.Contains(plan.Id))
                    covered[line.Line] = covered.GetValueOrDefault(line.Line) + line.Quantity;
                else if (plan.Facility is { } facility && before.Article(line.Line, ref place) is { } article)
                    own[(facility, article)] = own.GetValueOrDefault((facility, article)) + OnTheShelf(order, plan, line);
        return new RoutingDemand(
            [
                .. order.Lines.Select(l => new DemandLine(
                    l.Id, l.Article, Open(l.Quantity - l.Withdrawn - covered.GetValueOrDefault(l.Id)), BundleOf(order, l.Article))),
            ],
            order.Delivery.Destination,
            order.Delivery.Preselected,
            order.ExcludedFacilities,
            [.. own.Select(o => new OwnReservation(o.Key.Item1, o.Key.Item2, o.Value))],
            order.Delivery.CollectAt)
        {
            PreferredTime = order.Delivery.PreferredTime,
            ShippingPreferences = order.Delivery.ShippingPreferences,
        };
    }

    // What a job that is given up had picked is in a basket, until somebody puts it back.
    private static Quantity OnTheShelf(Order order, RoutingPlan plan, PlanLine held)
    {
        var picked = order.PickJobOf(plan.Id)?.Lines.FirstOrDefault(l => l.Line == held.Line).Picked ?? Quantity.Zero;
        return Open(held.Reserved - picked);
    }

    private static Quantity Open(Quantity quantity) => quantity > Quantity.Zero ? quantity : Quantity.Zero;

    private static int BundleOf(Order order, ArticleId article)
    {
        for (var i = 0; i < order.Services.Length; i++)
            if (Bundles(order.Services[i], article, false))
                return i + 1;
        return 0;
    }

    private static bool Bundles(CustomService service, ArticleId article, bool within) =>
        ((within || service.Bundled) && service.Articles.Any(a => a.Article == article))
        || service.Items.Any(i => Bundles(i, article, within || service.Bundled));

    private static ImmutableArray<RoutingPlan> Plans(
        OrderRevisionBuilder builder, Route route, RerouteReason? reason, ImmutableArray<EntityId> predecessors, bool reserve)
    {
        var run = 1 + builder.Order.Plans.Select(p => p.RunNumber).DefaultIfEmpty(0).Max();
        var plans = ImmutableArray.CreateBuilder<RoutingPlan>();
        foreach (var facility in route.Assignments.GroupBy(a => a.Facility))
            plans.Add(Plan(RoutingPlanStatus.Routed, facility.Key,
                [.. facility.Select(a => new PlanLine(a.Line, a.Quantity, reserve ? a.Quantity : default))]));
        if (!route.Unplaced.IsEmpty)
            plans.Add(Plan(RoutingPlanStatus.NotRoutable, null,
                [.. route.Unplaced.Select(u => new PlanLine(u.Line, u.Quantity, default))])
                with { UnroutableSince = WaitsSince(builder.Order, reason, predecessors) });
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
            CreatedAt = builder.At,
            ModifiedAt = builder.At,
        };
    }

    // Tried again by itself, a unit has waited since it first found no place; whoever asks or changes the order lets it begin anew.
    private static DateTimeOffset? WaitsSince(Order order, RerouteReason? reason, ImmutableArray<EntityId> superseded) =>
        reason is RerouteReason.RetryUnroutable
            ? order.Plans.Where(p => p is { IsUnroutable: true, AbandonedAt: null } && superseded.Contains(p.Id))
                .Min(p => (DateTimeOffset?)(p.UnroutableSince ?? p.CreatedAt))
            : null;

    private static RoutingPlan Ended(RoutingPlan plan, DateTimeOffset at) => plan with
    {
        Version = plan.Version + 1,
        Status = RoutingPlanStatus.Rerouted,
        Lines = [.. plan.Lines.Select(l => l with { Reserved = Quantity.Zero })],
        ModifiedAt = at,
    };

    private static bool IsSuperseded(Order order, EntityId? pickJob, ImmutableArray<EntityId> plans) =>
        pickJob is { } id && order.FindPickJob(id) is { } job && plans.Contains(job.PlanId);

    private static HandoverJob Ended(HandoverJob job, DateTimeOffset at) =>
        job with { Version = job.Version + 1, Status = HandoverStatus.Obsolete, ModifiedAt = at };

    private static Shipment Ended(Shipment shipment, DateTimeOffset at) => shipment with
    {
        Version = shipment.Version + 1,
        Status = ShipmentStatus.Obsolete,
        Parcels = [.. shipment.Parcels.Select(p => p with { Version = p.Version + 1, Status = ParcelStatus.Obsolete })],
        ModifiedAt = at,
    };

    // A job that its facility gave up stays aborted, one that found nothing closed; every other one was taken from it.
    private static PickJob Ended(PickJob job, RerouteReason? reason, DateTimeOffset at) => job.Status is PickJobStatus.Aborted
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
