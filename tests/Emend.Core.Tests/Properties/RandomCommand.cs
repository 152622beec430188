using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Properties;

/// <summary>Random numbers that are converted to a command for a given order.</summary>
internal sealed record RandomCommand(int Kind, int Which, int Much, int More, int Minutes)
{
    public static readonly Gen<RandomCommand> Any =
        from kind in Gen.Frequency((5, Gen.Choose(0, 2)), (4, Gen.Choose(3, 7)), (2, Gen.Choose(8, 9)), (2, Gen.Choose(10, 11)),
            (2, Gen.Constant(12)), (6, Gen.Constant(13)))
        from which in Gen.Choose(0, 9)
        from much in Gen.Choose(0, 6)
        from more in Gen.Choose(0, 9)
        from minutes in Gen.Choose(-1, 2)
        select new RandomCommand(kind, which, much, more, minutes);

    private static readonly ArticleId[] Articles = [TestData.Shirt, TestData.Jeans, TestData.Shoes, TestData.Cheese];

    private static readonly string?[] Values = ["1", "2", null];

    /// <summary>Whether it is a stock change instead of a command.</summary>
    public bool IsStockChange => Kind is 11;

    public OrderCommand ToCommand(Order order) =>
        CreateCommand(order) with { AcceptedPenalties = Which % 2 == 0 ? [.. TestData.OverridablePolicy.RuleIds()] : [] };

    private OrderCommand CreateCommand(Order order) => Kind switch
    {
        8 or 9 => ToPickCommand(order),
        12 => ToFulfillmentCommand(order),
        13 => ToShippingCommand(order),
        10 => new OrderCommand.Modify([As(0).Change(order), As(1).Change(order), As(More % 8).Change(order)], null, null, Unroutable),
        _ => new OrderCommand.Modify([Change(order)], More == 9 ? order.Version + Which - 4 : null, null, Unroutable),
    };

    public Change Change(Order order) => Kind switch
    {
        0 or 1 => new SetLineQuantity(GetLine(order), Quantity.From(Much)),
        2 => new AddLine(TestData.NewOrderLine(Articles[Which % 4], Which % 4 == 3 ? Much / 4m : Much) with { Attributes = Size }),
        3 => new SetLineArticle(GetLine(order), new($"Title {Much % 2}", null), null),
        4 when Which % 2 == 0 => ToDeliveryChange(),
        4 => new SetPreferredTime(TestData.Noon.AddDays((Much % 3) - 1)),
        5 => new SetAttributes(Attributes($"a{Which % 3}", Values[Much % 3])),
        6 => new SetLineAttributes(GetLine(order), Attributes($"a{Which % 3}", Values[Much % 3])),
        _ => Which % 3 == 0 ? ChangeAddress(Which % 2 == 0 ? null : AddressKind.Postal, ("houseNumber", $"{Much}"))
            : Which % 2 == 0 ? SetEmail($"{Much}@example.org") : SetAddresses(Much % 2 == 0 ? TestData.Home : TestData.OtherAddress),
    };

    private SetDelivery ToDeliveryChange() => (Much % 4) switch
    {
        0 => CollectAt(Which % 4 == 0 ? TestData.Utrecht : TestData.Amsterdam),
        1 => Ship,
        2 => Which % 4 == 0 ? SetCarriers("VAN") : SetCarriers(),
        _ => Ship with { SameDay = Which % 4 == 0 },
    };

    private UnroutableBehavior Unroutable => Minutes > 0 ? UnroutableBehavior.Reject : UnroutableBehavior.Accept;

    private Quantity Shortfall => Quantity.From(Much % 2);

    private ImmutableSortedDictionary<string, JsonText> Size =>
        More % 2 == 0 ? PersonalData.NoAttributes : PersonalData.NoAttributes.Add("size", new($"{Much}"));

