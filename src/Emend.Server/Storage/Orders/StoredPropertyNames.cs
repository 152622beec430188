using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Stored names of the members of an order and its events, as "member=name". A member may be renamed in code; its stored name never
/// changes. Members without an entry are not stored.
/// </summary>
internal static class StoredPropertyNames
{
    /// <summary>The stored status of an order is not a member: <see cref="OrderFactMembers"/> derives it from the facts.</summary>
    public const string Status = "Status";

    public static readonly IReadOnlyDictionary<Type, string> Members = new Dictionary<Type, string>
    {
        [typeof(Order)] =
            "Id=id ProcessId=process TenantOrderId=tenantOrderId Api=face Status=status Revision=revision Version=version "
            + "Modifications=modifications OrderDate=orderDate CreatedAt=createdAt ModifiedAt=modifiedAt LastEventAt=touchedAt "
            + "ReleaseAt=releaseAt Delivery=delivery Lines=lines Services=services Currency=currency Tenders=tenders "
            + "Invoices=invoices Holds=holds Pending=pending Plans=plans PickJobs=pickJobs HandoverJobs=handoverJobs "
            + "Shipments=shipments ReturnTasks=returnTasks Cancellation=cancelation ExcludedFacilities=blocked "
            + "PersonalRevision=personalRevision PromisePeriod=promised "
            + "EndedAt=endedAt AnonymizedAt=anonymizedAt AnonymizeAt=anonymizeAt DeleteAt=deleteAt RemovedLines=removedLines "
            + "IsCanceled=canceled IsDeleted=deleted IsLocked=locked",
        [typeof(Line)] =
            "Id=id Article=article Properties=properties Quantity=quantity Shipped=shipped PickedNotRestocked=pickedAndLeft "
            + "Released=released UnitPrice=unitPrice AdditionalData=extras Withdrawn=refused Refused=refusedByCustomer "
            + "Returned=returned ExternalKey=externalKey Release=release",
        [typeof(ArticleProperties)] = "Title=title Details=details",
        [typeof(CustomService)] = "Id=id Bundled=bundled Articles=articles Items=items Definition=definition",
        [typeof(ServicedArticle)] = "Article=article Quantity=quantity",
        [typeof(Delivery)] =
            "Kind=kind Destination=destination CollectAt=collectAt PreferredTime=preferredTime Preselected=preselected "
            + "ShippingPreferences=wish IsModified=modified",
        [typeof(ShippingPreferences)] = "SameDay=sameDay Carriers=carriers",
        [typeof(PostalLocation)] = "Country=country PostalCode=postalCode Location=location",
        [typeof(GeoPoint)] = "Latitude=lat Longitude=lon",
        [typeof(Tender)] = "Id=id System=system Amount=amount CanIncrease=canIncrease CanDecrease=canDecrease",
        [typeof(Invoice)] = "Id=id Amount=amount",
        [typeof(Hold)] = "Kind=kind Holder=holder Expires=expires Id=id Reason=reason PlacedAt=placedAt",
        [typeof(LineRelease)] = "Kind=kind At=at",
        [typeof(PendingModification)] = "Id=id Owner=owner Expires=expires",
        [typeof(RoutingPlan)] =
            "Id=id Version=version Status=status Facility=facility Lines=lines Reason=reason RunNumber=run "
            + "Predecessors=predecessors CreatedAt=createdAt ModifiedAt=modifiedAt UnroutableSince=waitsSince AbandonedAt=givenUpAt",
        [typeof(PlanLine)] = "Line=line Quantity=quantity Reserved=reserved StockReduced=stockReduced StockKept=stockKept",
        [typeof(ReservationKey)] = "Line=line Facility=facility",
        [typeof(PickJob)] =
            "Id=id Version=version Status=status SubStatus=subStatus Facility=facility PlanId=plan Lines=lines "
            + "CreatedAt=createdAt ModifiedAt=modifiedAt",
        [typeof(PickLine)] = "Line=line Quantity=quantity Picked=picked Status=status Parts=parts",
        [typeof(PickLinePart)] = "Id=id Quantity=quantity Picked=picked",
        [typeof(HandoverJob)] =
            "Id=id Version=version Status=status PickJobId=pickJob HandedOver=handedOver Facility=facility Lines=lines "
            + "CreatedAt=createdAt ModifiedAt=modifiedAt CancelReason=cancelReason",
        [typeof(ReturnTask)] =
            "Id=id Version=version Status=status Facility=facility PickJobId=pickJob Lines=lines CreatedAt=createdAt "
            + "ModifiedAt=modifiedAt IsRefused=refused",
        [typeof(ReturnLine)] =
            "Line=line Article=article Quantity=quantity Returned=returned IsRestockable=counted StockKept=stockKept",
        [typeof(Cancellation)] = "Forced=forced Reason=reason Expired=expired",
        [typeof(PromisePeriod)] = "From=from Until=until",
        [typeof(CancellationReason)] = "Id=id Text=text Localized=localized Version=version",
        [typeof(LineQuantity)] = "Line=line Quantity=quantity",
        [typeof(Shipment)] =
            "Id=id Version=version Status=status Parcels=parcels Facility=facility PickJobId=pickJob Carrier=carrier Product=product "
            + "CreatedAt=createdAt ModifiedAt=modifiedAt TargetTime=targetTime",
        [typeof(Parcel)] = "Id=id Version=version Status=status LabelRequested=labelRequested Tracking=tracking Failure=failure "
            + "TrackingData=trackingData Lines=lines",
        [typeof(ParcelTracking)] = "Direction=direction Status=status Number=number CarrierStatus=carrierStatus",
        [typeof(PersonalData)] = "Consumer=consumer Attributes=attributes LineAttributes=lineAttributes AdditionalData=extras",
        [typeof(Consumer)] =
            "ConsumerId=consumerId Email=email FacilityRef=facilityRef TenantFacilityId=tenantFacilityId Addresses=addresses "
            + "Attributes=attributes",
        [typeof(Address)] =
            "Kind=kind Street=street HouseNumber=houseNumber PostalCode=postalCode City=city Province=province Country=country "
            + "FirstName=firstName LastName=lastName CompanyName=companyName Location=location AdditionalData=more",
        [typeof(RoutingLog)] =
            "Considered=considered Fences=fences Candidates=candidates Best=best Penalty=penalty Reason=because Exact=exact Gap=gap "
            + "Strategy=strategy",
        [typeof(StrategyRef)] = "Id=id Version=version",
        [typeof(FenceCount)] = "Fence=fence Excluded=excluded",
        [typeof(RatedCandidate)] = "Facility=facility Chosen=chosen Units=units Penalty=penalty Ratings=ratings",
        [typeof(RatingContribution)] = "Kind=kind Penalty=penalty",
        [typeof(OptimalityGap)] = "Units=units Deliveries=deliveries",
        [typeof(OrderEvent)] = "",
        [typeof(OrderEvent.Placed)] = "Order=order",
        [typeof(OrderEvent.LineAdded)] = "Line=line",
        [typeof(OrderEvent.LineRemoved)] = "Line=line Article=article Was=was",
        [typeof(OrderEvent.LineQuantityChanged)] = "Line=line From=from To=to",
        [typeof(OrderEvent.LineArticleChanged)] = "Line=line From=from To=to",
        [typeof(OrderEvent.LineAttributesChanged)] = "Line=line Names=names",
        [typeof(OrderEvent.AttributesChanged)] = "Names=names",
        [typeof(OrderEvent.DeliveryChanged)] = "Kind=kind CollectAt=collectAt ShippingPreferences=wish",
        [typeof(OrderEvent.PreferredTimeChanged)] = "From=from To=to",
        [typeof(OrderEvent.ConsumerChanged)] = "Members=members From=from To=to",
        [typeof(OrderEvent.PersonalDataReplaced)] = "Revision=revision",
        [typeof(OrderEvent.LabelsObsoleted)] = "Parcels=parcels",
        [typeof(OrderEvent.Routed)] = "Reason=reason Superseded=superseded Plans=plans PickJobs=pickJobs",
        [typeof(OrderEvent.FulfillmentAmended)] = "Plans=plans PickJobs=pickJobs Ended=ended",
        [typeof(OrderEvent.RoutingAbandoned)] = "Plans=plans",
        [typeof(OrderEvent.FacilitiesExcluded)] = "Facilities=facilities IsLifted=lifted",
        [typeof(OrderEvent.ReservationsRemoved)] = "Reservations=reservations ReducesStock=reducesStock",
        [typeof(OrderEvent.Released)] = "PickJobs=pickJobs",
        [typeof(OrderEvent.Modified)] = "",
        [typeof(OrderEvent.ModificationUndone)] = "Revision=revision",
        [typeof(OrderEvent.PickingStarted)] = "PickJob=pickJob",
        [typeof(OrderEvent.LinePicked)] = "PickJob=pickJob Line=line Picked=picked",
        [typeof(OrderEvent.PickLinePartsChanged)] = "PickJob=pickJob Line=line Parts=parts",
        [typeof(OrderEvent.PickJobClosed)] = "PickJob=pickJob",
        [typeof(OrderEvent.PickJobAborted)] = "PickJob=pickJob",
        [typeof(OrderEvent.PickJobReset)] = "PickJob=pickJob",
        [typeof(OrderEvent.PickJobCanceled)] = "PickJob=pickJob Obsolete=obsolete",
        [typeof(OrderEvent.MissingUnitsCanceled)] = "PickJob=pickJob Lines=lines",
        [typeof(OrderEvent.Canceled)] = "Cancellation=cancelation KeepsHandedOver=keepsHandedOver",
        [typeof(OrderEvent.Unlocked)] = "",
        [typeof(OrderEvent.PromiseConfirmed)] = "TenantOrderId=tenantOrderId",
        [typeof(OrderEvent.PromiseExtended)] = "To=to",
        [typeof(OrderEvent.ReturnTasksCreated)] = "Tasks=tasks",
        [typeof(OrderEvent.LineRestocked)] = "Task=task Line=line Returned=returned",
        [typeof(OrderEvent.ReturnTaskClosed)] = "Task=task",
        [typeof(OrderEvent.ReturnRevoked)] = "Task=task Plan=plan PickJob=pickJob",
        [typeof(OrderEvent.PickingPaused)] = "PickJob=pickJob",
        [typeof(OrderEvent.RoutingPlanReduced)] = "PickJob=pickJob Plan=plan To=to",
        [typeof(OrderEvent.HandoverJobCreated)] = "Job=job Shipment=shipment",
        [typeof(OrderEvent.LineHandedOver)] = "Job=job Line=line Total=total",
        [typeof(OrderEvent.HandoverJobCompleted)] = "Job=job",
        [typeof(OrderEvent.HandoverInputRequested)] = "Job=job",
        [typeof(OrderEvent.HandoverReverted)] = "Job=job",
        [typeof(OrderEvent.HandoverJobCanceled)] = "Job=job Reason=reason",
        [typeof(OrderEvent.LabelRequested)] = "Shipment=shipment Parcel=parcel Carrier=carrier",
        [typeof(OrderEvent.LabelCreated)] = "Shipment=shipment Parcel=parcel Tracking=tracking",
        [typeof(OrderEvent.LabelFailed)] = "Shipment=shipment Parcel=parcel Reason=reason",
        [typeof(OrderEvent.ParcelTracked)] = "Shipment=shipment Parcel=parcel Reports=reports",
        [typeof(OrderEvent.ParcelSplit)] = "Shipment=shipment Parcel=parcel Remaining=remaining Added=added",
        [typeof(OrderEvent.TargetTimeSet)] = "Shipment=shipment At=at",
        [typeof(OrderEvent.CarrierChanged)] = "Shipment=shipment Carrier=carrier Product=product",
        [typeof(OrderEvent.Anonymized)] = "",
        [typeof(OrderEvent.RetentionDatesSet)] = "AnonymizeAt=anonymizeAt DeleteAt=deleteAt",
        [typeof(OrderEvent.Deleted)] = "Order=order",
    };

