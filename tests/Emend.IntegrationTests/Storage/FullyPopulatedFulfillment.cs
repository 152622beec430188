using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Storage.Orders;
using static Emend.IntegrationTests.Storage.FullyPopulatedOrder;

namespace Emend.IntegrationTests.Storage;

/// <summary>Values for canceled orders, return tasks, handover jobs, and shipments.</summary>
internal static class FullyPopulatedFulfillment
{
    private static readonly ReturnTask Return = new()
    {
        Id = new("return-1"),
        Version = 2,
        Status = ReturnTaskStatus.Open,
        Facility = Facility,
        PickJobId = Job.Id,
        Lines = [new(Line1, FullyPopulatedOrder.Line.Article, Quantity.From(2), new(500), true)],
        CreatedAt = Noon.AddMinutes(3),
        ModifiedAt = Noon.AddMinutes(4),
    };

    private static readonly Cancellation Cancellation = new(true, new("reason-1", "Ordered twice"));

    /// <summary>Later additions to orders: the cancellation and open return tasks.</summary>
    public static readonly Order CanceledOrder = FullyPopulatedOrder.Order with
    {
        IsCanceled = true,
        IsLocked = false,
        ReturnTasks = [Return],
        Cancellation = Cancellation,
    };

    /// <summary>A promised order.</summary>
    public static readonly Order PromisedOrder = FullyPopulatedOrder.Order with
    {
        IsLocked = false,
        PromisePeriod = new(Noon, Noon.AddHours(2)),
    };

    public static readonly ImmutableArray<OrderEvent> PromiseEvents =
    [
        new OrderEvent.Unlocked(),
        new OrderEvent.PromiseConfirmed(null),
        new OrderEvent.PromiseConfirmed("R2"),
        new OrderEvent.PromiseExtended(new(Noon, Noon.AddHours(3))),
        new OrderEvent.Canceled(new(false, null) { Expired = true }),
    ];

    /// <summary>An order with removed reservations.</summary>
    public static readonly Order OrderWithoutReservations = FullyPopulatedOrder.Order with
    {
        Plans =
        [
            Plan with
            {
                Lines = [new(Line1, Quantity.From(4), Quantity.From(1)) { StockReduced = Quantity.From(2), StockKept = Quantity.From(1) }],
            },
        ],
        ReturnTasks = [Return with { Lines = [Return.Lines[0] with { StockKept = Quantity.From(1) }] }],
    };

    public static readonly ImmutableArray<OrderEvent> ReservationEvents =
    [
        new OrderEvent.ReservationsRemoved([new(Line1, Facility)], ReducesStock: true),
        new OrderEvent.ReservationsRemoved([new(Line1, Facility)], ReducesStock: false),
    ];

    /// <summary>An order with a preordered line, a line key and a hold with all members.</summary>
    public static readonly Order OrderWithLaterRelease = FullyPopulatedOrder.Order with
    {
        Lines =
        [
            FullyPopulatedOrder.Order.Lines[0] with
            {
                ExternalKey = "10", Release = new(LineReleaseKind.Preorder, FullyPopulatedOrder.Noon.AddDays(3)),
            },
        ],
        Holds =
        [
            new(HoldKind.Manual, new("user-1"), null)
            {
                Id = new("hold-1"), Reason = "call first", PlacedAt = FullyPopulatedOrder.Noon,
            },
        ],
    };

    /// <summary>Plans and pick jobs that are amended in place.</summary>
    public static readonly ImmutableArray<OrderEvent> AmendmentEvents = [new OrderEvent.FulfillmentAmended([Plan], [Job], [new("plan-2")])];

    /// <summary>Refused goods that are handed over after all.</summary>
    public static readonly ImmutableArray<OrderEvent> RevokedReturnEvents = [new OrderEvent.ReturnRevoked(Return.Id, Plan, Job)];