    private OrderCommand ToFulfillmentCommand(Order order)
    {
        if (order is { IsActive: true, IsOpen: false } && More % 2 == 0)
        {
            return ToPromiseCommand(order);
        }

        if (order.ReturnTasks is [var task, ..] && More > 3)
        {
            return new OrderCommand.UpdateReturnTask(
                task.Id,
                More > 8
                    ? new ReturnTaskAction.Close()
                    : new ReturnTaskAction.Restock([.. task.Lines.Take(Much).Select(l => new LineQuantity(l.Line, l.Quantity))]),
                null);
        }

        var job = order.PickJobs.IsEmpty ? new EntityId("none") : order.PickJobs[Which % order.PickJobs.Length].Id;
        FulfillmentAction action = (Which + Much) switch
        {
            3 or 7 or 9 => new FulfillmentAction.RemoveReservations(More % 2 == 0)
            {
                Reservations = More < 5 ? [] : [new(GetLine(order), Much % 2 == 0 ? TestData.Amsterdam : TestData.Utrecht)],
            },
            < 5 => new FulfillmentAction.Reroute(),
            < 8 => new FulfillmentAction.Assign(Much % 2 == 0 ? TestData.Amsterdam : TestData.Utrecht),
            < 11 => new FulfillmentAction.ReroutePickJob(job),
            < 14 => new FulfillmentAction.Cancel(null),
            _ => new FulfillmentAction.ForceCancel(new("reason-1", "changed their mind")),
        };
        return new OrderCommand.ChangeFulfillment(action, null, Unroutable) { Version = More == 9 ? order.Version + 1 : null };
    }

    private OrderCommand ToPromiseCommand(Order order) => Much switch
    {
        0 => new OrderCommand.ExpirePromise(),
        1 or 2 => new OrderCommand.ChangeFulfillment(new FulfillmentAction.ExtendPromise(null), null, Unroutable),
        _ when order.IsLocked => new OrderCommand.ChangeFulfillment(
            new FulfillmentAction.Unlock(Which % 2 == 0 ? null : TestData.Noon.AddDays(1)), null, Unroutable),
        _ => new OrderCommand.ChangeFulfillment(new FulfillmentAction.ConfirmPromise(Which % 2 == 0 ? null : "R2"), null, Unroutable),
    };

    // Mostly completes pick jobs, because only picked goods can be shipped.
    private OrderCommand ToShippingCommand(Order order)
    {
        if (order.ReturnTasks.FirstOrDefault(t => t.IsRefused) is { } refused && Which < 2)
        {
            return new OrderCommand.CreateHandoverJob(refused.PickJobId);
        }

        if (order.ReturnTasks.FirstOrDefault(t => !t.IsRefused) is { } unused && Which < 2)
        {
            return new OrderCommand.UpdateReturnTask(
                unused.Id, new ReturnTaskAction.Restock([.. unused.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]), null);
        }

        if (order.PickJobs.FirstOrDefault(j => j.Status is not PickJobStatus.Closed) is { } job && (More < 7 || order.HandoverJobs.IsEmpty))
        {
            return new OrderCommand.UpdatePickJob(job.Id, NextPickStep(job), null);
        }

        if (order.HandoverJobs.IsEmpty)
        {
            return new OrderCommand.UpdateHandoverJob(new("none"), new HandoverJobAction.HandOverAll(), null);
        }

        var handover = order.HandoverJobs[Which % order.HandoverJobs.Length];
        var shipment = order.Shipments.IsEmpty ? null : order.Shipments[Which % order.Shipments.Length];
        return (shipment, Much) switch
        {
            ({ } s, 2) when More is 8 or 9 => new OrderCommand.UpdateLabel(s.Parcels[Which % s.Parcels.Length].Id, CreateTracking(), null),
            ({ } s, 2) when More is 6 or 7 => CreateParcelSplit(order, s, s.Parcels[Which % s.Parcels.Length]),
            ({ } s, 0 or 1) when s.Parcels[0].LabelRequested is null || More > 6 =>
                new OrderCommand.UpdateLabel(s.Parcels[0].Id, new LabelAction.Request(null), null),
            ({ } s, < 3) => new OrderCommand.UpdateLabel(s.Parcels[0].Id, CreateLabelResponse(s.Parcels[0]), null),
            ({ } s, 3) when More is 9 => new OrderCommand.ChangeFulfillment(
                new FulfillmentAction.SetTargetTime(s.Id, TestData.Noon.AddDays(Which % 2)), null, Unroutable),
            ({ } s, 3) => new OrderCommand.ChangeFulfillment(
                new FulfillmentAction.ChangeCarrier(s.Id, More % 2 == 0 ? "BIKE" : "van", null), null, Unroutable),
            _ => new OrderCommand.UpdateHandoverJob(handover.Id, CreateHandoverAction(handover), null),
        };
    }