    /// <summary>Members that are empty in most orders or missing in older documents. Stored only if they have a value.</summary>
    public static readonly IReadOnlyCollection<(Type Type, string Member)> OmittedIfEmpty =
    [
        (typeof(Order), nameof(Order.ReturnTasks)),
        (typeof(Order), nameof(Order.RemovedLines)),
        (typeof(Cancellation), nameof(Cancellation.Expired)),
        (typeof(OrderEvent.Canceled), nameof(OrderEvent.Canceled.KeepsHandedOver)),
        (typeof(Delivery), nameof(Delivery.IsModified)),
        (typeof(OrderEvent.FacilitiesExcluded), nameof(OrderEvent.FacilitiesExcluded.IsLifted)),
        (typeof(Line), nameof(Line.Withdrawn)),
        (typeof(Line), nameof(Line.Refused)),
        (typeof(Line), nameof(Line.Returned)),
        (typeof(ReturnTask), nameof(ReturnTask.IsRefused)),
        (typeof(PlanLine), nameof(PlanLine.StockReduced)),
        (typeof(PlanLine), nameof(PlanLine.StockKept)),
        (typeof(ReturnLine), nameof(ReturnLine.StockKept)),
        (typeof(PickLine), nameof(PickLine.Parts)),
        (typeof(HandoverJob), nameof(HandoverJob.Facility)),
        (typeof(HandoverJob), nameof(HandoverJob.Lines)),
        (typeof(HandoverJob), nameof(HandoverJob.CreatedAt)),
        (typeof(HandoverJob), nameof(HandoverJob.ModifiedAt)),
        (typeof(Shipment), nameof(Shipment.Facility)),
        (typeof(Shipment), nameof(Shipment.CreatedAt)),
        (typeof(Shipment), nameof(Shipment.ModifiedAt)),
        (typeof(Parcel), nameof(Parcel.TrackingData)),
        (typeof(Parcel), nameof(Parcel.Lines)),
    ];

