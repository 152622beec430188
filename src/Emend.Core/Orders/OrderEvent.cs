using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// Something that happened to an order. Events are kept for ever under these names; <see cref="Order.Evolve"/> folds them into the
/// order again. What speaks of persons is not in them but in the personal data of the revision they name.
/// </summary>
public abstract partial record OrderEvent
{
    private OrderEvent()
    {
    }

    /// <summary>The order was taken, before it was routed.</summary>
    public sealed record Placed(Order Order) : OrderEvent;

    /// <summary>A line was added.</summary>
    public sealed record LineAdded(Line Line) : OrderEvent;

    /// <summary>A line was removed.</summary>
    public sealed record LineRemoved(LineId Line, ArticleId Article, Quantity Was) : OrderEvent;

    /// <summary>More or less of a line.</summary>
    public sealed record LineQuantityChanged(LineId Line, Quantity From, Quantity To) : OrderEvent;

    /// <summary>What a line says of its article was changed.</summary>
    public sealed record LineArticleChanged(LineId Line, ArticleProperties From, ArticleProperties To) : OrderEvent;

    /// <summary>Free attributes of a line were changed.</summary>
    public sealed record LineAttributesChanged(LineId Line, ImmutableArray<string> Names) : OrderEvent;

    /// <summary>Free attributes of the order were changed.</summary>
    public sealed record AttributesChanged(ImmutableArray<string> Names) : OrderEvent;

    /// <summary>The customer's wish when to have it was changed.</summary>
    public sealed record PreferredTimeChanged(DateTimeOffset? From, DateTimeOffset? To) : OrderEvent;

    /// <summary>Something about the customer or an address was changed.</summary>
    /// <param name="Members">Which members of the consumer.</param>
    /// <param name="From">Where it went.</param>
    /// <param name="To">Where it goes.</param>
    public sealed record ConsumerChanged(ImmutableArray<string> Members, PostalLocation? From, PostalLocation? To) : OrderEvent;

    /// <summary>Personal data was replaced by that of this revision.</summary>
    /// <param name="Revision">The revision it belongs to.</param>
    /// <param name="Personal">The data; storage keeps it apart, and hands in nothing once it was erased.</param>
    public sealed record PersonalDataReplaced(long Revision, PersonalData Personal) : OrderEvent;

    /// <summary>Labels of these parcels became obsolete.</summary>
    public sealed record LabelsObsoleted(ImmutableArray<EntityId> Parcels) : OrderEvent;

    /// <summary>Units were routed: first, or again.</summary>
    /// <param name="Reason">Why again; null the first time.</param>
    /// <param name="Superseded">The plans that ended, with their pick jobs.</param>
    /// <param name="Plans">The plans made.</param>
    /// <param name="PickJobs">The pick jobs made.</param>
    public sealed record Routed(
        RerouteReason? Reason,
        ImmutableArray<EntityId> Superseded,
        ImmutableArray<RoutingPlan> Plans,
        ImmutableArray<PickJob> PickJobs) : OrderEvent;

    /// <summary>Units waited too long for a place: they are no longer tried by themselves.</summary>
    public sealed record RoutingAbandoned(ImmutableArray<EntityId> Plans) : OrderEvent;

    /// <summary>Facilities from which work was taken are not asked for this order again.</summary>
    public sealed record FacilitiesExcluded(ImmutableArray<FacilityId> Facilities) : OrderEvent;

    /// <summary>What is routed was offered to the facilities, after it had been held back.</summary>
    public sealed record Released(ImmutableArray<PickJob> PickJobs) : OrderEvent;

    /// <summary>The order ended before its end, with every entity of it: the order's version steps.</summary>
    /// <param name="Cancelation">How.</param>
    public sealed record Canceled(Cancellation Cancelation) : OrderEvent;

    /// <summary>A locked order may go on: the order's version steps.</summary>
    public sealed record Unlocked : OrderEvent;

    /// <summary>A promise became an order: the order's version steps.</summary>
    /// <param name="TenantOrderId">Its new number; null where it keeps what it has.</param>
    public sealed record PromiseConfirmed(string? TenantOrderId) : OrderEvent;

    /// <summary>A promise is kept for longer: the order's version steps.</summary>
    /// <param name="To">For how long now.</param>
    public sealed record PromiseExtended(PromisePeriod To) : OrderEvent;

    /// <summary>Goods that were picked and are not wanted any more are to be put back.</summary>
    /// <param name="Tasks">The work.</param>
    public sealed record ReturnTasksCreated(ImmutableArray<ReturnTask> Tasks) : OrderEvent;