    private PickJobAction NextPickStep(PickJob job) => job.Status is not PickJobStatus.InProgress
        ? new PickJobAction.Start()
        : job.Lines.Any(l => l.Picked > Quantity.Zero) || More == 6
            ? new PickJobAction.Close()
            : new PickJobAction.Pick([.. GetParts(job.Lines).Select(p =>
                new LineQuantity(p.Id, p.Quantity - (p.Quantity.IsWhole ? Shortfall : default)))]);

    private LabelAction CreateLabelResponse(Parcel parcel) => More % 2 == 0
        ? new LabelAction.Created(parcel.LabelRequested ?? TestData.Noon, "T1")
        : new LabelAction.Failed(parcel.LabelRequested ?? TestData.Noon, "closed");

    // Like the APIs, with a version: a repeated split would move more goods.
    private OrderCommand.UpdateLabel CreateParcelSplit(Order order, Shipment shipment, Parcel parcel) => new(
        parcel.Id,
        new LabelAction.Split(
        [
            .. order.GetLines(shipment, parcel).Take(1 + (More % 2))
                .Select(l => l with { Quantity = l.Quantity.IsWhole ? Quantity.From(1) : l.Quantity }),
        ]),
        parcel.Version);

    private LabelAction.Track CreateTracking() => new(
    [
        new(
            Minutes > 0 ? TrackingDirection.Inbound : TrackingDirection.Outbound,
            Which % 2 == 0 ? TrackingStatus.PickedUp : TrackingStatus.Delivered, $"EXT-{Which % 3}", null),
    ]);

    private HandoverJobAction CreateHandoverAction(HandoverJob job) => More switch
    {
        < 4 => new HandoverJobAction.HandOver([.. job.Lines.Take(1)]),
        < 7 => new HandoverJobAction.HandOverAll(),
        7 => new HandoverJobAction.Wait(),
        8 => new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow),
        _ => new HandoverJobAction.Revert(),
    };

    private PickJobAction CreateSplitOrMerge(ImmutableArray<PickLine> lines)
    {
        var line = lines.IsEmpty ? default : lines[Much % lines.Length];
        var parts = GetParts(lines).Where(p => line.Parts.Contains(p)).ToList();
        if (parts.Count > 1 && Minutes > 0)
        {
            return new PickJobAction.Merge([.. parts.Take(2 + (Which % 2)).Select(p => p.Id)]);
        }

        var (of, picked) = parts.Count > 0 ? (parts[^1].Id, parts[^1].Picked) : (line.Line, line.Picked);
        return new PickJobAction.Split(
            [.. Enumerable.Repeat(
                new PickLineSplitPart(of, Quantity.From(1), picked > Quantity.Zero ? Quantity.From(1) : default), 1 + (Much % 2))]);
    }

    private static IEnumerable<PickLinePart> GetParts(ImmutableArray<PickLine> lines) =>
        lines.SelectMany(l => l.Parts.IsEmpty ? [new(l.Line, l.Quantity, l.Picked)] : l.Parts);

    private RandomCommand As(int kind) => this with { Kind = kind, Which = Which + More, Much = (Much + More) % 7 };

    private LineId GetLine(Order order) =>
        order.Lines.IsEmpty || Which == 9 ? new LineId("of another order") : order.Lines[Which % order.Lines.Length].Id;

    private OrderCommand.UpdatePickJob ToPickCommand(Order order)
    {
        var job = order.PickJobs.IsEmpty ? null : order.PickJobs[Which % order.PickJobs.Length];
        PickJobAction action = More switch
        {
            < 2 => new PickJobAction.Start(),
            2 => new PickJobAction.Pause(),
            3 or 4 => CreateSplitOrMerge(job?.Lines ?? []),
            < 7 => new PickJobAction.Pick(
                [.. GetParts(job?.Lines ?? []).Take(Much).Select(p => new LineQuantity(p.Id, p.Quantity - Shortfall))]),
            7 => new PickJobAction.Close(),
            8 => Which % 3 == 0 ? new PickJobAction.Cancel(Much > 3) : new PickJobAction.Abort(),
            _ => Which % 2 == 0 ? new PickJobAction.Reset() : new PickJobAction.Restart(),
        };
        return new(job?.Id ?? new("none"), action, Minutes == 1 ? job?.Version : null);
    }
}