    /// <summary>Members that are stored only in the table personal_data.</summary>
    public static readonly IReadOnlyCollection<(Type Type, string Member)> StoredSeparately =
        [
            (typeof(Order), nameof(Order.PersonalData)),
            (typeof(OrderEvent.PersonalDataReplaced), nameof(OrderEvent.PersonalDataReplaced.Personal)),
        ];

    /// <summary>Stored names of the event types.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Events = new Dictionary<Type, string>
    {
        [typeof(OrderEvent.Placed)] = "PLACED",
        [typeof(OrderEvent.LineAdded)] = "LINE_ADDED",
        [typeof(OrderEvent.LineRemoved)] = "LINE_REMOVED",
        [typeof(OrderEvent.LineQuantityChanged)] = "LINE_QUANTITY_SET",
        [typeof(OrderEvent.LineArticleChanged)] = "LINE_ARTICLE_SET",
        [typeof(OrderEvent.LineAttributesChanged)] = "LINE_ATTRIBUTES_SET",
        [typeof(OrderEvent.AttributesChanged)] = "ATTRIBUTES_SET",
        [typeof(OrderEvent.DeliveryChanged)] = "DELIVERY_SET",
        [typeof(OrderEvent.PreferredTimeChanged)] = "PREFERRED_TIME_SET",
        [typeof(OrderEvent.ConsumerChanged)] = "CONSUMER_SET",
        [typeof(OrderEvent.PersonalDataReplaced)] = "PERSONAL_REPLACED",
        [typeof(OrderEvent.LabelsObsoleted)] = "LABELS_OBSOLETED",
        [typeof(OrderEvent.Routed)] = "ROUTED",
        [typeof(OrderEvent.RoutingAbandoned)] = "ROUTING_GIVEN_UP",
        [typeof(OrderEvent.FacilitiesExcluded)] = "FACILITIES_BLOCKED",
        [typeof(OrderEvent.FulfillmentAmended)] = "FULFILLMENT_AMENDED",
        [typeof(OrderEvent.ReservationsRemoved)] = "RESERVATIONS_REMOVED",
        [typeof(OrderEvent.Released)] = "RELEASED",
        [typeof(OrderEvent.Modified)] = "MODIFIED",
        [typeof(OrderEvent.ModificationUndone)] = "UNDONE",
        [typeof(OrderEvent.PickingStarted)] = "PICKING_STARTED",
        [typeof(OrderEvent.LinePicked)] = "LINE_PICKED",
        [typeof(OrderEvent.PickLinePartsChanged)] = "PICK_LINE_DIVIDED",
        [typeof(OrderEvent.PickJobClosed)] = "PICK_JOB_CLOSED",
        [typeof(OrderEvent.PickJobAborted)] = "PICK_JOB_ABORTED",
        [typeof(OrderEvent.PickJobReset)] = "PICK_JOB_RESET",
        [typeof(OrderEvent.PickJobCanceled)] = "PICK_JOB_CANCELED",
        [typeof(OrderEvent.MissingUnitsCanceled)] = "MISSING_UNITS_CANCELED",
        [typeof(OrderEvent.Canceled)] = "CANCELLED",
        [typeof(OrderEvent.Unlocked)] = "UNLOCKED",
        [typeof(OrderEvent.PromiseConfirmed)] = "PROMISE_CONFIRMED",
        [typeof(OrderEvent.PromiseExtended)] = "PROMISE_EXTENDED",
        [typeof(OrderEvent.ReturnTasksCreated)] = "RETURNS_ASKED",
        [typeof(OrderEvent.LineRestocked)] = "LINE_RETURNED",
        [typeof(OrderEvent.ReturnTaskClosed)] = "RETURN_TASK_CLOSED",
        [typeof(OrderEvent.ReturnRevoked)] = "RETURN_REVOKED",
        [typeof(OrderEvent.PickingPaused)] = "PICKING_PAUSED",
        [typeof(OrderEvent.RoutingPlanReduced)] = "PLAN_LOWERED",
        [typeof(OrderEvent.HandoverJobCreated)] = "HANDOVER_ASKED",
        [typeof(OrderEvent.LineHandedOver)] = "LINE_HANDED_OVER",
        [typeof(OrderEvent.HandoverJobCompleted)] = "HANDED_OVER",
        [typeof(OrderEvent.HandoverInputRequested)] = "HANDOVER_WAITED",
        [typeof(OrderEvent.HandoverReverted)] = "HANDOVER_REVERTED",
        [typeof(OrderEvent.HandoverJobCanceled)] = "HANDOVER_CANCELLED",
        [typeof(OrderEvent.LabelRequested)] = "LABEL_REQUESTED",
        [typeof(OrderEvent.LabelCreated)] = "LABEL_MADE",
        [typeof(OrderEvent.LabelFailed)] = "LABEL_FAILED",
        [typeof(OrderEvent.ParcelTracked)] = "PARCEL_TRACKED",
        [typeof(OrderEvent.ParcelSplit)] = "PARCEL_SPLIT",
        [typeof(OrderEvent.TargetTimeSet)] = "TARGET_TIME_SET",
        [typeof(OrderEvent.CarrierChanged)] = "CARRIER_CHANGED",
        [typeof(OrderEvent.Anonymized)] = "ANONYMIZED",
        [typeof(OrderEvent.RetentionDatesSet)] = "KEEPING_SET",
        [typeof(OrderEvent.Deleted)] = "DELETED",
    };
}
