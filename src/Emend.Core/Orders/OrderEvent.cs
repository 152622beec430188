using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// A domain event of an order. Events are stored permanently; <see cref="Order.Evolve"/> applies them to the order. Personal data is not
/// part of the events but of the personal data of a revision.
/// </summary>
public abstract partial record OrderEvent
{
    private OrderEvent()
    {
    }

    /// <summary>The order was placed; it is not yet routed.</summary>
    public sealed record Placed(Order Order) : OrderEvent;

    /// <summary>A line was added.</summary>
    public sealed record LineAdded(Line Line) : OrderEvent;

    /// <summary>A line was removed.</summary>
    public sealed record LineRemoved(LineId Line, ArticleId Article, Quantity Was) : OrderEvent;

    /// <summary>The quantity of a line changed.</summary>
    public sealed record LineQuantityChanged(LineId Line, Quantity From, Quantity To) : OrderEvent;

    /// <summary>The article properties of a line changed.</summary>
    public sealed record LineArticleChanged(LineId Line, ArticleProperties From, ArticleProperties To) : OrderEvent;

    /// <summary>Custom attributes of a line changed.</summary>
    public sealed record LineAttributesChanged(LineId Line, ImmutableArray<string> Names) : OrderEvent;

    /// <summary>Custom attributes of the order changed.</summary>
    public sealed record AttributesChanged(ImmutableArray<string> Names) : OrderEvent;

    /// <summary>Method or shipping preferences of the delivery changed.</summary>
    /// <param name="Kind">Shipping or click and collect.</param>
    /// <param name="CollectAt">Collection facility; null for shipping.</param>
    /// <param name="ShippingPreferences">Shipping preferences; null if there are none.</param>
    public sealed record DeliveryChanged(DeliveryKind Kind, FacilityId? CollectAt, ShippingPreferences? ShippingPreferences) : OrderEvent;

    /// <summary>The preferred time changed.</summary>
    public sealed record PreferredTimeChanged(DateTimeOffset? From, DateTimeOffset? To) : OrderEvent;

    /// <summary>Consumer data or an address changed.</summary>
    /// <param name="Members">Names of the changed consumer members.</param>
    /// <param name="From">Destination before.</param>
    /// <param name="To">Destination after.</param>
    public sealed record ConsumerChanged(ImmutableArray<string> Members, PostalLocation? From, PostalLocation? To) : OrderEvent;

    /// <summary>Personal data was replaced by the data of this revision.</summary>
    /// <param name="Revision">Revision of the personal data.</param>
    /// <param name="Personal">The personal data. Stored separately; empty after erasure.</param>
    public sealed record PersonalDataReplaced(long Revision, PersonalData Personal) : OrderEvent;

    /// <summary>The labels of these parcels became obsolete.</summary>
    public sealed record LabelsObsoleted(ImmutableArray<EntityId> Parcels) : OrderEvent;

    /// <summary>Units were routed or rerouted.</summary>
    /// <param name="Reason">Reason of the reroute; null for the first routing.</param>
    /// <param name="Superseded">The superseded plans; their pick jobs end too.</param>
    /// <param name="Plans">The new plans.</param>
    /// <param name="PickJobs">The new pick jobs.</param>
    public sealed record Routed(
        RerouteReason? Reason,
        ImmutableArray<EntityId> Superseded,
        ImmutableArray<RoutingPlan> Plans,
        ImmutableArray<PickJob> PickJobs) : OrderEvent;

    /// <summary>Plans and unfinished pick jobs got fewer or more units.</summary>
    /// <param name="Plans">The amended plans.</param>
    /// <param name="PickJobs">The amended pick jobs.</param>
    /// <param name="Ended">The plans without units; they and their pick jobs are canceled.</param>
    public sealed record FulfillmentAmended(
        ImmutableArray<RoutingPlan> Plans, ImmutableArray<PickJob> PickJobs, ImmutableArray<EntityId> Ended) : OrderEvent;

    /// <summary>Units were unroutable for too long. Emend no longer retries to route them.</summary>
    public sealed record RoutingAbandoned(ImmutableArray<EntityId> Plans) : OrderEvent;

    /// <summary>Facilities were excluded from routing this order, or are admitted again.</summary>
    public sealed record FacilitiesExcluded(ImmutableArray<FacilityId> Facilities) : OrderEvent
    {
        /// <summary>Whether the facilities are admitted again.</summary>
        public bool IsLifted { get; init; }
    }

