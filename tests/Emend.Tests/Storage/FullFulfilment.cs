using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Storage.Orders;
using static Emend.Tests.Storage.Full;

namespace Emend.Tests.Storage;

/// <summary>The same of how orders end, of what is put back, handed over and shipped.</summary>
internal static class FullFulfilment
{
    private static readonly ReturnTask Return = new()
    {
        Id = new("return-1"),
        Version = 2,
        Status = ReturnTaskStatus.Open,
        Facility = Facility,
        PickJobId = Job.Id,
        Lines = [new(Line1, Full.Line.Article, Quantity.Of(2), new(500), true)],
        CreatedAt = Noon.AddMinutes(3),
        ModifiedAt = Noon.AddMinutes(4),
    };

    private static readonly Cancelation Cancelation = new(true, new("reason-1", "Ordered twice"));

    /// <summary>What an order learned later: how it ended, and what is still to be put back.</summary>
    public static readonly Order Cancelled = Full.Order with
    {
        Status = OrderStatus.Cancelled,
        ReturnTasks = [Return],
        Cancelation = Cancelation,
    };

    /// <summary>An order that is promised only.</summary>
    public static readonly Order Promised = Full.Order with
    {
        Status = OrderStatus.Promised,
        Promised = new(Noon, Noon.AddHours(2)),
    };

    public static readonly ImmutableArray<OrderEvent> EventsOfPromising =
    [
        new OrderEvent.Unlocked(),
        new OrderEvent.PromiseConfirmed(null),
        new OrderEvent.PromiseConfirmed("R2"),
        new OrderEvent.PromiseExtended(new(Noon, Noon.AddHours(3))),
        new OrderEvent.Cancelled(new(false, null) { Expired = true }),
    ];

    /// <summary>A pick job one line of which was split.</summary>
    public static readonly PickJob Divided = Job with
    {
        Status = PickJobStatus.InProgress,
        SubStatus = null,
        Lines =
        [
            Job.Lines[0] with
            {
                Status = PickLineStatus.InProgress,
                Parts = [new(Line1, Quantity.Of(2), Quantity.Of(2)), new(new("part-2"), Quantity.Of(1), Quantity.Zero)],
            },
        ],
    };

    public static readonly ImmutableArray<OrderEvent> EventsOfCallingOff =
        [new OrderEvent.PickJobCancelled(Job.Id, false), new OrderEvent.PickJobCancelled(Job.Id, true)];

    public static readonly ImmutableArray<OrderEvent> EventsOfDividing =
        [new OrderEvent.PickLineDivided(Job.Id, Line1, Divided.Lines[0].Parts), new OrderEvent.PickLineDivided(Job.Id, Line1, [])];

    public static readonly StoredPast PastReturns = Past with
    {
        HandoverJobs = Full.Order.HandoverJobs,
        Shipments = Full.Order.Shipments,
        ReturnTasks = [Return with { Status = ReturnTaskStatus.Closed }],
    };

    public static readonly ImmutableArray<OrderEvent> EventsOfCancelling =
    [
        new OrderEvent.ReturnsAsked([Return]),
        new OrderEvent.Cancelled(Cancelation),
        new OrderEvent.Cancelled(new(false, null)),
        new OrderEvent.LineReturned(Return.Id, Line1, Quantity.Of(1)),
        new OrderEvent.ReturnTaskClosed(Return.Id),
        new OrderEvent.Routed(RerouteReason.ProcessReroute, [new("plan-1")], [Plan with { Reason = RerouteReason.Assigned }], []),
        new OrderEvent.Routed(RerouteReason.ManualReroute, [], [], [Job with { SubStatus = PickJobSubStatus.ManualReroute }]),
        new OrderEvent.Routed(RerouteReason.ProcessReroute, [], [], [Job with { SubStatus = PickJobSubStatus.ProcessReroute }]),
    ];

    public static readonly HandoverJob Handover =
        new(new("handover-1"), 2, HandoverStatus.Open, Job.Id, [new(Line1, Quantity.Of(1))])
        {
            Facility = Facility,
            Lines = [new(Line1, Quantity.Of(2))],
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

    /// <summary>What came with handing over.</summary>
    public static readonly ImmutableArray<OrderEvent> EventsOfShipping =
    [
        new OrderEvent.PickingPaused(Job.Id),
        new OrderEvent.HandoverAsked(Handover, Shipment),
        new OrderEvent.HandoverAsked(Handover, null),
        new OrderEvent.PlanLowered(Job.Id, Plan.Id, [new(Line1, Quantity.Of(2))]),
        new OrderEvent.Routed(RerouteReason.ShortPick, [], [Plan], [Job with { SubStatus = PickJobSubStatus.ShortPickReroute }]),
        new OrderEvent.LineHandedOver(Handover.Id, Line1, Quantity.Of(1)),
        new OrderEvent.HandedOver(Handover.Id),
        new OrderEvent.HandoverWaited(Handover.Id),
        new OrderEvent.HandoverReverted(Handover.Id),
        new OrderEvent.LabelRequested(Shipment.Id, new("parcel-1"), "bike"),
        new OrderEvent.LabelMade(Shipment.Id, new("parcel-1"), "T-1"),
        new OrderEvent.LabelFailed(Shipment.Id, new("parcel-1"), "closed"),
        new OrderEvent.CarrierChanged(Shipment.Id, "van", null),
        new OrderEvent.CarrierChanged(Shipment.Id, "van", "express"),
    ];

    /// <summary>An order of which nobody took all.</summary>
    public static readonly Order Refused = Full.Order with
    {
        Lines = [.. Full.Order.Lines.Select((l, i) => i == 0 ? l with { Refused = Quantity.Of(1) } : l)],
    };

    public static readonly StoredPast PastRefused = Past with
    {
        HandoverJobs = [Handover with { Status = HandoverStatus.Canceled, CancelReason = HandoverCancelReason.ConsumerNoShow }],
    };

    public static readonly ImmutableArray<OrderEvent> EventsOfRefusing =
        [new OrderEvent.HandoverCancelled(Handover.Id, HandoverCancelReason.ConsumerRejects)];
}
