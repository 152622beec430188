using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>
/// Predicates over an order. Source: docs/rules/fulfillmenttools/definitions.md. Another rule reports that an order is canceled; the state
/// of the goods that a canceled order handed over is no obstacle.
/// </summary>
public static class OrderPredicates
{
    /// <summary>
    /// Whether all live pick jobs and handover jobs are open, all live shipments are initial, and no live parcel has a label request.
    /// Routing plans and reservations are ignored. True for an order without entities.
    /// </summary>
    public static bool AllOperationalEntitiesOpen(Order order) =>
        order.IsCanceled
        || (order.PickJobs.All(j => j.Status is PickJobStatus.Open)
        && order.HandoverJobs.All(j => j.Status is HandoverStatus.Open)
        && order.Shipments.All(s => s.Status is ShipmentStatus.Initial && s.Parcels.All(IsOpen)));

    /// <summary>
    /// Whether a handover job is handed over or waits for input, a line is handed over, or a shipment is completed.
    /// </summary>
    public static bool HasHandoverStarted(Order order) =>
        order.HandoverJobs.Any(j =>
            j.Status is HandoverStatus.HandedOver or HandoverStatus.WaitingForInput || j.HandedOver.Any(l => l.Quantity > Quantity.Zero))
        || order.Shipments.Any(s => s.Status is ShipmentStatus.Completed);

    /// <summary>
    /// Whether the caller has access to the facility of the routing plan that the request names. A superseded plan, and a plan without a
    /// facility, requires a caller with access to every facility. True if the request names no plan.
    /// </summary>
    internal static bool CanAccessNamedPlan(RuleContext c)
    {
        var actor = c.Context.Actor;
        return GetNamedEntity(c) is not { } named || actor.Facilities.IsEmpty
            || c.Before.Plans.Any(p => p.Id == named && p.Facility is { } facility && actor.CanAccessFacility(facility));
    }

    /// <summary>Whether every live pick job is open. True for an order without pick jobs.</summary>
    public static bool AllPickJobsOpen(Order order) =>
        order.IsCanceled || order.PickJobs.All(j => j.Status is PickJobStatus.Open);

    /// <summary>Whether all picked goods are restocked, including the goods of ended pick jobs.</summary>
    public static bool AllPickedGoodsRestocked(Order order) =>
        order.IsCanceled || order.Lines.All(l => GetPickedQuantity(order, l) == Quantity.Zero);

    /// <summary>Whether no live parcel has a label request.</summary>
    public static bool HasNoRequestedLabel(Order order) =>
        order.IsCanceled || !order.Shipments.Any(s => s.Parcels.Any(IsLabelRequested));

    /// <summary>Whether the order is shipped and has no collection facility.</summary>
    public static bool IsShipFromStore(Order order) => order.Delivery.Kind is DeliveryKind.Shipping && order.Delivery.CollectAt is null;

    /// <summary>Whether every live handover job is open and has no goods handed over. True for an order without handover jobs.</summary>
    public static bool AllHandoverJobsOpen(Order order) =>
        order.IsCanceled || order.HandoverJobs.All(j => j.Status is HandoverStatus.Open && !j.HasHandedOver);

    /// <summary>Whether a label of the parcel is requested and not obsolete or canceled.</summary>
    public static bool IsLabelRequested(Parcel parcel) =>
        parcel.IsLabelRequested;

    /// <summary>Whether a custom service of the order names the article, at any nesting level.</summary>
    public static bool IsAttachedToCustomService(Order order, ArticleId article) =>
        !order.Services.IsEmpty && order.Services.Any(s => NamesArticle(s, article));

    /// <summary>The quantity of a line that live pick jobs picked, plus the quantity of ended pick jobs that is not restocked.</summary>
    public static Quantity GetPickedQuantity(Order order, Line line)
    {
        var sum = line.PickedNotRestocked;
        foreach (var job in order.PickJobs)
        {
            foreach (var picked in job.Lines)
            {
                if (picked.Line == line.Id)
                {
                    sum += picked.Picked;
                }
            }
        }

        return sum;
    }

    /// <summary>
    /// Whether the order still has every unit of started pick jobs, including finished ones, as far as it had the unit before.
    /// </summary>
    public static bool StartedWorkIsStillOrdered(Order before, Order after)
    {
        foreach (var job in after.PickJobs)
        {
            if (job.Status is not PickJobStatus.Open)
            {
                foreach (var pickLine in job.Lines)
                {
                    if (GetOrderedQuantity(after, pickLine.Line) < GetOrderedQuantity(before, pickLine.Line)
                        && GetOrderedQuantity(after, pickLine.Line) < GetStartedQuantity(after, pickLine.Line))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static Quantity GetOrderedQuantity(Order order, LineId line) => order.FindLine(line)?.Quantity ?? Quantity.Zero;

    /// <summary>The quantity of a line on which pick jobs have started, including finished ones.</summary>
    internal static Quantity GetStartedQuantity(Order order, LineId line)
    {
        var sum = Quantity.Zero;
        foreach (var job in order.PickJobs)
        {
            if (job.Status is not PickJobStatus.Open)
            {
                foreach (var pickLine in job.Lines)
                {
                    if (pickLine.Line == line)
                    {
                        sum += job.Status is PickJobStatus.Closed ? pickLine.Picked : pickLine.Quantity;
                    }
                }
            }
        }

        return sum;
    }

    private static bool NamesArticle(CustomService service, ArticleId article) =>
        service.Articles.Any(a => a.Article == article) || service.Items.Any(i => NamesArticle(i, article));

    // A parcel with an obsolete label counts as open, like a parcel without a label request. Canceled parcels are ignored.
    private static bool IsOpen(Parcel parcel) =>
        parcel.Status is ParcelStatus.Open or ParcelStatus.Obsolete or ParcelStatus.Canceled && !IsLabelRequested(parcel);

    private static EntityId? GetNamedEntity(RuleContext c) => c.Subject switch
    {
        RuleSubject.OfFulfillment fulfillment => fulfillment.NamedEntity,
        RuleSubject.OfUnroutableUnits units => units.NamedEntity,
        _ => null,
    };
}