    /// <summary>Reservations were removed; their units stay at their facility.</summary>
    /// <param name="Reservations">The reservations.</param>
    /// <param name="ReducesStock">Whether the stock on hand was reduced by the reserved quantities.</param>
    public sealed record ReservationsRemoved(ImmutableArray<ReservationKey> Reservations, bool ReducesStock) : OrderEvent
    {
        /// <summary>Whether the event removes the reservation of these units.</summary>
        internal bool Includes(RoutingPlan plan, PlanLine line) =>
            plan.Facility is { } facility && Reservations.Contains(new(line.Line, facility));
    }

    /// <summary>The order was released: pick jobs were created for its routed plans.</summary>
    public sealed record Released(ImmutableArray<PickJob> PickJobs) : OrderEvent;

    /// <summary>The order and its unfinished entities were canceled. Increases the order version.</summary>
    /// <param name="Cancellation">Details of the cancellation.</param>
    public sealed record Canceled(Cancellation Cancellation) : OrderEvent
    {
        /// <summary>Whether the order keeps the entities of handed-over goods. False only in events of older versions.</summary>
        public bool KeepsHandedOver { get; init; }
    }

    /// <summary>The order was unlocked. Increases the order version.</summary>
    public sealed record Unlocked : OrderEvent;

    /// <summary>The promised order was confirmed. Increases the order version.</summary>
    /// <param name="TenantOrderId">New tenant order id; null if unchanged.</param>
    public sealed record PromiseConfirmed(string? TenantOrderId) : OrderEvent;

    /// <summary>The promise was extended. Increases the order version.</summary>
    /// <param name="To">The new period.</param>
    public sealed record PromiseExtended(PromisePeriod To) : OrderEvent;

    /// <summary>Return tasks were created for picked goods.</summary>
    /// <param name="Tasks">The return tasks.</param>
    public sealed record ReturnTasksCreated(ImmutableArray<ReturnTask> Tasks) : OrderEvent;

    /// <summary>Goods of a line were restocked; the quantity is the total.</summary>
    public sealed record LineRestocked(EntityId Task, LineId Line, Quantity Returned) : OrderEvent;

    /// <summary>A return task was closed.</summary>
    public sealed record ReturnTaskClosed(EntityId Task) : OrderEvent;

    /// <summary>A modification was completed. Increases the order version.</summary>
    public sealed record Modified : OrderEvent;

    /// <summary>The modification undid the modification of an earlier revision, at least partially.</summary>
    public sealed record ModificationUndone(long Revision) : OrderEvent;

    /// <summary>A pick job was started.</summary>
    public sealed record PickingStarted(EntityId PickJob) : OrderEvent;

    /// <summary>The picked quantity of a line was reported.</summary>
    public sealed record LinePicked(EntityId PickJob, LineId Line, Quantity Picked) : OrderEvent;

    /// <summary>A pick line was split, its parts were merged, or the picked quantity of a part changed.</summary>
    /// <param name="PickJob">The pick job.</param>
    /// <param name="Line">The line.</param>
    /// <param name="Parts">The current parts; empty if the line is not split.</param>
    public sealed record PickLinePartsChanged(EntityId PickJob, LineId Line, ImmutableArray<PickLinePart> Parts) : OrderEvent;

    /// <summary>A pick job was closed; the picked goods left the stock.</summary>
    public sealed record PickJobClosed(EntityId PickJob) : OrderEvent;

    /// <summary>A facility aborted a pick job. A separate event reroutes its units.</summary>
    public sealed record PickJobAborted(EntityId PickJob) : OrderEvent;

    /// <summary>A pick job was reset; the picked goods are restocked.</summary>
    public sealed record PickJobReset(EntityId PickJob) : OrderEvent;

    /// <summary>A pick job was canceled together with its plan; its units are not rerouted.</summary>
    /// <param name="PickJob">The pick job.</param>
    /// <param name="Obsolete">Whether the job becomes obsolete instead of canceled.</param>
    public sealed record PickJobCanceled(EntityId PickJob, bool Obsolete) : OrderEvent;

    /// <summary>A pick job was paused.</summary>
    public sealed record PickingPaused(EntityId PickJob) : OrderEvent;