    /// <summary>So much of a line is back on the shelf.</summary>
    public sealed record LineRestocked(EntityId Task, LineId Line, Quantity Returned) : OrderEvent;

    /// <summary>A return task was finished.</summary>
    public sealed record ReturnTaskClosed(EntityId Task) : OrderEvent;

    /// <summary>A modification is complete: the order's version steps.</summary>
    public sealed record Modified : OrderEvent;

    /// <summary>The modification took back the one of an earlier revision, as far as it could.</summary>
    public sealed record ModificationUndone(long Revision) : OrderEvent;

    /// <summary>A picker began.</summary>
    public sealed record PickingStarted(EntityId PickJob) : OrderEvent;

    /// <summary>A picker reported what was picked of a line.</summary>
    public sealed record LinePicked(EntityId PickJob, LineId Line, Quantity Picked) : OrderEvent;

    /// <summary>A pick line was split, or parts of it merged, or it was said of which part something was picked.</summary>
    /// <param name="PickJob">The pick job.</param>
    /// <param name="Line">The line.</param>
    /// <param name="Parts">Its parts now; none where it is whole again.</param>
    public sealed record PickLinePartsChanged(EntityId PickJob, LineId Line, ImmutableArray<PickLinePart> Parts) : OrderEvent;

    /// <summary>A pick job was finished: what was picked left the shelf for good.</summary>
    public sealed record PickJobClosed(EntityId PickJob) : OrderEvent;

    /// <summary>A facility gave a pick job up; its units are routed again by an event of its own.</summary>
    public sealed record PickJobAborted(EntityId PickJob) : OrderEvent;

    /// <summary>A pick job begins anew; what was picked was put back.</summary>
    public sealed record PickJobReset(EntityId PickJob) : OrderEvent;

    /// <summary>Nobody is to do a pick job: it ends with its plan, and its units are not routed again.</summary>
    /// <param name="PickJob">The pick job.</param>
    /// <param name="Obsolete">Whether it is out of date, and not called off.</param>
    public sealed record PickJobCanceled(EntityId PickJob, bool Obsolete) : OrderEvent;

    /// <summary>A picker laid a pick job aside.</summary>
    public sealed record PickingPaused(EntityId PickJob) : OrderEvent;

    /// <summary>Less was found than was asked for, and the rest is routed again: the plan is for what was picked, and no more.</summary>
    /// <param name="PickJob">The pick job that found less.</param>
    /// <param name="Plan">Its plan.</param>
    /// <param name="To">What the plan covers now.</param>
    public sealed record RoutingPlanReduced(EntityId PickJob, EntityId Plan, ImmutableArray<LineQuantity> To) : OrderEvent;

    /// <summary>What was picked is to be handed over, to the customer or a carrier.</summary>
    /// <param name="Job">The work.</param>
    /// <param name="Shipment">What travels; null where the customer collects.</param>
    public sealed record HandoverJobCreated(HandoverJob Job, Shipment? Shipment) : OrderEvent;

    /// <summary>So much of a line was handed over in all.</summary>
    public sealed record LineHandedOver(EntityId Job, LineId Line, Quantity Total) : OrderEvent;

    /// <summary>Everything of a handover job was handed over.</summary>
    public sealed record HandoverJobCompleted(EntityId Job) : OrderEvent;

    /// <summary>A handover job waits for an answer.</summary>
    public sealed record HandoverInputRequested(EntityId Job) : OrderEvent;

    /// <summary>A handover job begins anew; nothing of it is gone.</summary>
    public sealed record HandoverReverted(EntityId Job) : OrderEvent;

    /// <summary>Nobody takes what a handover job was to hand over: it ends, with its pick job, its plan and its shipment.</summary>
    public sealed record HandoverJobCanceled(EntityId Job, HandoverCancelReason Reason) : OrderEvent;

    /// <summary>A carrier is asked for the label of a parcel.</summary>
    /// <param name="Shipment">The shipment.</param>
    /// <param name="Parcel">The parcel.</param>
    /// <param name="Carrier">The carrier's id.</param>
    public sealed record LabelRequested(EntityId Shipment, EntityId Parcel, string Carrier) : OrderEvent;

    /// <summary>The carrier made the label.</summary>
    public sealed record LabelCreated(EntityId Shipment, EntityId Parcel, string Tracking) : OrderEvent;

    /// <summary>The carrier made no label.</summary>
    public sealed record LabelFailed(EntityId Shipment, EntityId Parcel, string Reason) : OrderEvent;

    /// <summary>Another carrier takes a shipment.</summary>
    public sealed record CarrierChanged(EntityId Shipment, string Carrier, string? Product) : OrderEvent;
}