    /// <summary>A pick job with a split line.</summary>
    public static readonly PickJob SplitPickJob = Job with
    {
        Status = PickJobStatus.InProgress,
        SubStatus = null,
        Lines =
        [
            Job.Lines[0] with
            {
                Status = PickLineStatus.InProgress,
                Parts = [new(Line1, Quantity.From(2), Quantity.From(2)), new(new("part-2"), Quantity.From(1), Quantity.Zero)],
            },
        ],
    };

    public static readonly ImmutableArray<OrderEvent> PickJobCancellationEvents =
        [new OrderEvent.PickJobCanceled(Job.Id, false), new OrderEvent.PickJobCanceled(Job.Id, true)];

    /// <summary>An order with refused, returned and missing units.</summary>
    public static readonly Order OrderWithRefusedUnits = FullyPopulatedOrder.Order with
    {
        Lines =
        [
            .. FullyPopulatedOrder.Order.Lines.Select((l, i) => i == 0
                ? l with { Withdrawn = Quantity.From(3), Refused = Quantity.From(1), Returned = Quantity.From(1) }
                : l),
        ],
        ReturnTasks = [Return with { IsRefused = true }],
    };

    public static readonly ImmutableArray<OrderEvent> MissingUnitsEvents =
        [new OrderEvent.MissingUnitsCanceled(Job.Id, [new(Line1, Quantity.From(2))])];

    /// <summary>A cancellation that keeps handed-over goods.</summary>
    public static readonly ImmutableArray<OrderEvent> HandedOverEvents =
        [new OrderEvent.Canceled(new(true, null)) { KeepsHandedOver = true }];

    public static readonly ImmutableArray<OrderEvent> SplitEvents =
        [
            new OrderEvent.PickLinePartsChanged(
                Job.Id, Line1, SplitPickJob.Lines[0].Parts), new OrderEvent.PickLinePartsChanged(Job.Id, Line1, []),
        ];

    public static readonly EndedEntitiesDocument EndedReturnTasks = EndedEntities with
    {
        HandoverJobs = FullyPopulatedOrder.Order.HandoverJobs,
        Shipments = FullyPopulatedOrder.Order.Shipments,
        ReturnTasks = [Return with { Status = ReturnTaskStatus.Closed }],
    };

    public static readonly ImmutableArray<OrderEvent> CancellationEvents =
    [
        new OrderEvent.ReturnTasksCreated([Return]),
        new OrderEvent.Canceled(Cancellation),
        new OrderEvent.Canceled(new(false, null)),
        new OrderEvent.LineRestocked(Return.Id, Line1, Quantity.From(1)),
        new OrderEvent.ReturnTaskClosed(Return.Id),
        new OrderEvent.Routed(RerouteReason.ProcessReroute, [new("plan-1")], [Plan with { Reason = RerouteReason.Assigned }], []),
        new OrderEvent.Routed(RerouteReason.ManualReroute, [], [], [Job with { SubStatus = PickJobSubStatus.ManualReroute }]),
        new OrderEvent.Routed(RerouteReason.ProcessReroute, [], [], [Job with { SubStatus = PickJobSubStatus.ProcessReroute }]),
    ];

    public static readonly HandoverJob Handover =
        new(new("handover-1"), 2, HandoverStatus.Open, Job.Id, [new(Line1, Quantity.From(1))])
        {
            Facility = Facility,
            Lines = [new(Line1, Quantity.From(2))],
            CreatedAt = Noon,
            ModifiedAt = Noon.AddMinutes(1),
        };

    public static readonly Shipment Shipment =
        new(new("shipment-1"), 2, ShipmentStatus.Confirmed,
        [
            new(new("parcel-1"), 3, ParcelStatus.Done, Noon) { Tracking = "T-1" },
            new(new("parcel-2"), 3, ParcelStatus.Failed, Noon) { Failure = "closed" },
        ])
        {
            Facility = Facility,
            PickJobId = Job.Id,
            Carrier = "bike",
            Product = "express",
            CreatedAt = Noon,
            ModifiedAt = Noon.AddMinutes(1),
        };