    /// <summary>A short pick reduced a routing plan to the picked quantities; the missing units are rerouted.</summary>
    /// <param name="PickJob">The pick job with the short pick.</param>
    /// <param name="Plan">Its routing plan.</param>
    /// <param name="To">The remaining quantities of the plan.</param>
    public sealed record RoutingPlanReduced(EntityId PickJob, EntityId Plan, ImmutableArray<LineQuantity> To) : OrderEvent;

    /// <summary>Units that a picker did not find were canceled. The plan and the pick job end if no unit was found.</summary>
    /// <param name="PickJob">The closed pick job.</param>
    /// <param name="Lines">The missing quantity per line.</param>
    public sealed record MissingUnitsCanceled(EntityId PickJob, ImmutableArray<LineQuantity> Lines) : OrderEvent;

    /// <summary>A handover job was created for picked goods.</summary>
    /// <param name="Job">The handover job.</param>
    /// <param name="Shipment">The shipment; null if the customer collects the goods.</param>
    public sealed record HandoverJobCreated(HandoverJob Job, Shipment? Shipment) : OrderEvent;

    /// <summary>
    /// Goods that wait to be restocked are handed over after all: they count as picked again. A separate event creates the handover job.
    /// </summary>
    /// <param name="Task">The return task of the goods.</param>
    /// <param name="Plan">The new routing plan of the goods.</param>
    /// <param name="PickJob">The new pick job of the goods. It is closed, and its picked quantities are the goods.</param>
    public sealed record ReturnRevoked(EntityId Task, RoutingPlan Plan, PickJob PickJob) : OrderEvent;

    /// <summary>Goods of a line were handed over; the quantity is the total.</summary>
    public sealed record LineHandedOver(EntityId Job, LineId Line, Quantity Total) : OrderEvent;

    /// <summary>All goods of a handover job were handed over.</summary>
    public sealed record HandoverJobCompleted(EntityId Job) : OrderEvent;

    /// <summary>A handover job waits for input.</summary>
    public sealed record HandoverInputRequested(EntityId Job) : OrderEvent;

    /// <summary>A handover job was reopened; no goods are handed over.</summary>
    public sealed record HandoverReverted(EntityId Job) : OrderEvent;

    /// <summary>A handover job was canceled together with its pick job, plan and shipment.</summary>
    public sealed record HandoverJobCanceled(EntityId Job, HandoverCancelReason Reason) : OrderEvent
    {
        /// <summary>Whether the customer did not accept the goods.</summary>
        internal static bool IsRefusal(HandoverCancelReason reason) => reason is not HandoverCancelReason.OrderCanceled;
    }

    /// <summary>A label was requested from a carrier.</summary>
    /// <param name="Shipment">The shipment.</param>
    /// <param name="Parcel">The parcel.</param>
    /// <param name="Carrier">Id of the carrier.</param>
    public sealed record LabelRequested(EntityId Shipment, EntityId Parcel, string Carrier) : OrderEvent;

    /// <summary>The carrier created the label.</summary>
    public sealed record LabelCreated(EntityId Shipment, EntityId Parcel, string Tracking) : OrderEvent;

    /// <summary>The carrier created no label.</summary>
    public sealed record LabelFailed(EntityId Shipment, EntityId Parcel, string Reason) : OrderEvent;

    /// <summary>A carrier outside of Emend reported a parcel.</summary>
    /// <param name="Shipment">The shipment.</param>
    /// <param name="Parcel">The parcel.</param>
    /// <param name="Reports">The new reports, one per direction.</param>
    public sealed record ParcelTracked(EntityId Shipment, EntityId Parcel, ImmutableArray<ParcelTracking> Reports) : OrderEvent;

    /// <summary>Goods of a parcel were moved to a new parcel.</summary>
    /// <param name="Shipment">The shipment.</param>
    /// <param name="Parcel">The parcel.</param>
    /// <param name="Remaining">The goods that remain in the parcel.</param>
    /// <param name="Added">The new parcel.</param>
    public sealed record ParcelSplit(
        EntityId Shipment, EntityId Parcel, ImmutableArray<LineQuantity> Remaining, Parcel Added) : OrderEvent;

    /// <summary>The target time of a shipment was set.</summary>
    public sealed record TargetTimeSet(EntityId Shipment, DateTimeOffset At) : OrderEvent;

    /// <summary>The carrier of a shipment changed.</summary>
    public sealed record CarrierChanged(EntityId Shipment, string Carrier, string? Product) : OrderEvent;
}