    /// <summary>Handover events.</summary>
    public static readonly ImmutableArray<OrderEvent> ShippingEvents =
    [
        new OrderEvent.PickingPaused(Job.Id),
        new OrderEvent.HandoverJobCreated(Handover, Shipment),
        new OrderEvent.HandoverJobCreated(Handover, null),
        new OrderEvent.RoutingPlanReduced(Job.Id, Plan.Id, [new(Line1, Quantity.From(2))]),
        new OrderEvent.Routed(RerouteReason.ShortPick, [], [Plan], [Job with { SubStatus = PickJobSubStatus.ShortPickReroute }]),
        new OrderEvent.LineHandedOver(Handover.Id, Line1, Quantity.From(1)),
        new OrderEvent.HandoverJobCompleted(Handover.Id),
        new OrderEvent.HandoverInputRequested(Handover.Id),
        new OrderEvent.HandoverReverted(Handover.Id),
        new OrderEvent.LabelRequested(Shipment.Id, new("parcel-1"), "bike"),
        new OrderEvent.LabelCreated(Shipment.Id, new("parcel-1"), "T-1"),
        new OrderEvent.LabelFailed(Shipment.Id, new("parcel-1"), "closed"),
        new OrderEvent.CarrierChanged(Shipment.Id, "van", null),
        new OrderEvent.CarrierChanged(Shipment.Id, "van", "express"),
    ];

    /// <summary>A shipment with the tracking data of an external carrier.</summary>
    public static readonly Shipment TrackedShipment = Shipment with
    {
        Parcels =
        [
            Shipment.Parcels[0] with
            {
                TrackingData =
                [
                    new(TrackingDirection.Outbound, TrackingStatus.Delivered, "T-2", "left at the door"),
                    new(TrackingDirection.Inbound, TrackingStatus.PickedUp, "R-2", null),
                ],
            },
        ],
    };

    /// <summary>A shipment with the goods of a parcel.</summary>
    public static readonly Shipment SplitShipment = Shipment with
    {
        Parcels = [Shipment.Parcels[0] with { Lines = [new(Line1, Quantity.From(1))] }, Shipment.Parcels[1]],
    };

    public static readonly ImmutableArray<OrderEvent> ParcelSplitEvents =
        [new OrderEvent.ParcelSplit(Shipment.Id, new("parcel-2"), [new(Line1, Quantity.From(1))], SplitShipment.Parcels[0])];

    public static readonly Shipment ShipmentWithTargetTime = Shipment with { TargetTime = Noon.AddDays(2) };

    public static readonly ImmutableArray<OrderEvent> TargetTimeEvents = [new OrderEvent.TargetTimeSet(Shipment.Id, Noon.AddDays(2))];

    public static readonly ImmutableArray<OrderEvent> TrackingEvents =
        [new OrderEvent.ParcelTracked(Shipment.Id, new("parcel-1"), TrackedShipment.Parcels[0].TrackingData)];

    /// <summary>A canceled order with a removed line and a localized reason.</summary>
    public static readonly Order OrderWithRemovedLine = FullyPopulatedOrder.Order with
    {
        RemovedLines = [FullyPopulatedOrder.Line with { Id = new("line-2") }],
        Cancellation = new(false, new("reason-1", "Changed mind") { Localized = new("""{"de_DE":"Umentschieden"}"""), Version = 2 }),
    };

    /// <summary>An order with rejected units.</summary>
    public static readonly Order WithdrawnOrder = FullyPopulatedOrder.Order with
    {
        Lines = [.. FullyPopulatedOrder.Order.Lines.Select((l, i) => i == 0 ? l with { Withdrawn = Quantity.From(1) } : l)],
    };

    public static readonly EndedEntitiesDocument EndedEntitiesOfWithdrawal = EndedEntities with
    {
        HandoverJobs = [Handover with { Status = HandoverStatus.Canceled, CancelReason = HandoverCancelReason.ConsumerNoShow }],
    };

    public static readonly ImmutableArray<OrderEvent> WithdrawalEvents =
        [new OrderEvent.HandoverJobCanceled(Handover.Id, HandoverCancelReason.ConsumerRejects)];
}
